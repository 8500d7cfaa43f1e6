//! Codes of the OAuth token endpoints, and the RFC's words for them.

use crate::codes;

codes! {
    /// A field that the grant needs is missing.
    PARAMETER_MISSING = 20_001 BAD_REQUEST "The request is missing a required parameter.";
    /// The secret is wrong.
    SECRET_INVALID = 20_002 BAD_REQUEST "The client secret is invalid.";
    /// No such code was issued.
    CODE_UNKNOWN = 20_003 BAD_REQUEST "The authorization code is not found. Please note that an authorization code can only be used once.";
    /// The code's five minutes are over.
    CODE_EXPIRED = 20_004 BAD_REQUEST "The authorization code has expired.";
    /// The person is gone.
    USER_UNKNOWN = 20_008 BAD_REQUEST "The user does not exist." unreachable "people who leave are kept and told by 20066";
    /// The app is not installed in the tenant.
    NOT_INSTALLED = 20_009 BAD_REQUEST "The specified app is not installed." unreachable "every app known to the server is installed in the tenant it was made in";
    /// The person may not use the app.
    NOT_AVAILABLE = 20_010 BAD_REQUEST "The user does not have permission to use this app.";
    /// Code or refresh token belong to another app.
    CLIENT_MISMATCH = 20_024 BAD_REQUEST "The provided authorization code or refresh token does not match the provided client ID.";
    /// No such refresh token was issued here.
    REFRESH_INVALID = 20_026 BAD_REQUEST "The refresh token passed is invalid. Please check the value.";
    /// Neither `authorization_code` nor `refresh_token`.
    GRANT_UNSUPPORTED = 20_036 BAD_REQUEST "The specified grant_type is not supported.";
    /// The refresh token's life, or the 365 days since the person agreed, are over.
    REFRESH_EXPIRED = 20_037 BAD_REQUEST "The refresh token passed has expired. Please generate a new one.";
    /// No app has this id.
    APP_UNKNOWN = 20_048 BAD_REQUEST "The specified app does not exist.";
    /// The verifier is missing, malformed, or not that of the challenge.
    CHALLENGE_FAILED = 20_049 BAD_REQUEST "PKCE code challenge failed.";
    /// Our fault; the log knows more under the log id.
    SERVER_ERROR = 20_050 INTERNAL_SERVER_ERROR "An unexpected server error occurred. Please retry your request." unreachable "our faults only";
    /// The request cannot be read.
    MALFORMED = 20_063 BAD_REQUEST "The request is malformed. Please check your request.";
    /// The refresh token was taken back.
    REFRESH_REVOKED = 20_064 BAD_REQUEST "The refresh token has been revoked. Please note that a refresh token can only be used once." unreachable "nothing takes refresh tokens back yet";
    /// The code was used.
    CODE_USED = 20_065 BAD_REQUEST "The authorization code has been used. Please note that an authorization code can only be used once.";
    /// The person has left or is frozen.
    USER_STATUS_INVALID = 20_066 BAD_REQUEST "The user status is invalid.";
    /// A scope is named twice.
    SCOPE_TWICE = 20_067 BAD_REQUEST "The provided scope list contains duplicate scopes. Please ensure all scopes are unique.";
    /// A scope was not granted.
    SCOPE_NOT_GRANTED = 20_068 BAD_REQUEST "The provided scope list contains scopes that are not permitted. Please ensure all scopes are allowed.";
    /// The app is disabled.
    APP_DISABLED = 20_069 BAD_REQUEST "The specified app is not enabled.";
    /// Credentials in body and header at once.
    CREDENTIALS_TWICE = 20_070 BAD_REQUEST "Multiple authentication methods were provided. Please only use one to proceed.";
    /// Not the address of the authorize page.
    REDIRECT_MISMATCH = 20_071 BAD_REQUEST "The provided redirect URI does not match the one used during authorization.";
    /// We cannot serve now.
    UNAVAILABLE = 20_072 SERVICE_UNAVAILABLE "The server is temporarily unavailable. Please retry your request." unreachable "our faults only";
    /// The refresh token was used.
    REFRESH_USED = 20_073 BAD_REQUEST "The refresh token has been used. Please note that a refresh token can only be used once.";
    /// The app may not refresh.
    REFRESH_NOT_ALLOWED = 20_074 BAD_REQUEST "The specified app is not allowed to refresh token." unreachable "every app may refresh";
}

/// The word of RFC 6749 for a code.
#[must_use]
pub const fn word(number: i64) -> &'static str {
    match number {
        9499 | 20_001 | 20_063 | 20_067 | 20_070 | 20_071 => "invalid_request",
        20_002 | 20_048 | 20_069 => "invalid_client",
        20_036 => "unsupported_grant_type",
        20_068 => "invalid_scope",
        20_009 | 20_010 | 20_074 => "unauthorized_client",
        20_050 => "server_error",
        20_072 | 99_991_400 => "temporarily_unavailable",
        _ => "invalid_grant",
    }
}
