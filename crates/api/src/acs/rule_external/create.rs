//! `POST /open-apis/acs/v1/rule_external` - makes a door rule, or with `rule_id` changes one.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/acs-v1/rule_external/create>

use super::Rule;
use crate::acs::code;
use crate::prelude::*;

/// How many characters a name may have. Not documented; our choice.
pub const NAME_MAX: usize = 100;
/// How many doors a rule may have (official page).
pub const DEVICES_MAX: usize = 5000;
/// How many entries `users` and `visitors` may have, each (official page).
pub const MEMBERS_MAX: usize = 10_000;
/// How many entries `weekdays` may have (official page).
pub const WEEKDAYS_MAX: usize = 7;
/// How many windows a day may have (official page).
pub const DAY_TIMES_MAX: usize = 1;
/// The first day that `valid_day` may name (official page).
pub const DAY_MIN: i64 = 1_000_000_000;
/// The last day that `valid_day` may name (official page).
pub const DAY_MAX: i64 = 2_147_483_647;
/// The end of a day as `end_hhmm` (official page).
pub const HHMM_MAX: i64 = 2400;

/// Makes or changes a door rule.
#[derive(Debug)]
pub enum CreateRule {}

impl Endpoint for CreateRule {
    const META: Meta = Meta::post("/open-apis/acs/v1/rule_external")
        .named("acs.v1.rule_external.create")
        .about("Makes a door rule, or changes one")
        .family(&crate::acs::FAMILY)
        .tokens(&[User])
        .scopes(&["acs:device:write", "acs:users"])
        .rate(Rate::PerSecond(5))
        .codes(&[
            code::PARAMS_INVALID,
            code::RULE_UNKNOWN,
            code::RULE_NAME_TAKEN,
            code::RULES_TOO_MANY,
            code::DEVICE_UNKNOWN,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/acs-v1/rule_external/create");
    type Path = ();
    type Query = Query;
    type Body = Body;
    type Data = Data;
}

/// Which rule, and how people are written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// The rule to change; absent or empty: a new one is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule_id: Option<String>,
    /// How people are written.
    #[serde(default)]
    pub user_id_type: UserIdType,
}

/// What the caller sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// The rule. In a change, fields that are absent stay, and lists that are sent replace.
    pub rule: Rule,
}

/// What the caller gets.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The rule made or changed.
    pub rule_id: String,
}
