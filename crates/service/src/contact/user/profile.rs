//! What has no column of its own: the other fields of the platform's user object, under their names. People in it are
//! named by their numbers.

use menjin_api::contact::user::Status;
use menjin_model::UserNo;
use menjin_store::person::row::UserRow;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The column `profile` of a person. What is not set is left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "named as the fields of the platform's user object")]
pub struct Profile {
    pub mobile_visible: bool,
    pub gender: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub join_time: Option<i64>,
    pub status: Standing,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub en_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub nickname: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub avatar_key: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub work_station: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub enterprise_email: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub job_title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub geo: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub job_level_id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub job_family_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dotted_line_leader_user_ids: Vec<UserNo>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub custom_attrs: Vec<Map<String, Value>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subscription_ids: Vec<String>,
}

/// The flags of `status` that have no column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "named as the fields of the platform's status object")]
pub struct Standing {
    pub is_activated: bool,
    pub is_exited: bool,
    pub is_unjoin: bool,
}

impl Default for Standing {
    fn default() -> Self {
        Self { is_activated: true, is_exited: false, is_unjoin: false }
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            mobile_visible: true,
            gender: 0,
            join_time: None,
            status: Standing::default(),
            en_name: String::new(),
            nickname: String::new(),
            avatar_key: String::new(),
            city: String::new(),
            country: String::new(),
            work_station: String::new(),
            enterprise_email: String::new(),
            job_title: String::new(),
            geo: String::new(),
            job_level_id: String::new(),
            job_family_id: String::new(),
            avatar: None,
            dotted_line_leader_user_ids: Vec::new(),
            custom_attrs: Vec::new(),
            subscription_ids: Vec::new(),
        }
    }
}

impl Profile {
    /// Reads the column.
    #[must_use]
    pub fn read(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// What the column holds.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_value().to_string()
    }

    /// The same, for the history.
    #[must_use]
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The platform's status object.
    #[must_use]
    pub fn status(&self, row: &UserRow) -> Status {
        Status {
            is_frozen: row.frozen,
            is_resigned: row.resigned,
            is_activated: self.status.is_activated && !row.resigned,
            is_exited: self.status.is_exited,
            is_unjoin: self.status.is_unjoin,
        }
    }
}
