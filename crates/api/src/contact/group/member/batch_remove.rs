//! `POST /open-apis/contact/v3/group/:group_id/member/batch_remove` - takes people out of a user group.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group-member/batch_remove>

use super::{
    super::{GroupPath, code as group_code},
    Members, code,
};
use crate::prelude::*;

/// Takes people out of a user group.
#[derive(Debug)]
pub enum BatchRemoveMembers {}

impl Endpoint for BatchRemoveMembers {
    const META: Meta = Meta::post("/open-apis/contact/v3/group/{group_id}/member/batch_remove")
        .named("contact.v3.group_member.batch_remove")
        .about("Takes people out of a user group")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .apps(AppKinds::Custom)
        .scopes(&["contact:group"])
        .rate(Rate::PerMinute(100))
        .codes(&[
            group_code::UNKNOWN,
            group_code::TYPE_INVALID,
            code::OUT_OF_RANGE_TO_BATCH_REMOVE,
            code::TYPE,
            code::ID_TYPE,
            code::UNKNOWN,
            code::OUT_OF_RANGE,
            code::PARTIAL,
            code::PARAM_ERROR,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group-member/batch_remove");
    type Path = GroupPath;
    type Query = ();
    type Body = Members;
    type Data = Empty;
}
