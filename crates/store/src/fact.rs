//! The facts of a tenant, as decisions need them: all of them, or those of one question. What each table says is read in
//! one place (`read`), which the functions that note changes use as well.

pub mod load;
pub(crate) mod note;
pub(crate) mod read;
pub mod slice;

pub use load::load;
pub use slice::slice;
