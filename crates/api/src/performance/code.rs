//! Codes of performance reviews, as their pages print them.

use crate::codes;

codes! {
    /// Our fault; the log knows more under the log id.
    INTERNAL = 1_580_101 INTERNAL_SERVER_ERROR "internal error";
    /// A parameter is missing, has the wrong type or size, or names a group that does not exist.
    PARAM_INVALID = 1_580_102 BAD_REQUEST "param is invalid";
    /// The app has used this `client_token` within the last 24 hours.
    REQUEST_REPEATED = 1_580_110 BAD_REQUEST "request ID repeat";
    /// The group is not filled through the API.
    API_IMPORT_OFF = 1_580_401 BAD_REQUEST "user group not support api import";
    /// Another update of this group is running.
    IMPORT_RUNNING = 1_580_402 BAD_REQUEST "user group has running import task"
        unreachable "writes to one tenant run one after another, so a second one waits for the first instead of meeting it";
    /// More than 10,000 people.
    SCOPE_OVER_LIMIT = 1_580_403 BAD_REQUEST "scope over limit";
}
