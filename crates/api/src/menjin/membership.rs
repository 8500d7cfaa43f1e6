//! Who belongs to what, looked into.

pub mod analysis;
pub mod analyze;
pub mod code;
