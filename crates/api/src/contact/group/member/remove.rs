//! `POST /open-apis/contact/v3/group/:group_id/member/remove` - takes a person out of a user group.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group-member/remove>

use super::{
    super::{GroupPath, code as group_code},
    code,
};
use crate::prelude::*;

/// Takes a person out of a user group.
#[derive(Debug)]
pub enum RemoveMember {}

impl Endpoint for RemoveMember {
    const META: Meta = Meta::post("/open-apis/contact/v3/group/{group_id}/member/remove")
        .named("contact.v3.group_member.remove")
        .about("Takes a person out of a user group")
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
            code::DEPARTMENT_OUT_OF_RANGE_TO_REMOVE,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group-member/remove");
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
    /// `open_id`, the default, `union_id` or `user_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id_type: Option<String>,
    /// Whom.
    pub member_id: String,
}
