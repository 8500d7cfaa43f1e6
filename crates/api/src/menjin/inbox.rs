//! What the administrator who asks was told.

pub mod list;
pub mod seen;
