//! `PATCH /open-apis/contact/v3/departments/:department_id` - changes a department.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/patch>

use super::{Data, DepartmentPath, I18nName, Leader, Order, code};
use crate::{contact::user::IdTypes, prelude::*};

/// Changes what the body names of a department.
#[derive(Debug)]
pub enum PatchDepartment {}

impl Endpoint for PatchDepartment {
    const META: Meta = Meta::patch("/open-apis/contact/v3/departments/{department_id}")
        .named("contact.v3.department.patch")
        .about("Changes a department")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .apps(AppKinds::Custom)
        .scopes(&["contact:contact"])
        .rate(Rate::Tier4)
        .codes(&[
            code::ORDER_TAKEN,
            code::ROOT,
            code::OUT_OF_RANGE,
            code::INFO_NULL,
            code::PARENT_OUT_OF_RANGE,
            code::TENANT_INVALID,
            code::LEADERS_REPEAT,
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
            code::LOCKED,
            code::TOO_MANY,
            code::EXTERNAL_DATA,
            code::CHANGE_INVALID,
            code::UNKNOWN,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/patch");
    type Path = DepartmentPath;
    type Query = IdTypes;
    type Body = Body;
    type Data = Data;
}

/// What the caller sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// At most 255 characters, no `/`, unlike that of its neighbours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name in other languages, unlike those of its neighbours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub i18n_name: Option<I18nName>,
    /// The department above; `0` is the root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_department_id: Option<String>,
    /// The main leader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader_user_id: Option<String>,
    /// Its place among its neighbours; absent: kept, and after the last under a new parent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// Without effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_group_chat: Option<bool>,
    /// All leaders, exactly one of them the main one; an empty list clears them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaders: Option<Vec<Leader>>,
    /// Kinds of employees; kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_chat_employee_types: Option<Vec<i64>>,
    /// At most 500; an empty list clears them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_hrbps: Option<Vec<String>>,
}
