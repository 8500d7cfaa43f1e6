//! `auth/v3`: tokens for apps. Answers are flat, and failures come with HTTP 200.

use crate::prelude::*;

pub mod app_access_token_internal;
pub mod tenant_access_token_internal;

/// What the token calls share.
pub const FAMILY: Family = Family {
    name: "auth/v3",
    input: Input::Own(code::INVALID_PARAM),
    internal: code::INTERNAL,
    numbers_for_strings: false,
};

/// Credentials of a self-built app.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Credentials {
    /// `cli_` and 16 characters.
    pub app_id: String,
    /// 32 characters.
    pub app_secret: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("app_id", &self.app_id).finish_non_exhaustive()
    }
}

pub mod code {
    //! Codes of the token calls.
    use crate::codes;

    codes! {
        /// A field is missing or empty, the app id is malformed, or the app is of the wrong kind for this call.
        INVALID_PARAM = 10_003 OK "invalid param";
        /// No app has this id.
        APP_UNKNOWN = 10_014 OK "app id not exists";
        /// The secret is wrong.
        SECRET_WRONG = 10_014 OK "app secret invalid";
        /// The app is disabled.
        APP_DISABLED = 10_014 OK "app unauthorized";
        /// Our fault; the log knows more under the log id.
        INTERNAL = 1500 INTERNAL_SERVER_ERROR "internal error";
    }
}
