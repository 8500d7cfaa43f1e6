//! `DELETE /open-apis/contact/v3/group/:group_id` - deletes a user group that has no members.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/delete>

use super::{GroupPath, code};
use crate::prelude::*;

/// Deletes a user group that has no members, and with it every place that names it.
#[derive(Debug)]
pub enum DeleteGroup {}

impl Endpoint for DeleteGroup {
    const META: Meta = Meta::delete("/open-apis/contact/v3/group/{group_id}")
        .named("contact.v3.group.delete")
        .about("Deletes a user group that has no members")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .apps(AppKinds::Custom)
        .scopes(&["contact:group"])
        .rate(Rate::PerMinute(100))
        .codes(&[code::OUT_OF_RANGE, code::UNKNOWN, code::TYPE_INVALID, code::NOT_EMPTY, code::DISABLED])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group/delete");
    type Path = GroupPath;
    type Query = ();
    type Body = ();
    type Data = Empty;
}
