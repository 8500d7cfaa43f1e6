//! `GET /menjin/v1/groups/{id}/deletion_check` - tells what depends on a group, and who would lose what with it.

use super::{GroupPath, Sentence};
use crate::access::impact::Impact;
use crate::{menjin, prelude::*};

/// Tells what depends on a group, and who would lose what with it.
#[derive(Debug)]
pub enum CheckDeletion {}

impl Endpoint for CheckDeletion {
    const META: Meta = Meta::get("/menjin/v1/groups/{id}/deletion_check")
        .named("menjin.v1.groups.deletion_check")
        .about("Tells what depends on a group, and who would lose what with it")
        .family(&menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .shape(Shape::Plain)
        .codes(menjin::change::code::ALL)
        .doc(menjin::DOC);
    type Path = GroupPath;
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// What depends on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The group.
    pub group_id: String,
    /// Its name, which is to be typed.
    pub name: String,
    /// `exists`, `empty`, `permissions`, `business`, in this order.
    pub checks: Vec<Check>,
    /// Who would lose what, members removed.
    pub impact: Impact,
}

/// One check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Check {
    /// Which.
    pub name: String,
    /// Nothing was found.
    pub passed: bool,
    /// What to think of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<Sentence>,
    /// What was found.
    pub items: Vec<Dependant>,
}

/// Something that depends on the group, or is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Dependant {
    /// `user`, `department`, `document`, `app`, `door_rule`, `contact_range` or `review_group`.
    pub r#type: String,
    /// Its id; empty where many are counted.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the group has there: an action, a list; or how many.
    pub detail: String,
    /// Nobody else has a place there.
    pub last: bool,
}
