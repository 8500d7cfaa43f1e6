//! Codes about documents.

use crate::codes;

codes! {
    /// A parameter is malformed or outside its limits.
    INVALID_PARAM = 1_770_001 BAD_REQUEST "invalid param";
    /// There is no such document (creating one).
    NOT_FOUND_UNUSED = 1_770_002 NOT_FOUND "not found" unreachable "the call names no document; a folder has 1770039";
    /// What the call names lies in the bin.
    DELETED = 1_770_003 BAD_REQUEST "resource deleted";
    /// The caller may not do this (creating one).
    FORBIDDEN_UNUSED = 1_770_032 FORBIDDEN "forbidden" unreachable "the call needs a right on the folder only, which has 1770040";
    /// There is no such folder.
    FOLDER_NOT_FOUND = 1_770_039 BAD_REQUEST "folder not found";
    /// The caller may not edit the folder; an app, that it did not make it.
    NO_FOLDER_PERMISSION = 1_770_040 FORBIDDEN "no folder permission";
    /// Our fault; the log knows more under the log id.
    INTERNAL = 1_771_001 INTERNAL_SERVER_ERROR "server internal error" unreachable "our faults only";
}
