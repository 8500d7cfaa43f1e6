//! `DELETE /menjin/v1/tokens/{id}` - makes one of the caller's tokens good for nothing.

use crate::{menjin as own, prelude::*};

/// Revokes an API token.
#[derive(Debug)]
pub enum RevokeToken {}

impl Endpoint for RevokeToken {
    const META: Meta = Meta::delete("/menjin/v1/tokens/{id}")
        .named("menjin.v1.token.revoke")
        .about("Makes an API token of the caller good for nothing")
        .family(&own::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(&[own::code::NOT_FOUND])
        .shape(Shape::Plain)
        .doc(own::DOC);
    type Path = Path;
    type Query = ();
    type Body = ();
    type Data = Empty;
}

/// Which token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Path {
    /// Its id.
    pub id: String,
}
