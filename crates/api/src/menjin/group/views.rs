//! `GET /menjin/v1/groups/:id/views` - who has looked at a group.

use super::{Path, View};
use crate::prelude::*;

/// Lists who has looked at a group.
#[derive(Debug)]
pub enum ListViews {}

impl Endpoint for ListViews {
    const META: Meta = Meta::get("/menjin/v1/groups/{id}/views")
        .named("menjin.v1.group.views")
        .about("Lists who has looked at a user group lately, the latest first")
        .family(&super::super::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(super::code::ALL)
        .shape(Shape::Plain)
        .doc(super::super::DOC);
    type Path = Path;
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// Who has looked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The latest first; at most 50. Who looks again within a minute has looked once.
    pub items: Vec<View>,
}
