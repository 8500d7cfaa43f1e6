//! `PUT /menjin/v1/grants` - gives somebody something, or changes what they were given.

use super::{Effect, Grant, Named, code};
use crate::prelude::*;

/// Sets a grant.
#[derive(Debug)]
pub enum PutGrant {}

impl Endpoint for PutGrant {
    const META: Meta = Meta::put("/menjin/v1/grants")
        .named("menjin.v1.grant.put")
        .about("Gives somebody something on a document, an app, a door or a review group, or changes what they have")
        .family(&crate::menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Access)
        .codes(code::ALL)
        .shape(Shape::Plain)
        .doc(crate::menjin::DOC);
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Data;
}

/// What is to be given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// On what. A `door` with one rule stands for that rule.
    pub resource: Named,
    /// To whom.
    pub holder: Named,
    /// What.
    pub action: String,
    /// Whether to give it, or to take it whatever else gives it.
    #[serde(default)]
    pub effect: Effect,
    /// From when on, RFC 3339; at once, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Until when, RFC 3339; for good, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// What is so now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The grant.
    pub grant: Grant,
    /// Whether that is different from before.
    pub changed: bool,
}
