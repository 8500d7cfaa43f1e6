//! `GET /open-apis/contact/v3/group/member_belong` - the user groups of a person.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/member_belong>

use menjin_model::GroupId;

use super::code;
use crate::prelude::*;

/// How many groups a page may have, as the official page says.
pub const PAGE_MAX: i64 = 1000;
/// How many it has when the caller does not say.
pub const PAGE_DEFAULT: i64 = 500;

/// Lists the user groups of a person: as a member, through a department or one above it, by a rule.
#[derive(Debug)]
pub enum MemberBelong {}

impl Endpoint for MemberBelong {
    const META: Meta = Meta::get("/open-apis/contact/v3/group/member_belong")
        .named("contact.v3.group.member_belong")
        .about("Lists the user groups of a person")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .scopes(&["contact:group:readonly"])
        .rate(Rate::Tier4)
        .codes(&[
            code::MEMBER_ID_TYPE,
            code::MEMBER_UNKNOWN,
            code::GROUP_TYPE,
            code::PAGE_SIZE,
            code::PAGE_TOKEN_OF_BELONG,
            code::MEMBER_OUT_OF_RANGE,
            code::PARAM_ERROR,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/member_belong");
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// What the caller asks for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// Whose groups.
    pub member_id: String,
    /// How the person is written: `open_id`, the default, `union_id` or `user_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id_type: Option<String>,
    /// 1 ordinary, 2 dynamic; absent: both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_type: Option<i64>,
    /// What the older description calls `group_type`; taken when that is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<i64>,
    /// 1 to [`PAGE_MAX`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// From the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

/// What the caller gets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The groups' ids, by the groups' time of creation.
    pub group_list: Vec<GroupId>,
    /// The same groups, as the older description has them.
    pub items: Vec<Item>,
    /// Only when there are more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// Whether there are more.
    pub has_more: bool,
}

/// A group of the list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// The group's id.
    pub group_id: GroupId,
    /// Unique in the tenant.
    pub name: String,
    /// Free text, may be empty.
    pub description: String,
    /// 1 ordinary, 2 dynamic.
    pub r#type: i64,
}
