//! Doors.

mod list;

pub use list::list;
