//! `GET /open-apis/application/v6/applications/:app_id` - one app, or with `me` the calling one.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/application/get>

use super::{App, code};
use crate::prelude::*;

/// Reads an app.
#[derive(Debug)]
pub enum GetApplication {}

impl Endpoint for GetApplication {
    const META: Meta = Meta::get("/open-apis/application/v6/applications/{app_id}")
        .named("application.v6.application.get")
        .about("Reads one app")
        .family(&crate::application::FAMILY)
        .tokens(&[Tenant])
        .scopes(&["application:application:self_manage", "admin:app.info:readonly"])
        .rate(Rate::PerSecond(50))
        .codes(&[
            code::INVALID_APP_ID,
            code::NOT_IN_TENANT,
            code::NOT_CUSTOM,
            code::UNKNOWN,
            code::INSUFFICIENT_LEVEL,
            platform::FIELD_VALIDATION,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/application/get");
    type Path = Path;
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// The app that the path names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Path {
    /// `cli_…` or `me`.
    pub app_id: String,
}

/// What the caller asks.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// In which language names are wanted.
    pub lang: Lang,
    /// How people are written.
    #[serde(default)]
    pub user_id_type: UserIdType,
}

/// Languages of apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Chinese.
    ZhCn,
    /// English.
    EnUs,
    /// Japanese.
    JaJp,
}

/// What the caller gets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The app.
    pub app: App,
}
