//! `DELETE /open-apis/acs/v1/rule_external` - deletes a door rule. Its id is remembered.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/acs-v1/rule_external/delete>

use crate::acs::code;
use crate::prelude::*;

/// Deletes a door rule.
#[derive(Debug)]
pub enum DeleteRule {}

impl Endpoint for DeleteRule {
    const META: Meta = Meta::delete("/open-apis/acs/v1/rule_external")
        .named("acs.v1.rule_external.delete")
        .about("Deletes a door rule")
        .family(&crate::acs::FAMILY)
        .tokens(&[User])
        .scopes(&["acs:device:write", "acs:users"])
        .rate(Rate::PerSecond(5))
        .bad_input(code::RULE_UNKNOWN)
        .codes(&[code::RULE_UNKNOWN, code::RULE_DELETED])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/acs-v1/rule_external/delete");
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Empty;
}

/// Which rule.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// The rule.
    pub rule_id: String,
}
