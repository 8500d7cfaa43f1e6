//! `PATCH /open-apis/contact/v3/group/:group_id` - changes a user group's name or description.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/patch>

use super::{GroupPath, IdTypes, code};
use crate::prelude::*;

/// Changes a user group's name or description.
#[derive(Debug)]
pub enum PatchGroup {}

impl Endpoint for PatchGroup {
    const META: Meta = Meta::patch("/open-apis/contact/v3/group/{group_id}")
        .named("contact.v3.group.patch")
        .about("Changes a user group's name or description")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .apps(AppKinds::Custom)
        .scopes(&["contact:group"])
        .rate(Rate::PerMinute(100))
        .codes(&[
            code::UNKNOWN,
            code::TYPE_INVALID,
            code::OUT_OF_RANGE_TO_PATCH,
            code::NAME_BLANK,
            code::NAME_TOO_LONG,
            code::DESCRIPTION_TOO_LONG,
            code::NAME_TAKEN,
            code::DISABLED,
            code::RULE,
            code::RULE_EXPRESSION,
            code::RULE_FIELD,
            code::RULE_OPERATOR_TO_PATCH,
            code::RULE_VALUES,
            code::RULE_DENIED,
            code::RULE_JOINER_TO_PATCH,
            code::RULE_DEPARTMENTS,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/patch");
    type Path = GroupPath;
    type Query = IdTypes;
    type Body = Body;
    type Data = Empty;
}

/// What the caller sends. Absent and empty both mean: as it is; so a description cannot be cleared.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// Unique in the tenant; limits as when creating.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Limits as when creating.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}
