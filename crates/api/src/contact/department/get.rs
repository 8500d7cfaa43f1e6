//! `GET /open-apis/contact/v3/departments/:department_id` - one department.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/get>

use super::{Data, DepartmentPath, code};
use crate::{
    contact::user::{IdTypes, READ},
    prelude::*,
};

/// Reads one department.
#[derive(Debug)]
pub enum GetDepartment {}

impl Endpoint for GetDepartment {
    const META: Meta = Meta::get("/open-apis/contact/v3/departments/{department_id}")
        .named("contact.v3.department.get")
        .about("Reads one department")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant, User])
        .scopes(READ)
        .rate(Rate::Tier4)
        .codes(&[
            code::GET_PARAMETER,
            code::GET_TOO_BIG,
            code::OUT_OF_RANGE,
            code::INFO_NULL,
            code::TENANT_INVALID,
            code::UNKNOWN,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/department/get");
    type Path = DepartmentPath;
    type Query = IdTypes;
    type Body = ();
    type Data = Data;
}
