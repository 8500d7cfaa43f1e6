//! A new migration file is a reason to build again; cargo would not see it, as the macro that embeds them names no file.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
