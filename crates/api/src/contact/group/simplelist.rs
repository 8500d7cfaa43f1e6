//! `GET /open-apis/contact/v3/group/simplelist` - the user groups of a tenant.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/simplelist>

use super::{Group, code};
use crate::prelude::*;

/// How many groups a page may have, as the official page says.
pub const PAGE_MAX: i64 = 100;
/// How many it has when the caller does not say.
pub const PAGE_DEFAULT: i64 = 50;

/// Lists the user groups that the app may see.
#[derive(Debug)]
pub enum SimplelistGroup {}

impl Endpoint for SimplelistGroup {
    const META: Meta = Meta::get("/open-apis/contact/v3/group/simplelist")
        .named("contact.v3.group.simplelist")
        .about("Lists user groups")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .scopes(&["contact:group:readonly"])
        .rate(Rate::Tier4)
        .codes(&[code::PAGE_SIZE, code::PAGE_TOKEN])
        .denied("无权限查看用户组")
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/simplelist");
    type Path = ();
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
    /// 1 ordinary, the default, or 2 dynamic: never both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<i64>,
}

/// What the caller gets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The groups, by time of creation.
    pub grouplist: Vec<Item>,
    /// The same groups, under the name of the older description.
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
    /// The group.
    #[serde(flatten)]
    pub group: Group,
    /// The departments that the rule of a dynamic group names, as `open_department_id`; absent when it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_scope_list: Option<Vec<String>>,
}
