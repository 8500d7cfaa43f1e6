//! `GET /open-apis/contact/v3/users/find_by_department` - the people of a department.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/find_by_department>

use super::{
    READ_OR_ORGANIZE, User as Person,
    code::{self, unused},
};
use crate::prelude::*;

/// How many people a page has unless it is asked otherwise.
pub const PAGE_DEFAULT: i64 = 10;
/// How many people a page may have.
pub const PAGE_MAX: i64 = 50;

/// Lists the people who belong to a department directly.
#[derive(Debug)]
pub enum FindUsersByDepartment {}

impl Endpoint for FindUsersByDepartment {
    const META: Meta = Meta::get("/open-apis/contact/v3/users/find_by_department")
        .named("contact.v3.user.find_by_department")
        .about("Lists the people of a department")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant, User])
        .scopes(READ_OR_ORGANIZE)
        .rate(Rate::Tier4)
        .codes(&[
            unused::LIST_OUT_OF_RANGE,
            code::PAGE_SIZE_INVALID,
            code::PAGE_TOKEN_INVALID,
            code::DEPARTMENT_OUT_OF_RANGE,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/find_by_department");
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Page;
}

/// Which department.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// How people are written.
    #[serde(default)]
    pub user_id_type: UserIdType,
    /// How departments are written.
    #[serde(default)]
    pub department_id_type: DepartmentIdType,
    /// `0` is the root.
    pub department_id: String,
    /// At most [`PAGE_MAX`]; default [`PAGE_DEFAULT`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// Where the page before ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

/// The people of one page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Page {
    /// Whether the list goes on.
    pub has_more: bool,
    /// For the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// By time of creation.
    pub items: Vec<Person>,
}
