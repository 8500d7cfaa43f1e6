//! `GET /menjin/v1/inbox` - the caller's notices.

use crate::menjin::{DOC, FAMILY, code as own, notice::code};
use crate::prelude::*;

/// Lists the caller's notices, the latest first.
#[derive(Debug)]
pub enum ListInbox {}

impl Endpoint for ListInbox {
    const META: Meta = Meta::get("/menjin/v1/inbox")
        .named("menjin.v1.inbox.list")
        .about("Lists the caller's notices, the latest first")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            code::PAGE_TOKEN,
            code::PAGE_SIZE,
            own::INTERNAL,
            own::UNAVAILABLE,
        ])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// Which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// Only those not seen yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unseen: Option<bool>,
    /// `page_token` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most: 50 unless said otherwise, at most 200.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
}

/// Notices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The latest first.
    pub items: Vec<Notice>,
    /// How many are not seen.
    pub unseen: i64,
    /// Whether there are more.
    pub has_more: bool,
    /// Of the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Notice {
    /// Its id.
    pub id: i64,
    /// When; RFC 3339, UTC.
    pub at: String,
    /// What happened.
    pub kind: String,
    /// The particulars.
    pub body: serde_json::Value,
    /// Whether the caller has seen it.
    pub seen: bool,
}
