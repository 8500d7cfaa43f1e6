//! `PUT /open-apis/drive/v1/permissions/:token/members/:member_id` - changes what a collaborator may do.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/permission-member/update>

use super::{ALL_MEMBER_CALLS, BaseMember, MemberPath, WriteQuery, code};
use crate::prelude::*;

/// Changes a collaborator's role.
#[derive(Debug)]
pub enum UpdatePermissionMember {}

impl Endpoint for UpdatePermissionMember {
    const META: Meta = Meta::put("/open-apis/drive/v1/permissions/{token}/members/{member_id}")
        .named("drive.v1.permission_member.update")
        .about("Changes the role of a collaborator of a document")
        .family(&crate::drive::PERMISSIONS)
        .tokens(&[Tenant, User])
        .scopes(&[
            "docs:permission.member:update",
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
            code::NO_SHARE_PERMISSION_UNUSED,
            code::DELETED,
            code::INTERNAL,
            code::CONCURRENCY,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/permission-member/update");
    type Path = MemberPath;
    type Query = WriteQuery;
    type Body = Body;
    type Data = Data;
}

/// What the caller sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// How the id in the path is written.
    pub member_type: String,
    /// `view`, `edit` or `full_access`.
    pub perm: String,
    /// `container` (the default) or `single_page`.
    #[serde(default)]
    pub perm_type: String,
    /// The kind of collaborator.
    #[serde(default)]
    pub r#type: String,
}

/// What the caller gets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The collaborator, named as in the request.
    pub member: BaseMember,
}
