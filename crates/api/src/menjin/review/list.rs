//! `GET /menjin/v1/reviews` - all access reviews.

use super::code;
use crate::menjin::{DOC, FAMILY, code as own};
use crate::prelude::*;

/// Lists access reviews, the newest first.
#[derive(Debug)]
pub enum ListReviews {}

impl Endpoint for ListReviews {
    const META: Meta = Meta::get("/menjin/v1/reviews")
        .named("menjin.v1.review.list")
        .about("Lists access reviews, the newest first")
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
    /// Only those that are open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    /// `page_token` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most: 50 unless said otherwise, at most 200.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
}

/// Reviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The newest first.
    pub items: Vec<super::Review>,
    /// Whether there are more.
    pub has_more: bool,
    /// Of the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}
