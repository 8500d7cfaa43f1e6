//! `GET /menjin/v1/notices` - what people were told.

use crate::menjin::{DOC, FAMILY, code as own, notice::code};
use crate::prelude::*;

/// Lists what people of the company were told, the latest first.
#[derive(Debug)]
pub enum ListNotices {}

impl Endpoint for ListNotices {
    const META: Meta = Meta::get("/menjin/v1/notices")
        .named("menjin.v1.notice.list")
        .about("Lists what people of the company were told, the latest first")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            code::PERSON,
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
    /// Only what this person was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
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
    /// Whether there are more.
    pub has_more: bool,
    /// Of the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

/// What one person was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Notice {
    /// Its id.
    pub id: i64,
    /// When; RFC 3339, UTC.
    pub at: String,
    /// What happened.
    pub kind: String,
    /// Who was told.
    pub user_id: String,
    /// Their name.
    pub name: String,
    /// The particulars.
    pub body: serde_json::Value,
}
