//! `GET /open-apis/contact/v3/departments/:department_id/children` - the departments below one.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/children>

use super::{Department, DepartmentPath, code};
use crate::{contact::user::READ_OR_ORGANIZE, prelude::*};

/// How many departments a page has unless it is asked otherwise.
pub const PAGE_DEFAULT: i64 = 10;
/// How many departments a page may have.
pub const PAGE_MAX: i64 = 50;
/// How many departments all levels may hold for a user token.
pub const PERSON_MAX: i64 = 1000;

/// Lists the departments directly below one, or on all levels.
#[derive(Debug)]
pub enum ListChildren {}

impl Endpoint for ListChildren {
    const META: Meta = Meta::get("/open-apis/contact/v3/departments/{department_id}/children")
        .named("contact.v3.department.children")
        .about("Lists the departments below one")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant, User])
        .scopes(READ_OR_ORGANIZE)
        .rate(Rate::Tier4)
        .codes(&[
            code::TOO_BIG,
            code::INFO_NULL,
            code::CHILDREN_PARENT,
            code::PAGE_SIZE_INVALID,
            code::PAGE_TOKEN_INVALID,
            code::TENANT_INVALID,
            code::CHILDREN_ID_TAKEN,
            code::OUT_OF_RANGE,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/children");
    type Path = DepartmentPath;
    type Query = Query;
    type Body = ();
    type Data = Page;
}

/// How many levels, and which page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// How people are written.
    #[serde(default)]
    pub user_id_type: UserIdType,
    /// How departments are written.
    #[serde(default)]
    pub department_id_type: DepartmentIdType,
    /// All levels, not the next one alone.
    #[serde(default)]
    pub fetch_child: bool,
    /// At most [`PAGE_MAX`]; default [`PAGE_DEFAULT`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// Where the page before ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

/// The departments of one page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Page {
    /// Whether the list goes on.
    pub has_more: bool,
    /// For the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// By level, then `order`, then time of creation.
    pub items: Vec<Department>,
}
