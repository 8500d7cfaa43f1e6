//! `POST /open-apis/contact/v3/group` - creates a user group.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/create>

use menjin_model::GroupId;

use super::{IdTypes, code};
use crate::prelude::*;

/// How many characters a name may have, as the official page says.
pub const NAME_MAX: usize = 100;
/// How many characters a description may have, as the official page says.
pub const DESCRIPTION_MAX: usize = 500;

/// Creates a user group.
#[derive(Debug)]
pub enum CreateGroup {}

impl Endpoint for CreateGroup {
    const META: Meta = Meta::post("/open-apis/contact/v3/group")
        .named("contact.v3.group.create")
        .about("Creates a user group")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .apps(AppKinds::Custom)
        .scopes(&["contact:group"])
        .rate(Rate::PerMinute(100))
        .codes(&[
            code::RANGE_NOT_ALL,
            code::NAME_EMPTY,
            code::NAME_TOO_LONG,
            code::DESCRIPTION_TOO_LONG,
            code::TYPE_INVALID,
            code::ID_INVALID,
            code::ID_TAKEN,
            code::NAME_TAKEN,
            code::TOO_MANY,
            code::DISABLED,
            code::PARAMETER_INVALID,
            code::RULE,
            code::RULE_EXPRESSION,
            code::RULE_FIELD,
            code::RULE_OPERATOR,
            code::RULE_VALUES,
            code::RULE_DENIED,
            code::RULE_JOINER,
            code::RULE_DEPARTMENTS,
            code::VISIBLE_SCOPE,
        ])
        .denied("无权限创建用户组")
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/create");
    type Path = ();
    type Query = IdTypes;
    type Body = Body;
    type Data = Data;
}

/// What the caller sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// Unique in the tenant; at most [`NAME_MAX`] characters. Absent and empty have different codes.
    pub name: String,
    /// At most [`DESCRIPTION_MAX`] characters.
    #[serde(default)]
    pub description: String,
    /// 1, the default: an ordinary group. Dynamic groups are not made here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<i64>,
    /// Chosen by the caller, or made by us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<GroupId>,
}

/// What the caller gets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The new group.
    pub group_id: GroupId,
}
