//! `POST /open-apis/drive/v1/permissions/:token/members` - adds a collaborator.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/permission-member/create>

use super::{ALL_MEMBER_CALLS, BaseMember, TokenPath, WriteQuery, code};
use crate::prelude::*;

/// Adds a collaborator.
#[derive(Debug)]
pub enum CreatePermissionMember {}

impl Endpoint for CreatePermissionMember {
    const META: Meta = Meta::post("/open-apis/drive/v1/permissions/{token}/members")
        .named("drive.v1.permission_member.create")
        .about("Adds a collaborator to a document")
        .family(&crate::drive::PERMISSIONS)
        .tokens(&[Tenant, User])
        .scopes(&[
            "docs:permission.member:create",
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
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/permission-member/create");
    type Path = TokenPath;
    type Query = WriteQuery;
    type Body = BaseMember;
    type Data = Data;
}

/// What the caller gets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The collaborator, named as in the request.
    pub member: BaseMember,
}
