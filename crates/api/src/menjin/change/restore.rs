//! `POST /menjin/v1/groups/{id}/restore` - brings a deleted group back with all that still exists.

use super::{GroupPath, deletion_check::Dependant};
use crate::{menjin, prelude::*};

/// Brings a deleted group back with all that still exists.
#[derive(Debug)]
pub enum RestoreGroup {}

impl Endpoint for RestoreGroup {
    const META: Meta = Meta::post("/menjin/v1/groups/{id}/restore")
        .named("menjin.v1.groups.restore")
        .about("Brings a deleted group back with all that still exists")
        .family(&menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Groups)
        .shape(Shape::Plain)
        .codes(menjin::change::code::ALL)
        .doc(menjin::DOC);
    type Path = GroupPath;
    type Query = ();
    type Body = Body;
    type Data = Data;
}

/// How.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// Under another name, where its own is taken meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Which deletion, where several groups had the id; absent: the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deletion: Option<String>,
}

/// What came back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The group.
    pub group_id: String,
    /// Its name.
    pub name: String,
    /// How many of each kind came back.
    pub restored: Restored,
    /// What could not, because it exists no more or is full.
    pub missing: Vec<Dependant>,
}

/// How many came back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
#[expect(missing_docs, reason = "named as what they count")]
pub struct Restored {
    pub users: usize,
    pub departments: usize,
    pub documents: usize,
    pub apps: usize,
    pub contact_ranges: usize,
    pub door_rules: usize,
    pub review_groups: usize,
}
