//! `POST /open-apis/auth/v3/tenant_access_token/internal` - a token for a self-built app.
//!
//! <https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/tenant_access_token_internal>

use super::{Credentials, code};
use crate::prelude::*;

/// Issues a tenant token to a self-built app.
#[derive(Debug)]
pub enum TenantAccessTokenInternal {}

impl Endpoint for TenantAccessTokenInternal {
    const META: Meta = Meta::post("/open-apis/auth/v3/tenant_access_token/internal")
        .named("auth.v3.tenant_access_token_internal")
        .about("Issues a tenant token to a self-built app")
        .family(&super::FAMILY)
        .apps(AppKinds::Custom)
        .shape(Shape::Flat)
        .codes(&[code::INVALID_PARAM, code::APP_UNKNOWN, code::SECRET_WRONG, code::APP_DISABLED])
        .doc("https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/tenant_access_token_internal");
    type Path = ();
    type Query = ();
    type Body = Credentials;
    type Data = Data;
}

/// What the caller gets, at top level.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
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
