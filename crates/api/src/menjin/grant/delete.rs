//! `DELETE /menjin/v1/grants` - takes away what somebody was given.

use super::{Effect, Named, code};
use crate::prelude::*;

/// Removes a grant.
#[derive(Debug)]
pub enum DeleteGrant {}

impl Endpoint for DeleteGrant {
    const META: Meta = Meta::delete("/menjin/v1/grants")
        .named("menjin.v1.grant.delete")
        .about("Takes away what somebody was given on a document, an app, a door or a review group")
        .family(&crate::menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Access)
        .codes(code::ALL)
        .shape(Shape::Plain)
        .doc(crate::menjin::DOC);
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Empty;
}

/// What is to be taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// On what.
    pub resource: Named,
    /// From whom.
    pub holder: Named,
    /// What: needed for apps, where somebody may both work on one and be listed for it.
    #[serde(default)]
    pub action: String,
    /// Which list of an app.
    #[serde(default)]
    pub effect: Effect,
}
