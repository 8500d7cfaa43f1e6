//! `POST /open-apis/contact/v3/group/:group_id/member/add` - adds a person to a user group.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group-member/add>

use super::{
    super::{GroupPath, code as group_code},
    code,
};
use crate::prelude::*;

/// Adds a person to a user group.
#[derive(Debug)]
pub enum AddMember {}

impl Endpoint for AddMember {
    const META: Meta = Meta::post("/open-apis/contact/v3/group/{group_id}/member/add")
        .named("contact.v3.group_member.add")
        .about("Adds a person to a user group")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .apps(AppKinds::Custom)
        .scopes(&["contact:group"])
        .rate(Rate::Tier4)
        .codes(&[
            group_code::UNKNOWN,
            group_code::TYPE_INVALID,
            group_code::OUT_OF_RANGE,
            code::TYPE,
            code::ID_TYPE,
            code::MISMATCH,
            code::UNKNOWN,
            code::OUT_OF_RANGE,
            code::RESIGNED,
            code::EXISTS,
            code::FULL,
            code::FULL_OF_DEPARTMENTS,
            code::DEPARTMENT_OUT_OF_RANGE,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group-member/add");
    type Path = GroupPath;
    type Query = ();
    type Body = Body;
    type Data = Empty;
}

/// What the caller sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// Only `user`, the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_type: Option<String>,
    /// `open_id`, `union_id` or `user_id`.
    pub member_id_type: String,
    /// Whom.
    pub member_id: String,
}
