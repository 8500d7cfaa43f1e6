//! `POST /menjin/v1/groups/batch_update` - changes names and descriptions of groups, each for itself.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Failure, Texts};
use crate::{menjin, prelude::*};

/// Changes names and descriptions of groups, each for itself.
#[derive(Debug)]
pub enum BatchUpdate {}

impl Endpoint for BatchUpdate {
    const META: Meta = Meta::post("/menjin/v1/groups/batch_update")
        .named("menjin.v1.groups.batch_update")
        .about("Changes names and descriptions of groups, each for itself")
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

/// What is to be changed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// From 1 to 500.
    pub items: Vec<Item>,
}

/// One group.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Item {
    /// Which.
    pub group_id: String,
    /// The new name; absent: as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The new description; absent: as it is, empty: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What stood there when it was looked at: where it stands there no more, the item is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<Texts>,
    /// Any other field is refused by its name.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// What became of each, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// How many were changed.
    pub changed: usize,
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
    /// Whether it was changed.
    pub changed: bool,
    /// What it was before, as far as it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Texts>,
    /// What it is now, as far as it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Texts>,
    /// Why it was not changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}
