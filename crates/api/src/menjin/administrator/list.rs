//! `GET /menjin/v1/administrators` - everybody who governs.

use super::Shown;
use crate::{menjin as own, prelude::*};

/// Lists all administrators.
#[derive(Debug)]
pub enum ListAdministrators {}

impl Endpoint for ListAdministrators {
    const META: Meta = Meta::get("/menjin/v1/administrators")
        .named("menjin.v1.administrator.list")
        .about("Lists everybody who governs")
        .family(&own::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Administrators)
        .codes(own::code::ALL)
        .shape(Shape::Plain)
        .doc(own::DOC);
    type Path = ();
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// Everybody, by time of adding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// Everybody.
    pub items: Vec<Shown>,
}
