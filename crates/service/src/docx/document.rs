//! Documents.

mod create;

pub use create::create;
