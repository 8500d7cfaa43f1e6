//! `GET /menjin/v1/tokens` - the caller's own tokens, without what they open with.

use crate::{menjin as own, prelude::*};

/// Lists API tokens.
#[derive(Debug)]
pub enum ListTokens {}

impl Endpoint for ListTokens {
    const META: Meta = Meta::get("/menjin/v1/tokens")
        .named("menjin.v1.token.list")
        .about("Lists the caller's API tokens")
        .family(&own::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(own::code::ALL)
        .shape(Shape::Plain)
        .doc(own::DOC);
    type Path = ();
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// The tokens, by time of making.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The tokens.
    pub items: Vec<Shown>,
}

/// A token, without what it opens with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it is good for, as far as its owner may do it.
    pub rights: Vec<Right>,
    /// When it was made, milliseconds since 1970.
    pub created: i64,
    /// Until when it is good.
    pub expires: i64,
    /// When it was used last, to the minute; 0: never.
    pub used: i64,
    /// It was made good for nothing.
    pub revoked: bool,
}
