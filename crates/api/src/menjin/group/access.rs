//! `GET /menjin/v1/groups/:id/access` - what a group opens, for how many, and who of them has another way.

use super::{Opened, Path, get};
use crate::prelude::*;

/// Lists what a group opens.
#[derive(Debug)]
pub enum GroupAccess {}

impl Endpoint for GroupAccess {
    const META: Meta = Meta::get("/menjin/v1/groups/{id}/access")
        .named("menjin.v1.group.access")
        .about("Lists the documents, apps, doors and review groups that a user group opens, for how many people, and how many of them have another way")
        .family(&super::super::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(super::code::ALL)
        .shape(Shape::Plain)
        .doc(super::super::DOC);
    type Path = Path;
    type Query = get::Query;
    type Body = ();
    type Data = Data;
}

/// What it opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// Doors, documents, apps, review groups.
    pub items: Vec<Opened>,
    /// When this was found out.
    pub cached_at: i64,
    /// Whether it was remembered.
    pub cached: bool,
}
