//! Collaborators of documents and folders.
//! <https://open.feishu.cn/document/ukTMukTMukTM/uIzNzUjLyczM14iM3MTN/overview>

use crate::prelude::*;

pub mod auth;
pub mod batch_create;
pub mod code;
pub mod create;
pub mod delete;
pub mod list;
pub mod update;

/// Enough for reading, adding, changing and removing collaborators alike.
pub const ALL_MEMBER_CALLS: &str = "docs:permission.member";

/// A collaborator as requests name them and answers repeat them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BaseMember {
    /// How `member_id` is written: `openid`, `unionid`, `userid`, `email`, `openchat`, `opendepartmentid`, `groupid`,
    /// `wikispaceid`, `appid`.
    pub member_type: String,
    /// Who.
    pub member_id: String,
    /// `view`, `edit` or `full_access`.
    pub perm: String,
    /// `container` (the default: the page and those below) or `single_page`; means something for wiki pages only.
    #[serde(default)]
    pub perm_type: String,
    /// The kind of collaborator: `user`, `chat`, `department`, `group` or one of a wiki space.
    #[serde(default)]
    pub r#type: String,
}

/// The document that a path names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TokenPath {
    /// Opaque; of a wiki page, its node token.
    pub token: String,
}

/// The document and the collaborator that a path names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct MemberPath {
    /// Opaque; of a wiki page, its node token.
    pub token: String,
    /// Written as `member_type` says.
    pub member_id: String,
}

/// What the calls that add and change read from the query.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct WriteQuery {
    /// The type of the document; it must be the true one.
    pub r#type: String,
    /// Whether to tell the collaborators; only people can, apps are not heard.
    #[serde(default)]
    pub need_notification: bool,
}
