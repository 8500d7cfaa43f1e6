//! Documents themselves: as much of them as access needs.

pub mod document;
