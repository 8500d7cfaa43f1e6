//! Door rules ("permission groups"): who may open which doors when.
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/acs-v1/development-guide>

use crate::prelude::*;

pub mod create;
pub mod delete;
pub mod device_bind;
pub mod get;

/// A door rule. Every field is optional in a request; answers carry all but `opening_time`, which is there when a limit is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rule {
    /// Made by the server; in a request it has no effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Unique among the tenant's living rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The doors, at most 5000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub devices: Option<Vec<DeviceExternal>>,
    /// How many employees it covers, each counted once; in a request it has no effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_count: Option<String>,
    /// Employees, departments, or all staff; at most 10,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub users: Option<Vec<UserExternal>>,
    /// How many visitors it names; in a request it has no effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visitor_count: Option<String>,
    /// Visitors, at most 10,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visitors: Option<Vec<UserExternal>>,
    /// Whether members are told to enter their face picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind_face: Option<bool>,
    /// When the doors open; absent: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_time: Option<OpeningTime>,
    /// Whether it is a temporary rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_temp: Option<bool>,
}

/// A door of a rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeviceExternal {
    /// Decimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name; in a request it has no effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Somebody in a rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UserExternal {
    /// See [`user_type`].
    pub user_type: i64,
    /// The employee in the form of `user_id_type`, or the visitor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Their name; in a request it has no effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// Their phone number; in a request it has no effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_num: Option<String>,
    /// The department, as `open_department_id`; of an employee it has no effect in a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_id: Option<String>,
}

pub mod user_type {
    //! What a member of a rule is.

    /// An employee.
    pub const USER: i64 = 1;
    /// A department with all below it.
    pub const DEPARTMENT: i64 = 2;
    /// Everybody of the tenant.
    pub const TENANT: i64 = 10;
    /// A visitor.
    pub const GUEST: i64 = 11;
}

/// When the doors of a rule open; a part that is absent or empty sets no limit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OpeningTime {
    /// From when to when the rule holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_day: Option<ValidDay>,
    /// 1 Monday to 7 Sunday; none is every day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<i64>,
    /// At most one window of the day; none is the whole day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub day_times: Vec<DayTime>,
}

impl OpeningTime {
    /// Whether it limits nothing.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.valid_day.is_none() && self.weekdays.is_empty() && self.day_times.is_empty()
    }
}

/// Seconds since 1970, both ends included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ValidDay {
    /// The first.
    pub start_day: i64,
    /// The last.
    pub end_day: i64,
}

/// A window of the day in the tenant's time zone, hours and minutes as one number: 930 is half past nine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayTime {
    /// Included.
    pub start_hhmm: i64,
    /// Not included; 2400 is the end of the day.
    pub end_hhmm: i64,
}
