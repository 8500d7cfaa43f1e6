//! `GET /open-apis/contact/v3/group/:group_id/member/simplelist` - the members of a user group.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group-member/simplelist>

use std::borrow::Cow;

use super::{
    super::{GroupPath, code as group_code},
    code,
};
use crate::prelude::*;

/// How many members a page may have, as the official page says.
pub const PAGE_MAX: i64 = 100;
/// How many it has when the caller does not say.
pub const PAGE_DEFAULT: i64 = 50;

/// Lists the members of a user group: people, or departments.
#[derive(Debug)]
pub enum SimplelistMembers {}

impl Endpoint for SimplelistMembers {
    const META: Meta = Meta::get("/open-apis/contact/v3/group/{group_id}/member/simplelist")
        .named("contact.v3.group_member.simplelist")
        .about("Lists the members of a user group")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .scopes(&["contact:group:readonly"])
        .rate(Rate::Tier4)
        .codes(&[
            group_code::PAGE_SIZE,
            group_code::PAGE_TOKEN,
            group_code::UNKNOWN,
            code::TYPE,
            code::ID_TYPE,
            code::MISMATCH,
            group_code::OUT_OF_RANGE,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group-member/simplelist");
    type Path = GroupPath;
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// What the caller asks for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// 1 to [`PAGE_MAX`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// From the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// For people `open_id`, the default, `union_id` or `user_id`; for departments `open_id` (which means their
    /// `open_department_id`, and may be written so) or `department_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id_type: Option<String>,
    /// `user`, the default, or `department`: never both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_type: Option<String>,
}

/// What the caller gets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The members, by time of joining.
    pub memberlist: Vec<Item>,
    /// Only when there are more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// Whether there are more.
    pub has_more: bool,
}

/// A member of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// Written as asked for.
    pub member_id: String,
    /// `user` or `department`.
    pub member_type: Cow<'static, str>,
}
