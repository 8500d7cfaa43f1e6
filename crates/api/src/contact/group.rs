//! User groups. <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/overview>

use crate::prelude::*;

pub mod code;
pub mod create;
pub mod delete;
pub mod get;
pub mod member;
pub mod member_belong;
pub mod patch;
pub mod simplelist;

/// A group as answers show it: the official fields, and beside them those of the older description.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    /// The group's id; chosen at creation or generated, never changed.
    pub id: String,
    /// Unique in the tenant.
    pub name: String,
    /// Free text, may be empty.
    pub description: String,
    /// People who are members themselves (or by the rule, in a dynamic group).
    pub member_user_count: i64,
    /// Departments that are members; a dynamic group has none.
    pub member_department_count: i64,
    /// 1 ordinary, 2 dynamic.
    pub r#type: i64,
    /// The same as `id`.
    pub group_id: String,
    /// People and departments together.
    pub member_count: i64,
    /// Unix seconds, as text.
    pub create_time: String,
    /// Unix seconds, as text.
    pub update_time: String,
}

/// The group that a path names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct GroupPath {
    /// Looked up as given.
    pub group_id: String,
}

/// How ids are written; accepted by every call on groups, without effect on ordinary ones.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct IdTypes {
    /// How people are written.
    #[serde(default)]
    pub user_id_type: UserIdType,
    /// How departments are written.
    #[serde(default)]
    pub department_id_type: DepartmentIdType,
}
