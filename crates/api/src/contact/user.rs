//! People. <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/field-overview>

use serde_json::{Map, Value};

use crate::prelude::*;

pub mod batch_get_id;
pub mod code;
pub mod create;
pub mod delete;
pub mod find_by_department;
pub mod get;
pub mod patch;

/// Scopes of which any one reads people; some calls take [`READ_OR_ORGANIZE`].
pub const READ: &[&str] = &[
    "contact:contact.base:readonly",
    "contact:contact:access_as_app",
    "contact:contact:readonly",
    "contact:contact:readonly_as_app",
];

/// The same and the scope of reading the tree of departments.
pub const READ_OR_ORGANIZE: &[&str] = &[
    "contact:contact.base:readonly",
    "contact:department.organize:readonly",
    "contact:contact:access_as_app",
    "contact:contact:readonly",
    "contact:contact:readonly_as_app",
];

/// How ids are written in path, query, body and answer.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
pub struct IdTypes {
    /// How people are written.
    #[serde(default)]
    pub user_id_type: UserIdType,
    /// How departments are written.
    #[serde(default)]
    pub department_id_type: DepartmentIdType,
}

/// The same, for calls that make something: a repeat with the same token makes nothing.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct IdTypesAndToken {
    /// How people are written.
    #[serde(default)]
    pub user_id_type: UserIdType,
    /// How departments are written.
    #[serde(default)]
    pub department_id_type: DepartmentIdType,
    /// The same token with the same parameters gets the first answer again, for 24 hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
}

impl IdTypesAndToken {
    /// How ids are written.
    #[must_use]
    pub fn ids(&self) -> IdTypes {
        IdTypes { user_id_type: self.user_id_type, department_id_type: self.department_id_type }
    }
}

/// The person that a path names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UserPath {
    /// Of the form that `user_id_type` says.
    pub user_id: String,
}

/// What calls answer that make or change one person, or read one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The person.
    pub user: User,
}

/// A person as answers show them. Fields whose scope the app lacks are left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct User {
    /// The same in all apps of one developer.
    pub union_id: String,
    /// The tenant's own id; needs `contact:user.employee_id:readonly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Within this app.
    pub open_id: String,
    /// What people call them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// An English name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en_name: Option<String>,
    /// Another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// Needs `contact:user.email:readonly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// With its country code; needs `contact:user.phone:readonly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// Whether colleagues see the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile_visible: Option<bool>,
    /// 0 undisclosed, 1 male, 2 female, 3 other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<i64>,
    /// The key of the picture, as it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar_key: Option<String>,
    /// The picture in four sizes, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<Map<String, Value>>,
    /// What became of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Their departments, the primary one first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_ids: Option<Vec<String>>,
    /// Their leader, empty when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader_user_id: Option<String>,
    /// Where they work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// A country code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// A desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_station: Option<String>,
    /// Unix seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join_time: Option<i64>,
    /// Whether they manage the tenant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_tenant_manager: Option<bool>,
    /// Unique among those present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_no: Option<String>,
    /// 1 regular, 2 intern, 3 outsourced, 4 contractor, 5 consultant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_type: Option<i64>,
    /// Their place in each department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orders: Option<Vec<Order>>,
    /// As they were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_attrs: Option<Vec<Map<String, Value>>>,
    /// The mailbox of the company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise_email: Option<String>,
    /// What they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_title: Option<String>,
    /// Whether the account is frozen; the call that reads one person leaves it to `status`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_frozen: Option<bool>,
    /// Where their data is kept; needs `contact:user.user_geo`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geo: Option<String>,
    /// Needs `contact:user.job_level:readonly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_level_id: Option<String>,
    /// Needs `contact:user.job_family:readonly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_family_id: Option<String>,
    /// Needs `contact:user.dotted_line_leader_info.read`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dotted_line_leader_user_ids: Option<Vec<String>>,
}

/// What became of a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[expect(clippy::struct_excessive_bools, reason = "the platform's object is five flags")]
pub struct Status {
    /// May not sign in for now.
    pub is_frozen: bool,
    /// Has left.
    pub is_resigned: bool,
    /// The account is active.
    pub is_activated: bool,
    /// Left by themself.
    pub is_exited: bool,
    /// Has not accepted the invitation.
    pub is_unjoin: bool,
}

/// A person's place in one department.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Order {
    /// One of the person's departments.
    pub department_id: String,
    /// Among the people of the department: larger is earlier.
    #[serde(default)]
    pub user_order: i64,
    /// Among the departments of the person: larger is earlier, and the primary one has the largest.
    #[serde(default)]
    pub department_order: i64,
    /// Whether it is the primary one; absent: whether its `department_order` is the largest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_primary_dept: Option<bool>,
}
