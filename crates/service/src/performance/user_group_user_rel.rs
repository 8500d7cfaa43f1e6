//! Who is in which people group.

mod asked;
mod write;

pub use write::write;
