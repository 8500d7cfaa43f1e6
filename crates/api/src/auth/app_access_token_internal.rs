//! `POST /open-apis/auth/v3/app_access_token/internal` - the same token under both of its names.
//!
//! <https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/app_access_token_internal>

use super::{Credentials, code};
use crate::prelude::*;

/// Issues an app token to a self-built app.
#[derive(Debug)]
pub enum AppAccessTokenInternal {}

impl Endpoint for AppAccessTokenInternal {
    const META: Meta = Meta::post("/open-apis/auth/v3/app_access_token/internal")
        .named("auth.v3.app_access_token_internal")
        .about("Issues an app token to a self-built app")
        .family(&super::FAMILY)
        .apps(AppKinds::Custom)
        .shape(Shape::Flat)
        .codes(&[code::INVALID_PARAM, code::APP_UNKNOWN, code::SECRET_WRONG, code::APP_DISABLED])
        .doc("https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/app_access_token_internal");
    type Path = ();
    type Query = ();
    type Body = Credentials;
    type Data = Data;
}

/// What the caller gets, at top level.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The same token: for self-built apps both kinds are one.
    pub app_access_token: String,
    /// `t-…`.
    pub tenant_access_token: String,
    /// Seconds that the token still lives.
    pub expire: i64,
}

impl std::fmt::Debug for Data {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Data").field("expire", &self.expire).finish_non_exhaustive()
    }
}
