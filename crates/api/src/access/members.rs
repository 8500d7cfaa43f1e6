//! `GET /menjin/v1/groups/:id/members` - everybody in a user group, however they came in, now or at an earlier time.

use super::search::Entities;
use crate::prelude::*;

/// Lists everybody in a group.
#[derive(Debug)]
pub enum GroupMembers {}

impl Endpoint for GroupMembers {
    const META: Meta = Meta::get("/menjin/v1/groups/{id}/members")
        .named("menjin.v1.group.members")
        .about("Lists everybody in a user group, through departments and by rule too, at any kept moment")
        .family(&super::OWN)
        .tokens(&[Tenant])
        .scopes(&[super::SCOPE])
        .codes(super::code::ALL)
        .shape(Shape::Plain)
        .doc(super::DOC);
    type Path = Path;
    type Query = Query;
    type Body = ();
    type Data = Entities;
}

/// Which group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Path {
    /// Its id.
    pub id: String,
}

/// When, and which part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// The moment asked about, RFC 3339 with an offset; now, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The state of the data asked about: a revision, or a moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// How people are written.
    #[serde(default)]
    pub user_id_type: UserIdType,
    /// `next_token` of the answer before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
}
