//! `DELETE /open-apis/drive/v1/permissions/:token/members/:member_id` - removes a collaborator.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/permission-member/delete>

use super::{ALL_MEMBER_CALLS, MemberPath, code};
use crate::prelude::*;

/// Removes a collaborator.
#[derive(Debug)]
pub enum DeletePermissionMember {}

impl Endpoint for DeletePermissionMember {
    const META: Meta = Meta::delete("/open-apis/drive/v1/permissions/{token}/members/{member_id}")
        .named("drive.v1.permission_member.delete")
        .about("Removes a collaborator of a document")
        .family(&crate::drive::PERMISSIONS)
        .tokens(&[Tenant, User])
        .scopes(&[
            "docs:permission.member:delete",
            "bitable:app",
            "bitable:bitable",
            "wiki:wiki",
            "docs:doc",
            "drive:drive",
            "drive:file",
            "sheets:spreadsheet",
            ALL_MEMBER_CALLS,
        ])
        .rate(Rate::PerMinute(100))
        .codes(&[
            code::INVALID_PARAMETER,
            code::PERMISSION_DENIED,
            code::INVALID_OPERATION,
            code::NO_SHARE_PERMISSION,
            code::DELETED,
            code::INTERNAL,
            code::CONCURRENCY,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/permission-member/delete");
    type Path = MemberPath;
    type Query = Query;
    type Body = Body;
    type Data = Empty;
}

/// What the caller asks.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// The type of the document; it must be the true one.
    pub r#type: String,
    /// How the id in the path is written: in the query here, in the body of an update.
    pub member_type: String,
}

/// What the caller may send beside it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// The kind of collaborator.
    #[serde(default)]
    pub r#type: String,
    /// `container` (the default) or `single_page`.
    #[serde(default)]
    pub perm_type: String,
}
