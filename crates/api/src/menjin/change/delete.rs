//! `POST /menjin/v1/groups/{id}/delete` - deletes a group whose name was typed; it can come back for 30 days.

use super::GroupPath;
use crate::{menjin, prelude::*};

/// Deletes a group whose name was typed; it can come back for 30 days.
#[derive(Debug)]
pub enum DeleteGroup {}

impl Endpoint for DeleteGroup {
    const META: Meta = Meta::post("/menjin/v1/groups/{id}/delete")
        .named("menjin.v1.groups.delete")
        .about("Deletes a group whose name was typed; it can come back for 30 days")
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

/// The confirmation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// The exact name of the group.
    pub confirm_name: String,
    /// Members are removed with it; else a group with members is not deleted.
    #[serde(default)]
    pub remove_members: bool,
}

/// What went.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The id it had.
    pub group_id: String,
    /// The name it had.
    pub name: String,
    /// Until when it can come back; RFC 3339, UTC.
    pub restorable_until: String,
}
