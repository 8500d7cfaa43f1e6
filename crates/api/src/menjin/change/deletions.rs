//! `GET /menjin/v1/groups/deletions` - lists deletions of groups from the audit, the newest first.

use crate::{menjin, prelude::*};

/// Lists deletions of groups from the audit, the newest first.
#[derive(Debug)]
pub enum ListDeletions {}

impl Endpoint for ListDeletions {
    const META: Meta = Meta::get("/menjin/v1/groups/deletions")
        .named("menjin.v1.groups.deletions")
        .about("Lists deletions of groups from the audit, the newest first")
        .family(&menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Audit)
        .shape(Shape::Plain)
        .codes(menjin::change::code::ALL)
        .doc(menjin::DOC);
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// Of which group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// Of this one; absent: of all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
}

/// Deletions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// At most 100, among the last hundred thousand changes.
    pub items: Vec<Deletion>,
}

/// One deletion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Deletion {
    /// The revision of the history.
    pub revision: String,
    /// The id the group had.
    pub group_id: String,
    /// The name it had.
    pub name: String,
    /// Who.
    pub actor: String,
    /// Through what.
    pub surface: String,
    /// When; RFC 3339, UTC.
    pub time: String,
}
