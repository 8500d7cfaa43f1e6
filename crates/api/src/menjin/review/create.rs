//! `POST /menjin/v1/reviews` - begins an access review.

use super::code;
use crate::menjin::{DOC, FAMILY, code as own};
use crate::prelude::*;

/// Begins an access review of memberships and grants as they are now.
#[derive(Debug)]
pub enum CreateReview {}

impl Endpoint for CreateReview {
    const META: Meta = Meta::post("/menjin/v1/reviews")
        .named("menjin.v1.review.create")
        .about("Begins an access review of memberships and grants as they are now")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Access)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            code::NAME,
            code::EMPTY,
            code::SCOPE,
            code::THING,
            code::NOTHING,
            code::TOO_MANY,
            code::DUE,
            code::OWNER,
            own::INTERNAL,
            own::UNAVAILABLE,
        ])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = super::Review;
}

/// A new review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub scope: super::Scope,
    /// The sign-in of who answers for it; who makes it unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// By when: a moment (RFC 3339), or the end of a day in UTC+8.
    pub due: String,
    /// What becomes of what nobody decided.
    pub outcome: super::Decision,
}
