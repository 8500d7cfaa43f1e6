//! `acs/v1`: smart access control. Rules that say who may open which door when, and the doors themselves.
//!
//! Ids and counts travel as text, and may come as numbers: the Python SDK types them as integers.

use crate::prelude::*;

pub mod code;
pub mod device;
pub mod rule_external;

/// What the calls of access control share. Their pages name no code for a fault of the server, so the platform's is used.
pub const FAMILY: Family = Family {
    name: "acs/v1",
    input: Input::Own(code::PARAMS_INVALID),
    internal: platform::INTERNAL,
    numbers_for_strings: true,
};
