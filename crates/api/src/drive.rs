//! `drive`: documents and folders, and who may do what with them.

use crate::prelude::*;

pub mod file;
pub mod permission_member;

/// What the calls about collaborators and sharing share.
pub const PERMISSIONS: Family = Family {
    name: "drive/v1",
    input: Input::Own(permission_member::code::INVALID_PARAMETER),
    internal: permission_member::code::INTERNAL,
    numbers_for_strings: false,
};

/// What the calls about files and folders share.
pub const FILES: Family = Family {
    name: "drive/v1",
    input: Input::Own(file::code::PARAMS_ERROR),
    internal: file::code::INTERNAL,
    numbers_for_strings: false,
};
