//! `POST /menjin/v1/groups/batch_delete` - deletes groups one after another, each for itself.

use super::Failure;
use crate::{menjin, prelude::*};

/// Deletes groups one after another, each for itself.
#[derive(Debug)]
pub enum BatchDelete {}

impl Endpoint for BatchDelete {
    const META: Meta = Meta::post("/menjin/v1/groups/batch_delete")
        .named("menjin.v1.groups.batch_delete")
        .about("Deletes groups one after another, each for itself")
        .family(&menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Groups)
        .shape(Shape::Plain)
        .codes(menjin::change::code::ALL)
        .doc(menjin::DOC);
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Data;
}

/// How many groups may be deleted by one call.
pub const ITEMS_MAX: usize = 100;
/// The usual pause.
pub const PAUSE: u64 = 500;

/// Which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// From 1 to 100.
    pub items: Vec<Item>,
    /// Members are removed with them.
    #[serde(default)]
    pub remove_members: bool,
    /// How long to wait after each: 500 unless said otherwise, at most 2000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause_ms: Option<u64>,
}

/// One group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Item {
    /// Which.
    pub group_id: String,
    /// Its exact name.
    pub confirm_name: String,
}

/// What became of each, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// How many were deleted.
    pub done: usize,
    /// How many were not.
    pub failed: usize,
    /// Each.
    pub results: Vec<Outcome>,
}

/// What became of one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Outcome {
    /// Which group.
    pub group_id: String,
    /// Whether it was deleted.
    pub deleted: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}
