//! `application/v6`: apps, and who may work on them.

use crate::prelude::*;

#[expect(clippy::module_inception, reason = "the platform's resource has the name of its service")]
pub mod application;
pub mod application_collaborators;

/// What the calls of apps share. Most have one code of their own for malformed input and say so themselves.
pub const FAMILY: Family =
    Family { name: "application/v6", input: Input::Platform, internal: code::INTERNAL, numbers_for_strings: false };

pub mod code {
    //! Codes that several parts of the app calls share.
    use crate::codes;

    codes! {
        /// Our fault; the log knows more under the log id.
        INTERNAL = 210_022 INTERNAL_SERVER_ERROR "Internal server error" unreachable "our faults only";
    }
}
