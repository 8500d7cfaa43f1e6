//! `POST /menjin/v1/groups/{id}/members/remove` - takes people and departments out of a group.

use super::super::{GroupPath, Member};
use crate::{menjin, prelude::*};

/// Takes people and departments out of a group.
#[derive(Debug)]
pub enum RemoveMembers {}

impl Endpoint for RemoveMembers {
    const META: Meta = Meta::post("/menjin/v1/groups/{id}/members/remove")
        .named("menjin.v1.groups.members.remove")
        .about("Takes people and departments out of a group")
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

/// Whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// From 1 to 500; beginnings and ends do not matter.
    pub members: Vec<Member>,
}

/// What became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// How many were removed.
    pub removed: usize,
}
