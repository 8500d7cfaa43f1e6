//! `POST /open-apis/drive/v1/permissions/:token/members/batch_create` - adds several collaborators, each by itself.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/permission-member/batch_create>

use super::{ALL_MEMBER_CALLS, BaseMember, TokenPath, WriteQuery, code};
use crate::prelude::*;

/// How many collaborators one call may add, as the official page says.
pub const MEMBERS_MAX: usize = 10;

/// Adds several collaborators.
#[derive(Debug)]
pub enum BatchCreatePermissionMember {}

impl Endpoint for BatchCreatePermissionMember {
    const META: Meta = Meta::post("/open-apis/drive/v1/permissions/{token}/members/batch_create")
        .named("drive.v1.permission_member.batch_create")
        .about("Adds several collaborators to a document")
        .family(&crate::drive::PERMISSIONS)
        .tokens(&[Tenant, User])
        .scopes(&["docs:permission.member:create", ALL_MEMBER_CALLS])
        .rate(Rate::PerMinute(100))
        .codes(&[
            code::INVALID_PARAMETER,
            code::PERMISSION_DENIED,
            code::INVALID_OPERATION,
            code::TOO_MANY_REQUESTS,
            code::INTERNAL_IN_BATCH,
        ])
        .fault(code::INTERNAL_IN_BATCH)
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/permission-member/batch_create");
    type Path = TokenPath;
    type Query = WriteQuery;
    type Body = Body;
    type Data = Data;
}

/// What the caller sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// 1 to [`MEMBERS_MAX`].
    pub members: Vec<BaseMember>,
}

/// What the caller gets. The list, not the code, tells who was added.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// Those who are collaborators now, in the order of the request.
    pub members: Vec<BaseMember>,
}
