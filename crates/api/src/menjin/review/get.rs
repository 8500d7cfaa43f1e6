//! `GET /menjin/v1/reviews/{id}` - one access review.

use super::code;
use crate::menjin::{DOC, FAMILY, code as own};
use crate::prelude::*;

/// Shows an access review and a page of its items.
#[derive(Debug)]
pub enum GetReview {}

impl Endpoint for GetReview {
    const META: Meta = Meta::get("/menjin/v1/reviews/{id}")
        .named("menjin.v1.review.get")
        .about("Shows an access review and a page of its items")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            code::UNKNOWN,
            code::PAGE_TOKEN,
            code::PAGE_SIZE,
            own::INTERNAL,
            own::UNAVAILABLE,
        ])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = super::Path;
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// Which items.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// Only those with this decision: `keep`, `remove`, or `open` for those without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Wanted>,
    /// `page_token` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most: 50 unless said otherwise, at most 200.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
}

/// Which decisions are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Wanted {
    /// To be kept.
    Keep,
    /// To be removed.
    Remove,
    /// Not decided.
    Open,
}

/// A review and a page of its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The review.
    pub review: super::Review,
    /// The items, by position.
    pub items: Vec<Item>,
    /// Whether there are more.
    pub has_more: bool,
    /// Of the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

/// A membership or grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Item {
    /// Its position.
    pub position: i64,
    /// On what: `group:<id>`, `document:<token>`, `app:<app_id>`, `door_rule:<rule_id>`.
    pub resource: String,
    /// What that was called.
    pub resource_name: String,
    /// Who: `user:<user_id>`, `department:<open_department_id>`, `group:<group_id>`, `app:<app_id>`, `everyone`.
    pub holder: String,
    /// What they were called.
    pub holder_name: String,
    /// What they have: `member`, `view`, `edit`, `full_access`, a role on an app, `open`.
    pub grant: String,
    /// When it ends by itself; RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<super::Decision>,
    /// By whom; nothing where nobody decided in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decider: Option<String>,
    /// When it was decided; RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// A note of who decided, or why it could not be removed.
    pub note: String,
    /// When it was removed; RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied: Option<String>,
}
