//! Departments.
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/field-overview>

use std::borrow::Cow;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::Deserializer;

use crate::prelude::*;

pub mod children;
pub mod code;
pub mod create;
pub mod delete;
pub mod get;
pub mod patch;

/// The department that a path names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DepartmentPath {
    /// Of the form that `department_id_type` says; `0` is the root.
    pub department_id: String,
}

/// What calls answer that make or change one department, or read one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The department.
    pub department: Department,
}

/// A department as answers show it. Fields whose scope the app lacks are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Department {
    /// Unlike that of its neighbours under the same parent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name in other languages, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub i18n_name: Option<I18nName>,
    /// The department above; `0` is the root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_department_id: Option<String>,
    /// The tenant's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_id: Option<String>,
    /// The same for every app.
    pub open_department_id: String,
    /// The main one of `leaders`, empty when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader_user_id: Option<String>,
    /// Its place among its neighbours: smaller is earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// Units, as they were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_ids: Option<Vec<String>>,
    /// People of the department and of all below it, each once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_count: Option<i64>,
    /// People whose primary department it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_member_count: Option<i64>,
    /// What became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// All leaders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaders: Option<Vec<Leader>>,
    /// Kinds of employees, as they were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_chat_employee_types: Option<Vec<i64>>,
    /// HR partners; needs `contact:department.hrbp:readonly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_hrbps: Option<Vec<String>>,
}

/// What became of a department.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Status {
    /// Never true in answers: deleted departments cannot be read.
    pub is_deleted: bool,
}

/// A department's name in other languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct I18nName {
    /// Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh_cn: Option<String>,
    /// Japanese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ja_jp: Option<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en_us: Option<String>,
}

impl I18nName {
    /// Each language's name, in a fixed order.
    #[must_use]
    pub fn names(&self) -> [Option<&str>; 3] {
        [&self.zh_cn, &self.ja_jp, &self.en_us].map(|name| name.as_deref().filter(|name| !name.is_empty()))
    }
}

/// A leader, in the platform's own spelling.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Leader {
    /// 1 main, 2 deputy.
    #[serde(rename = "leaderType")]
    pub leader_type: i64,
    /// Who; answers need a scope for it.
    #[serde(default, rename = "leaderID", skip_serializing_if = "Option::is_none")]
    pub leader_id: Option<String>,
}

/// A place among neighbours: documented as text, and taken as a number too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Order(pub String);

impl<'de> Deserialize<'de> for Order {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Text(String),
            Number(i64),
        }
        Ok(Self(match Either::deserialize(deserializer)? {
            Either::Text(text) => text,
            Either::Number(number) => number.to_string(),
        }))
    }
}

impl JsonSchema for Order {
    fn schema_name() -> Cow<'static, str> {
        "DepartmentOrder".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "integer"] })
    }
}
