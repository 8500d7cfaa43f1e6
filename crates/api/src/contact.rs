//! `contact/v3`: user groups, people, departments.

use crate::prelude::*;

pub mod department;
pub mod group;
pub mod user;

/// What all calls of the address book share.
pub const FAMILY: Family =
    Family { name: "contact/v3", input: Input::Platform, internal: code::INTERNAL, numbers_for_strings: false };

pub mod code {
    //! Codes that several parts of the address book share.
    use crate::codes;

    codes! {
        /// Our fault; the log knows more under the log id.
        INTERNAL = 40_003 INTERNAL_SERVER_ERROR "internal error";
    }
}
