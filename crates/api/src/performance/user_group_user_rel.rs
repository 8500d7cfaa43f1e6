//! Who is in which people group.

pub mod write;
