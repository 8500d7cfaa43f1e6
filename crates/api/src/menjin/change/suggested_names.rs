//! `GET /menjin/v1/groups/suggested_names` - suggests names like this one that are free.

use crate::{menjin, prelude::*};

/// Suggests names like this one that are free.
#[derive(Debug)]
pub enum SuggestNames {}

impl Endpoint for SuggestNames {
    const META: Meta = Meta::get("/menjin/v1/groups/suggested_names")
        .named("menjin.v1.groups.suggested_names")
        .about("Suggests names like this one that are free")
        .family(&menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .shape(Shape::Plain)
        .codes(menjin::change::code::ALL)
        .doc(menjin::DOC);
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// Like which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// The name.
    pub name: String,
    /// `duplicate`: the name is taken, so variants of it with the year and a number are suggested too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// At most five, each once, none of them taken.
    pub suggestions: Vec<String>,
}
