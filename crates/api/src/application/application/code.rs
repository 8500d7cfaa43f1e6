//! Codes about reading apps.

use crate::codes;

codes! {
    /// Neither `me` nor of the form of an app id.
    INVALID_APP_ID = 210_503 BAD_REQUEST "invalid app_id";
    /// The app belongs to another company.
    NOT_IN_TENANT = 210_504 BAD_REQUEST "no such app in tenant";
    /// The app is not self-built.
    NOT_CUSTOM = 210_505 BAD_REQUEST "target app not a custom app" unreachable "store apps made in the company are shown too";
    /// No app has this id.
    UNKNOWN = 210_506 BAD_REQUEST "no such app";
    /// Another app, without the scope for those.
    INSUFFICIENT_LEVEL = 210_508 BAD_REQUEST "insufficient permission level";
}
