//! `GET /open-apis/drive/v1/permissions/:token/members` - the owner and the direct collaborators.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/permission-member/list>

use super::{ALL_MEMBER_CALLS, TokenPath, code};
use crate::prelude::*;

/// Lists collaborators.
#[derive(Debug)]
pub enum ListPermissionMember {}

impl Endpoint for ListPermissionMember {
    const META: Meta = Meta::get("/open-apis/drive/v1/permissions/{token}/members")
        .named("drive.v1.permission_member.list")
        .about("Lists the collaborators of a document")
        .family(&crate::drive::PERMISSIONS)
        .tokens(&[Tenant, User])
        .scopes(&[
            "docs:permission.member:retrieve",
            "bitable:app",
            "bitable:bitable",
            "wiki:wiki",
            "docs:doc",
            "drive:drive",
            "sheets:spreadsheet",
            ALL_MEMBER_CALLS,
        ])
        .rate(Rate::Tier4)
        .codes(&[
            code::INVALID_PARAMETER,
            code::PERMISSION_DENIED,
            code::INVALID_READ,
            code::NO_SHARE_PERMISSION_UNUSED,
            code::DELETED,
            code::TOO_MANY_REQUESTS,
            code::INTERNAL,
            code::CONCURRENCY,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/permission-member/list");
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
    /// Which of `name`, `type`, `avatar`, `external_label` to show, joined by commas; `*` is all.
    #[serde(default)]
    pub fields: String,
    /// Of a wiki page: the `container` grants (the default) or those of the `single_page`.
    #[serde(default)]
    pub perm_type: String,
}

/// What the caller gets: all at once, there are no pages.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The owner first, then by time of adding.
    pub items: Vec<Member>,
}

/// A collaborator as the list shows them, in canonical ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// `openid` (people and apps), `opendepartmentid` or `groupid`.
    pub member_type: String,
    /// Open ids are those of the calling app.
    pub member_id: String,
    /// `view`, `edit` or `full_access`.
    pub perm: String,
    /// `container` or `single_page`.
    pub perm_type: String,
    /// `user` (apps too), `department` or `group`; if asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// If asked for; needs a scope of reading contacts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// If asked for; needs a scope of reading contacts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
    /// From another company: never; if asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_label: Option<bool>,
}
