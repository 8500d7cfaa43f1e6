//! `GET /open-apis/drive/v1/permissions/:token/members/auth` - whether the caller itself may do something.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/permission-member/auth>

use super::{TokenPath, code};
use crate::prelude::*;

/// Tells whether the caller may do something with a document.
#[derive(Debug)]
pub enum AuthPermissionMember {}

impl Endpoint for AuthPermissionMember {
    const META: Meta = Meta::get("/open-apis/drive/v1/permissions/{token}/members/auth")
        .named("drive.v1.permission_member.auth")
        .about("Tells whether the caller may do something with a document")
        .family(&crate::drive::PERMISSIONS)
        .tokens(&[Tenant, User])
        .scopes(&[
            "docs:permission.member:auth",
            "bitable:app",
            "bitable:bitable",
            "wiki:wiki",
            "docs:doc",
            "drive:drive",
            "sheets:spreadsheet",
        ])
        .rate(Rate::PerMinute(100))
        .codes(&[
            code::INVALID_PARAMETER,
            code::INVALID_READ,
            code::DELETED,
            code::TOO_MANY_REQUESTS,
            code::INTERNAL,
            code::CONCURRENCY,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/permission-member/auth");
    type Path = TokenPath;
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// What the caller asks.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// The type of the document; it must be the true one.
    pub r#type: String,
    /// `view`, `edit`, `share`, `comment`, `export`, `copy`, `print` or `manage_public`.
    pub action: String,
}

/// What the caller gets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// Whether the caller may.
    pub auth_result: bool,
}
