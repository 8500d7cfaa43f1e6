//! Doors.

pub mod list;
