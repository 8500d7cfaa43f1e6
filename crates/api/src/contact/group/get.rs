//! `GET /open-apis/contact/v3/group/:group_id` - one user group.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/get>

use super::{Group, GroupPath, IdTypes, code};
use crate::prelude::*;

/// Reads one user group.
#[derive(Debug)]
pub enum GetGroup {}

impl Endpoint for GetGroup {
    const META: Meta = Meta::get("/open-apis/contact/v3/group/{group_id}")
        .named("contact.v3.group.get")
        .about("Reads one user group")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .scopes(&["contact:group:readonly"])
        .rate(Rate::Tier4)
        .codes(&[code::UNKNOWN, code::OUT_OF_RANGE, code::UNSUPPORTED_FIELD])
        .denied("无权限访问该用户组")
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/get");
    type Path = GroupPath;
    type Query = IdTypes;
    type Body = ();
    type Data = Data;
}

/// What the caller gets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The group.
    pub group: Group,
}
