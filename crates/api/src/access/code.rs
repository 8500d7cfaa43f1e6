//! What can go wrong with a question. The standard knows statuses only, so the numbers are theirs.

use crate::codes;

codes! {
    /// The body is malformed, or a field of it is missing or impossible; `error` says what, `field` where.
    INVALID = 400 BAD_REQUEST "the request is malformed";
    /// There is no token, or it is not good, or not one of an app.
    UNAUTHORIZED = 401 UNAUTHORIZED "a tenant_access_token is needed: Authorization: Bearer t-…";
    /// The app is disabled, calls from an address that is not its own, or lacks the scope.
    FORBIDDEN = 403 FORBIDDEN "the app may not ask";
    /// Our fault; the log knows more.
    INTERNAL = 500 INTERNAL_SERVER_ERROR "internal error";
    /// The database cannot be asked now; `Retry-After` says when to try again.
    UNAVAILABLE = 503 SERVICE_UNAVAILABLE "the database cannot be asked now; try again";
}
