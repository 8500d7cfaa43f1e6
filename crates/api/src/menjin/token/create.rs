//! `POST /menjin/v1/tokens` - makes a token, and tells it once.

use crate::{
    menjin::{self as own, administrator::code},
    prelude::*,
};

/// Makes an API token.
#[derive(Debug)]
pub enum CreateToken {}

impl Endpoint for CreateToken {
    const META: Meta = Meta::post("/menjin/v1/tokens")
        .named("menjin.v1.token.create")
        .about("Makes an API token with some of the caller's rights; it is told once")
        .family(&own::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(&[own::code::INVALID, code::TOKEN_NAME, code::TOKEN_DAYS, code::TOKEN_RIGHTS, code::TOKENS_MANY])
        .shape(Shape::Plain)
        .doc(own::DOC);
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Data;
}

/// What for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// What it is for.
    pub name: String,
    /// What it shall be good for: rights that the caller has.
    pub rights: Vec<Right>,
    /// How many days it lives: 1 to 366. A token made with a token lives no longer than that.
    pub days: i64,
}

/// The token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// Its id, to revoke it by.
    pub id: String,
    /// The token. Only its hash is kept.
    pub token: String,
    /// Until when it is good, milliseconds since 1970.
    pub expires: i64,
}

impl std::fmt::Debug for Data {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Data").field("id", &self.id).field("expires", &self.expires).finish_non_exhaustive()
    }
}
