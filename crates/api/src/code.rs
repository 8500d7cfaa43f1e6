//! Codes: number, HTTP status and exact text, beside the sentence that says when. Tables live with their family.

use http::StatusCode;

/// One row of a table of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The number in `code`.
    pub number: i64,
    /// The HTTP status that goes with it.
    pub status: StatusCode,
    /// The exact text in `msg`, unless the refusal brings its own.
    pub msg: &'static str,
    /// When it is answered.
    pub when: &'static str,
    /// `error.message` for readers of Chinese.
    pub zh: Option<&'static str>,
    /// Why we never answer it, for codes that the official page lists and nothing here can cause.
    pub unreachable: Option<&'static str>,
}

/// A table of codes: `/// when` `NAME = number STATUS "msg";`, and after the text, where it fits,
/// `zh "text for readers of Chinese"` or `unreachable "why it is never answered"`.
#[macro_export]
macro_rules! codes {
    ($($(#[doc = $when:literal])+ $name:ident = $number:literal $status:ident $msg:literal
        $(zh $zh:literal)? $(unreachable $why:literal)?;)*) => {
        $(
            $(#[doc = $when])+
            pub const $name: $crate::Code = $crate::Code {
                number: $number,
                status: ::http::StatusCode::$status,
                msg: $msg,
                when: concat!($($when),+),
                zh: $crate::codes!(@option $($zh)?),
                unreachable: $crate::codes!(@option $($why)?),
            };
        )*
        /// The whole table, for documentation and tests.
        pub const ALL: &[$crate::Code] = &[$($name),*];
    };
    (@option) => { None };
    (@option $text:literal) => { Some($text) };
}

codes! {
    /// The body is not JSON, or not a JSON object.
    BODY_MALFORMED = 9499 BAD_REQUEST "Bad Request";
    /// A value of the body or the query has the wrong type; the text names field and value.
    TYPE_MISMATCH = 9499 BAD_REQUEST "Invalid parameter type";
    /// The body is larger than we read.
    BODY_TOO_LARGE = 9499 PAYLOAD_TOO_LARGE "Bad Request";
    /// The body did not arrive in time.
    BODY_TOO_SLOW = 9499 REQUEST_TIMEOUT "Bad Request";
    /// A required field is missing, or a value is outside its enum or limits; `field_violations` lists all.
    FIELD_VALIDATION = 99_992_402 BAD_REQUEST "field validation failed";
    /// No `Authorization`, or not of the form `Bearer …`.
    TOKEN_MISSING = 99_991_661 BAD_REQUEST "Missing access token for authorization. Please make a request with token attached.";
    /// The tenant token is unknown, expired, or not taken by this call.
    TENANT_TOKEN_INVALID = 99_991_663 BAD_REQUEST "Invalid access token for authorization. Please make a request with token attached.";
    /// An `a-` token on a call that does not take it.
    APP_TOKEN_INVALID = 99_991_664 BAD_REQUEST "invalid app token";
    /// The user token is unknown or revoked.
    USER_TOKEN_INVALID = 99_991_668 BAD_REQUEST "Invalid access token for authorization. Please make a request with token attached.";
    /// A valid user token on a call that takes only tenant tokens.
    USER_TOKEN_UNSUPPORTED = 99_991_668 BAD_REQUEST "user access token not support";
    /// The user token's life is over.
    USER_TOKEN_EXPIRED = 99_991_677 BAD_REQUEST "Authentication token expired";
    /// The token begins with none of the known prefixes.
    TOKEN_MALFORMED = 99_991_671 BAD_REQUEST "Invalid token: must start with t-/u-";
    /// The app is disabled.
    APP_DISABLED = 99_991_662 BAD_REQUEST "app not in use";
    /// The app is not installed in the tenant.
    APP_NOT_INSTALLED = 99_991_673 BAD_REQUEST "unauthorized app" unreachable "every app known to the server is installed in the tenant it was made in";
    /// The caller's address is not in the app's allow-list.
    ADDRESS_DENIED = 99_991_401 BAD_REQUEST "ip %s is denied by app setting";
    /// Too many calls in this window.
    RATE_LIMITED = 99_991_400 TOO_MANY_REQUESTS "request trigger frequency limit";
    /// Too many calls in this window, as the older calls say it.
    RATE_LIMITED_OLDER = 99_991_400 BAD_REQUEST "request trigger frequency limit";
    /// The app lacks every scope that would do.
    SCOPE_MISSING = 99_991_672 BAD_REQUEST "Access denied. One of the following scopes is required";
    /// The app has the scope, the person has not granted it.
    GRANT_MISSING = 99_991_679 BAD_REQUEST "Unauthorized. You do not have permission to perform the requested operation on the resource. Please request user re-authorization and try again.";
    /// A store app made a call that only self-built apps may make.
    CUSTOM_APPS_ONLY = 40_001 BAD_REQUEST "param error";
    /// An open_id that is malformed or unknown.
    OPEN_ID_UNKNOWN = 99_992_351 BAD_REQUEST "not a valid {open_id}";
    /// An open_id that another app sees.
    OPEN_ID_CROSS_APP = 99_992_361 BAD_REQUEST "open_id cross app";
    /// A user_id that is unknown in the tenant.
    USER_ID_UNKNOWN = 99_992_360 BAD_REQUEST "not a valid {user_id}";
    /// A union_id that is malformed or unknown in the tenant.
    UNION_ID_UNKNOWN = 99_992_364 BAD_REQUEST "user id cross tenant";
    /// An open_department_id that is malformed or unknown.
    OPEN_DEPARTMENT_ID_UNKNOWN = 99_992_357 BAD_REQUEST "not a valid {open_department_id}";
    /// A department_id that is malformed or unknown.
    DEPARTMENT_ID_UNKNOWN = 99_992_380 BAD_REQUEST "not a valid {department_id}";
    /// Our fault, in a place that belongs to no family.
    INTERNAL = 1500 INTERNAL_SERVER_ERROR "internal error";
}
