//! `performance/v2`: the people groups of performance reviews.

use crate::prelude::*;

pub mod code;
pub mod user_group_user_rel;

/// What the calls of performance reviews share.
pub const FAMILY: Family = Family {
    name: "performance/v2",
    input: Input::Own(code::PARAM_INVALID),
    internal: code::INTERNAL,
    numbers_for_strings: true,
};
