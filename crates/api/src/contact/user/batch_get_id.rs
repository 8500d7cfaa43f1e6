//! `POST /open-apis/contact/v3/users/batch_get_id` - ids of people by mail address or number.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/batch_get_id>

use super::Status;
use crate::prelude::*;

/// How long each list may be.
pub const LIST_MAX: usize = 50;

/// Finds the ids of people by mail address or number.
#[derive(Debug)]
pub enum BatchGetUserId {}

impl Endpoint for BatchGetUserId {
    const META: Meta = Meta::post("/open-apis/contact/v3/users/batch_get_id")
        .named("contact.v3.user.batch_get_id")
        .about("Finds people by mail address or number")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .scopes(&["contact:user.id:readonly"])
        .rate(Rate::Tier4)
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/batch_get_id");
    type Path = ();
    type Query = Query;
    type Body = Body;
    type Data = Found;
}

/// How ids are written.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// How people are written.
    #[serde(default)]
    pub user_id_type: UserIdType,
}

/// Whom the caller looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// At most [`LIST_MAX`].
    #[serde(default)]
    pub emails: Vec<String>,
    /// At most [`LIST_MAX`]; numbers outside the mainland with their country code.
    #[serde(default)]
    pub mobiles: Vec<String>,
    /// Whether people who left are found too.
    #[serde(default)]
    pub include_resigned: bool,
}

/// What the caller gets.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Found {
    /// One entry for every mail address, then one for every number.
    pub user_list: Vec<Entry>,
}

/// Who has this address or number; without `user_id` when nobody the app may see has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// The person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// As it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// As it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What became of the person; needs a scope of reading employees or contacts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
}
