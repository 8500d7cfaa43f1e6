//! `DELETE /open-apis/contact/v3/departments/:department_id` - deletes an empty department.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/delete>

use super::{DepartmentPath, code};
use crate::prelude::*;

/// Deletes a department without people and without departments below it.
#[derive(Debug)]
pub enum DeleteDepartment {}

impl Endpoint for DeleteDepartment {
    const META: Meta = Meta::delete("/open-apis/contact/v3/departments/{department_id}")
        .named("contact.v3.department.delete")
        .about("Deletes a department")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .apps(AppKinds::Custom)
        .scopes(&["contact:contact"])
        .rate(Rate::Tier4)
        .codes(&[
            code::HAS_MEMBERS,
            code::HAS_CHILDREN,
            code::ROOT,
            code::OUT_OF_RANGE,
            code::PARENT_OUT_OF_RANGE,
            code::TENANT_INVALID,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/delete");
    type Path = DepartmentPath;
    type Query = Query;
    type Body = ();
    type Data = Empty;
}

/// How ids are written.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// How departments are written.
    #[serde(default)]
    pub department_id_type: DepartmentIdType,
}
