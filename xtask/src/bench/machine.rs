//! Where and when numbers were taken.

use std::{fmt::Write, fs, path::Path, process::Command};

/// The machine, the database server if there was one, the commit, the date and the command, as a list.
pub(crate) fn describe(place: &Path, postgres: Option<&str>) -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let system = first_line("uname", &["-sr"]);
    let dirty = !first_line("git", &["status", "--porcelain", "--untracked-files=no"]).is_empty();
    let commit = first_line("git", &["rev-parse", "--short=12", "HEAD"]);
    let command: Vec<String> = std::env::args().skip(1).collect();
    let mut text = String::new();
    let _ = writeln!(text, "- Machine: {cores} cores, {}, {} of memory, {system}", cpu(), memory());
    let _ = writeln!(text, "- Disk: {}", disk(place));
    if let Some(postgres) = postgres {
        let _ = writeln!(text, "- PostgreSQL: {postgres}");
    }
    let _ = writeln!(text, "- Commit: `{commit}`{}", if dirty { ", with uncommitted changes" } else { "" });
    let _ = writeln!(text, "- Date: {}", today());
    let _ = writeln!(text, "- Command: `cargo xtask {}`", command.join(" "));
    text
}

#[expect(clippy::disallowed_methods, reason = "the date of a page is real time")]
fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}

fn cpu() -> String {
    field("/proc/cpuinfo", "model name").unwrap_or_else(|| "an unknown processor".to_owned())
}

fn memory() -> String {
    let kib = field("/proc/meminfo", "MemTotal").and_then(|text| text.split(' ').next()?.parse::<u64>().ok());
    kib.map_or_else(|| "an unknown amount".to_owned(), |kib| format!("{} GiB", (kib + (1 << 19)) >> 20))
}

/// The file system a folder lies on, and how long it takes to make a small write durable there.
fn disk(place: &Path) -> String {
    let kind = file_system(&place.display().to_string());
    match super::floor_database::sync_micros(place) {
        Ok(micros) => format!("{kind}, {micros:.0} µs to write and sync 4 KiB"),
        Err(_) => kind,
    }
}

/// The kind of file system a folder lies on; empty when nobody knows the folder.
pub(super) fn file_system(folder: &str) -> String {
    first_line("stat", &["--file-system", "--format=%T", folder])
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn first_line(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.lines().next().unwrap_or_default().to_owned()
}
