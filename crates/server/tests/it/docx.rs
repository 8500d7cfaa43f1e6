//! Documents themselves.

mod document;
