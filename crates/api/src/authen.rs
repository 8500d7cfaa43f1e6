//! `authen` and `oauth`: tokens for people.

use crate::prelude::*;

pub mod authorize;
pub mod oauth;
pub mod user_info;

/// What the calls of a signed-in person share.
pub const FAMILY: Family = Family {
    name: "authen",
    input: Input::Own(user_info::code::INVALID_REQUEST),
    internal: user_info::code::SYSTEM_ERROR,
    numbers_for_strings: false,
};
