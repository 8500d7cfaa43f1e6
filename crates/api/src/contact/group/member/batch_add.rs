//! `POST /open-apis/contact/v3/group/:group_id/member/batch_add` - adds people to a user group.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group-member/batch_add>

use super::{
    super::{GroupPath, code as group_code},
    Members, code,
};
use crate::prelude::*;

/// Adds people to a user group.
#[derive(Debug)]
pub enum BatchAddMembers {}

impl Endpoint for BatchAddMembers {
    const META: Meta = Meta::post("/open-apis/contact/v3/group/{group_id}/member/batch_add")
        .named("contact.v3.group_member.batch_add")
        .about("Adds people to a user group")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .apps(AppKinds::Custom)
        .scopes(&["contact:group"])
        .rate(Rate::PerMinute(100))
        .codes(&[
            group_code::UNKNOWN,
            group_code::TYPE_INVALID,
            code::OUT_OF_RANGE_TO_BATCH_ADD,
            code::PARAM_ERROR,
            code::RESULT_TYPE,
            code::RESULT_ID_TYPE,
            code::RESULT_UNKNOWN,
            code::RESULT_OUT_OF_RANGE,
            code::RESULT_RESIGNED,
            code::RESULT_EXISTS,
            code::RESULT_FULL,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group-member/batch_add");
    type Path = GroupPath;
    type Query = ();
    type Body = Members;
    type Data = Data;
}

/// What the caller gets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// One entry for each member of the request, in the same order.
    pub results: Vec<MemberResult>,
}

/// What became of one member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MemberResult {
    /// As the caller wrote it.
    pub member_id: String,
    /// 0: added; else why not.
    pub code: i64,
}
