//! `POST /menjin/v1/groups/{id}/members/add` - adds people and departments to a group, all or none.

use super::super::{GroupPath, Member};
use crate::{menjin, prelude::*};

/// Adds people and departments to a group, all or none.
#[derive(Debug)]
pub enum AddMembers {}

impl Endpoint for AddMembers {
    const META: Meta = Meta::post("/menjin/v1/groups/{id}/members/add")
        .named("menjin.v1.groups.members.add")
        .about("Adds people and departments to a group, all or none")
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
    /// From 1 to 500; who is a member already gets the new beginning and end.
    pub members: Vec<Member>,
}

/// What became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// How many were added, or got another beginning or end.
    pub added: usize,
}
