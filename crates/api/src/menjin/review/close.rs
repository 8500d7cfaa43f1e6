//! `POST /menjin/v1/reviews/{id}/close` - closes a review.

use super::code;
use crate::menjin::{DOC, FAMILY, code as own};
use crate::prelude::*;

/// Closes an access review: what is to be removed is removed, and its outcome holds for what nobody decided. A dry run tells the impact.
#[derive(Debug)]
pub enum CloseReview {}

impl Endpoint for CloseReview {
    const META: Meta = Meta::post("/menjin/v1/reviews/{id}/close")
        .named("menjin.v1.review.close")
        .about("Closes an access review: what is to be removed is removed, and its outcome holds for what nobody decided. A dry run tells the impact")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Access)
        .codes(&[own::INVALID, own::UNAUTHORIZED, own::FORBIDDEN, code::UNKNOWN, code::CLOSED, own::INTERNAL, own::UNAVAILABLE])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = super::Path;
    type Query = ();
    type Body = Empty;
    type Data = Data;
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The review.
    pub review: super::Review,
    /// How many items were removed; in a dry run, would be.
    pub removed: i64,
    /// Those that could not be, and why.
    pub failed: Vec<Failed>,
    /// In a dry run: who would gain and who would lose what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<crate::access::impact::Impact>,
}

/// An item that could not be removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Failed {
    /// Which.
    pub position: i64,
    /// Why.
    pub reason: String,
}
