//! `POST /open-apis/performance/v2/user_group_user_rels/write` - makes these the only people of a people group.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/performance-v2/user_group_user_rel/write>

use crate::performance::code;
use crate::prelude::*;

/// How many people one call may name (official page).
pub const USERS_MAX: usize = 10_000;
/// How many characters `client_token` may have (official page).
pub const CLIENT_TOKEN_MAX: usize = 64;
/// How many characters `group_id` may have (official page).
pub const GROUP_ID_MAX: usize = 128;
/// `fail_code` of an id that stands for nobody present (official page).
pub const USER_NOT_FOUND: i64 = 1;

/// Overwrites the people of a people group.
#[derive(Debug)]
pub enum WriteUserGroupUserRel {}

impl Endpoint for WriteUserGroupUserRel {
    const META: Meta = Meta::post("/open-apis/performance/v2/user_group_user_rels/write")
        .named("performance.v2.user_group_user_rel.write")
        .about("Overwrites the people of a people group")
        .family(&crate::performance::FAMILY)
        .tokens(&[Tenant])
        .scopes(&["performance:semester_activity:write"])
        .rate(Rate::PerMinute(20))
        .codes(&[
            code::PARAM_INVALID,
            code::SCOPE_OVER_LIMIT,
            code::REQUEST_REPEATED,
            code::API_IMPORT_OFF,
            code::IMPORT_RUNNING,
            code::INTERNAL,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/performance-v2/user_group_user_rel/write");
    type Path = ();
    type Query = Query;
    type Body = Body;
    type Data = Data;
}

/// Which request this is, and how people are written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// Chosen by the caller, at most [`CLIENT_TOKEN_MAX`] characters: a token runs once in 24 hours.
    pub client_token: String,
    /// How people are written.
    #[serde(default)]
    pub user_id_type: PeopleIdType,
}

/// How people are written: the usual forms and one that only reviews know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeopleIdType {
    /// `ou_…`, of the calling app.
    #[default]
    OpenId,
    /// `on_…`, equal in all apps of one developer.
    UnionId,
    /// The tenant's own id; needs `contact:user.employee_id:readonly`.
    UserId,
    /// Ids of the review product's own back office; nobody here has one.
    PeopleAdminId,
}

impl PeopleIdType {
    /// The form as the other families know it; `None` for the one only reviews know.
    #[must_use]
    pub const fn common(self) -> Option<UserIdType> {
        match self {
            Self::OpenId => Some(UserIdType::OpenId),
            Self::UnionId => Some(UserIdType::UnionId),
            Self::UserId => Some(UserIdType::UserId),
            Self::PeopleAdminId => None,
        }
    }
}

/// What the caller sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// The group, at most [`GROUP_ID_MAX`] characters.
    pub group_id: String,
    /// Who may see the list: 0 everybody, 1 (when absent) hidden from back-office administrators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope_visible_setting: Option<i64>,
    /// The people from now on, at most [`USERS_MAX`]; none empties the group.
    pub user_ids: Vec<String>,
}

/// What the caller gets; `data` stands twice on the wire.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The outcome.
    pub data: Outcome,
}

/// Who was written and who was not, both in the order of the request.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Outcome {
    /// Those who are in the group now.
    #[serde(default)]
    pub success_user_ids: Vec<String>,
    /// Those who could not be found.
    #[serde(default)]
    pub fail_user_datas: Vec<FailUserData>,
}

/// An id that was not written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FailUserData {
    /// As it was sent.
    pub user_id: String,
    /// [`USER_NOT_FOUND`].
    pub fail_code: i64,
}
