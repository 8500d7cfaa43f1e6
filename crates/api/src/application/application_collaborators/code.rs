//! Codes about collaborators of apps. The pages print the first only; the others are borrowed from their neighbours.

use crate::codes;

codes! {
    /// A parameter is missing, malformed, outside its limits or unknown; the owner is named; somebody is named twice.
    PARAM_INVALID = 210_001 BAD_REQUEST "param is invalid";
    /// The company has no such app.
    APP_UNKNOWN = 210_021 NOT_FOUND "The specified application does not exist";
    /// The person may not see or change who works on the app.
    NO_PERMISSION = 210_025 FORBIDDEN "The current user has no permission to modify the app configurations";
    /// Another app, without the scope for those.
    INSUFFICIENT_LEVEL = 210_508 BAD_REQUEST "insufficient permission level";
}
