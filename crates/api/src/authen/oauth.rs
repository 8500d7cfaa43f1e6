//! The OAuth 2.0 token endpoints: `POST /oauth/v3/token` and the older `POST /open-apis/authen/v2/oauth/token`.
//!
//! Both take JSON or a form; failures carry the RFC's word beside the platform's code.

use crate::prelude::*;

pub mod code;
pub mod token_v2;
pub mod token_v3;

/// What both endpoints share.
pub const FAMILY: Family = Family {
    name: "oauth",
    input: Input::Own(code::MALFORMED),
    internal: code::SERVER_ERROR,
    numbers_for_strings: false,
};

/// What the app sends; which fields are needed depends on `grant_type`.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Body {
    /// `authorization_code` or `refresh_token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant_type: Option<String>,
    /// The app's id, unless HTTP Basic carries it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The app's secret, unless HTTP Basic carries it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    /// The code from the authorize page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// If given, the one of the authorize page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<String>,
    /// PKCE: 43 to 128 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_verifier: Option<String>,
    /// The refresh token; good once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// A part of what was granted, separated by spaces; narrows this token only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Body")
            .field("grant_type", &self.grant_type)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// What the app gets, at top level.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// `eyJ…`.
    pub access_token: String,
    /// Seconds.
    pub expires_in: i64,
    /// `Bearer`.
    pub token_type: String,
    /// Only when `offline_access` was granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// Seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token_expires_in: Option<i64>,
    /// What the token really has, separated by spaces.
    pub scope: String,
}

impl std::fmt::Debug for Data {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Data").field("scope", &self.scope).finish_non_exhaustive()
    }
}
