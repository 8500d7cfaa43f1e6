//! `GET /open-apis/authen/v1/authorize` - the page on which a person lets an app act for them.
//!
//! <https://open.feishu.cn/document/common-capabilities/sso/api/obtain-oauth-code>

use crate::prelude::*;

/// How many scopes may be asked for at once, as the official page says.
pub const SCOPES_MAX: usize = 50;

/// Shows the page; agreeing leads back to the app with a code.
#[derive(Debug)]
pub enum Authorize {}

impl Endpoint for Authorize {
    const META: Meta = Meta::get("/open-apis/authen/v1/authorize")
        .named("authen.v1.authorize")
        .about("Lets a person sign in and agree; leads back to the app with a code")
        .family(&super::FAMILY)
        .shape(Shape::Page)
        .rate(Rate::Tier4)
        .codes(&[
            code::REQUEST_INVALID,
            code::SCOPE_INVALID,
            code::REDIRECT_INVALID,
            code::APP_UNKNOWN,
            code::PERSON_INVALID,
        ])
        .doc("https://open.feishu.cn/document/common-capabilities/sso/api/obtain-oauth-code");
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Empty;
}

/// What the app puts in the link.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// The app's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The same, in older links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_id: Option<String>,
    /// `code`, or absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_type: Option<String>,
    /// Must be in the app's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<String>,
    /// Separated by spaces; at most [`SCOPES_MAX`], each enabled for the app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Comes back unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// PKCE.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_challenge: Option<String>,
    /// `S256` or `plain`, the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_challenge_method: Option<String>,
    /// `consent` shows the page even when nothing new is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
}

pub mod code {
    //! What the page shows when the link is wrong.
    use crate::codes;

    codes! {
        /// `client_id` or `redirect_uri` is missing, or `response_type` is not `code`.
        REQUEST_INVALID = 20_001 BAD_REQUEST "The request is missing a required parameter.";
        /// More than 50 scopes, or one that the app does not have.
        SCOPE_INVALID = 20_027 BAD_REQUEST "The requested scopes are not enabled for the app.";
        /// The address is not in the app's list.
        REDIRECT_INVALID = 20_029 BAD_REQUEST "The redirect URI is not in the app's list.";
        /// No app has this id, or it is disabled.
        APP_UNKNOWN = 20_048 BAD_REQUEST "The specified app does not exist.";
        /// The person who agrees is gone or frozen.
        PERSON_INVALID = 20_066 BAD_REQUEST "The user status is invalid.";
    }
}
