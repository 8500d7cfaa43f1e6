//! What has no column of its own, and the list of leaders. People are named by their numbers.

use menjin_api::contact::department::I18nName;
use menjin_model::UserNo;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The column `profile` of a department.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// The name in other languages.
    pub i18n_name: I18nName,
    /// Kinds of employees, as they were given.
    pub group_chat_employee_types: Vec<i64>,
    /// HR partners.
    pub hrbps: Vec<UserNo>,
    /// Units, as they were given.
    pub unit_ids: Vec<String>,
}

impl Profile {
    /// Reads the column.
    #[must_use]
    pub fn read(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// What the column holds.
    #[must_use]
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// One entry of the column `leaders`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leader {
    /// 1 main, 2 deputy.
    pub kind: i64,
    /// Who.
    pub user: UserNo,
}

impl Leader {
    /// The kind of the main leader.
    pub const MAIN: i64 = 1;
    /// The kind of the others.
    pub const DEPUTY: i64 = 2;

    /// Reads the column.
    #[must_use]
    pub fn read(json: &str) -> Vec<Self> {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// The main one of them.
    #[must_use]
    pub fn main(leaders: &[Self]) -> UserNo {
        leaders.iter().find(|leader| leader.kind == Self::MAIN).map(|leader| leader.user).unwrap_or_default()
    }
}
