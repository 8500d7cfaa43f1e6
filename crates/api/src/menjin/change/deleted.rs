//! `GET /menjin/v1/groups/deleted` - lists deleted groups that can come back, the newest first.

use crate::{menjin, prelude::*};

/// Lists deleted groups that can come back, the newest first.
#[derive(Debug)]
pub enum ListDeleted {}

impl Endpoint for ListDeleted {
    const META: Meta = Meta::get("/menjin/v1/groups/deleted")
        .named("menjin.v1.groups.deleted")
        .about("Lists deleted groups that can come back, the newest first")
        .family(&menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .shape(Shape::Plain)
        .codes(menjin::change::code::ALL)
        .doc(menjin::DOC);
    type Path = ();
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// Deleted groups.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The newest first.
    pub items: Vec<Deleted>,
}

/// A deleted group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Deleted {
    /// Of this deletion.
    pub deletion: String,
    /// The id it had.
    pub group_id: String,
    /// The name it had.
    pub name: String,
    /// How many people were in it.
    pub users: usize,
    /// How many departments were.
    pub departments: usize,
    /// How many grants it had: on documents, apps, doors, people groups.
    pub grants: usize,
    /// Who deleted it, as the audit names them.
    pub actor: String,
    /// When; RFC 3339, UTC.
    pub time: String,
    /// Until when it can come back; RFC 3339, UTC.
    pub restorable_until: String,
}
