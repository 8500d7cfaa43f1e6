//! `GET /open-apis/acs/v1/rule_external` - the door rules of the tenant, or those of one door.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/acs-v1/rule_external/get>

use super::Rule;
use crate::acs::code;
use crate::prelude::*;

/// Reads door rules.
#[derive(Debug)]
pub enum GetRules {}

impl Endpoint for GetRules {
    const META: Meta = Meta::get("/open-apis/acs/v1/rule_external")
        .named("acs.v1.rule_external.get")
        .about("Reads the door rules, or those of one door")
        .family(&crate::acs::FAMILY)
        .tokens(&[User])
        .scopes(&["acs:devices:readonly", "acs:users"])
        .rate(Rate::PerSecond(5))
        .codes(&[code::PARAMS_INVALID, code::DEVICE_UNKNOWN])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/acs-v1/rule_external/get");
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// Which rules, and how people are written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// Only the rules of this door.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_id: Option<String>,
    /// How people are written.
    #[serde(default)]
    pub user_id_type: UserIdType,
}

/// What the caller gets.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The rules, the oldest first, on one page.
    pub rules: Vec<Rule>,
}
