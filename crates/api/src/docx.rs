//! `docx/v1`: documents themselves.

use crate::prelude::*;

pub mod document;

/// What the calls of documents share.
pub const FAMILY: Family = Family {
    name: "docx/v1",
    input: Input::Own(document::code::INVALID_PARAM),
    internal: document::code::INTERNAL,
    numbers_for_strings: false,
};
