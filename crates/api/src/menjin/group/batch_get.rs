//! `POST /menjin/v1/groups/batch_get` - many groups, each found or not by itself.

use super::get;
use crate::prelude::*;

/// So many groups at once, at most.
pub const MOST: usize = 100;

/// Tells of many groups.
#[derive(Debug)]
pub enum BatchGetGroups {}

impl Endpoint for BatchGetGroups {
    const META: Meta = Meta::post("/menjin/v1/groups/batch_get")
        .named("menjin.v1.group.batch_get")
        .about("Tells everything of up to 100 user groups, and of each that is not there that it is not")
        .family(&super::super::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(super::code::ALL)
        .shape(Shape::Plain)
        .doc(super::super::DOC);
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Data;
}

/// Which groups.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// From 1 to 100 ids; one that comes twice is answered once.
    pub group_ids: Vec<String>,
    /// Nothing that is remembered will do.
    #[serde(default)]
    pub refresh: bool,
}

/// The groups, in the order asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// One for each id.
    pub items: Vec<Item>,
}

/// A group, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Item {
    /// The id asked for.
    pub group_id: String,
    /// What is known of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<get::Data>,
    /// Why nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<ItemError>,
}

/// Why there is no answer for an id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct ItemError {
    /// The number of the refusal.
    pub code: i64,
    /// The same in words.
    pub error: String,
}
