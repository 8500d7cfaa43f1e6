//! Apps.

mod get;

pub use get::get;
