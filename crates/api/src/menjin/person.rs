//! People, as those see them who govern.

pub mod get;
pub mod list;
