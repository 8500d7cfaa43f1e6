//! `POST /menjin/v1/reviews/{id}/decide` - decides items of a review.

use super::code;
use crate::menjin::{DOC, FAMILY, code as own};
use crate::prelude::*;

/// Decides items of an access review; until it closes, a decision may be another.
#[derive(Debug)]
pub enum DecideReview {}

impl Endpoint for DecideReview {
    const META: Meta = Meta::post("/menjin/v1/reviews/{id}/decide")
        .named("menjin.v1.review.decide")
        .about("Decides items of an access review; until it closes, a decision may be another")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Access)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            code::UNKNOWN,
            code::CLOSED,
            code::ITEM,
            code::ITEMS,
            code::NOTE,
            own::INTERNAL,
            own::UNAVAILABLE,
        ])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = super::Path;
    type Query = ();
    type Body = Body;
    type Data = super::Review;
}

/// What is decided.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// The items, 1 to 500; all or none.
    pub items: Vec<Decided>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Decided {
    /// Which.
    pub position: i64,
    /// What becomes of it.
    pub decision: super::Decision,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
