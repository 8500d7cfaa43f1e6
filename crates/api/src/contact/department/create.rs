//! `POST /open-apis/contact/v3/departments` - creates a department.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/create>

use super::{Data, I18nName, Leader, Order, code};
use crate::{contact::user::IdTypesAndToken, prelude::*};

/// Creates a department.
#[derive(Debug)]
pub enum CreateDepartment {}

impl Endpoint for CreateDepartment {
    const META: Meta = Meta::post("/open-apis/contact/v3/departments")
        .named("contact.v3.department.create")
        .about("Creates a department")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .apps(AppKinds::Custom)
        .scopes(&["contact:contact"])
        .rate(Rate::Tier4)
        .codes(&[
            code::ORDER_TAKEN,
            code::PARAMETER_INVALID,
            code::ID_INVALID,
            code::TOO_MANY,
            code::OUT_OF_RANGE,
            code::INFO_NULL,
            code::CHAT_INVALID,
            code::PARENT_OUT_OF_RANGE,
            code::EXISTS,
            code::NAME_EMPTY,
            code::LEADER_RESIGNED,
            code::LEADER_UNKNOWN,
            code::TOKEN_REUSED,
            code::UNIT_INVALID,
            code::ID_TAKEN,
            code::PARENT_EMPTY,
            code::RELATED_TOO_MANY,
            code::I18N_NAME_TAKEN,
            code::TOO_DEEP,
            code::CHAT_UNKNOWN,
            code::NAME_TAKEN,
            code::STRUCTURE_DENIED,
            code::STRUCTURE_LOCKED,
            code::LEADER_UNJOINED,
            code::EMPLOYEE_TYPE_INVALID,
            code::HRBPS_INVALID,
            code::NAME_HAS_SEPARATOR,
            code::UNKNOWN,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/create");
    type Path = ();
    type Query = IdTypesAndToken;
    type Body = Body;
    type Data = Data;
}

/// What the caller sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// At most 255 characters, no `/`, unlike that of its neighbours.
    pub name: String,
    /// The name in other languages, unlike those of its neighbours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub i18n_name: Option<I18nName>,
    /// The department above; `0` is the root.
    pub parent_department_id: String,
    /// Chosen by the caller, or made by us: letters, digits, `_`, `-`, `@`, `.`; at most 64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_id: Option<String>,
    /// The main leader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader_user_id: Option<String>,
    /// Its place among its neighbours; absent: after the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// At most one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_ids: Option<Vec<String>>,
    /// Without effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_group_chat: Option<bool>,
    /// All leaders, exactly one of them the main one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaders: Option<Vec<Leader>>,
    /// Kinds of employees; kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_chat_employee_types: Option<Vec<i64>>,
    /// At most 500.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_hrbps: Option<Vec<String>>,
}
