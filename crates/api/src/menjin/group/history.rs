//! `GET /menjin/v1/groups/:id/history` - what was changed of a group, also of one that is gone.

use serde_json::Value;

use super::{Part, Path};
use crate::prelude::*;

/// Lists the changes of a group.
#[derive(Debug)]
pub enum GroupHistory {}

impl Endpoint for GroupHistory {
    const META: Meta = Meta::get("/menjin/v1/groups/{id}/history")
        .named("menjin.v1.group.history")
        .about(
            "Lists what was changed of a user group, with before and after, the latest first; also of one that is gone",
        )
        .family(&super::super::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(super::code::ALL)
        .shape(Shape::Plain)
        .doc(super::super::DOC);
    type Path = Path;
    type Query = Part;
    type Body = ();
    type Data = Data;
}

/// Changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The latest first.
    pub items: Vec<Item>,
    /// Whether there are more.
    pub has_more: bool,
    /// Of the next part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Item {
    /// Its number in the history of the company.
    pub revision: i64,
    /// When.
    pub at: i64,
    /// Who, as the audit names them.
    pub actor: String,
    /// Their name, where they are an administrator.
    pub actor_name: String,
    /// Through what.
    pub surface: String,
    /// The log id of the call.
    pub log_id: String,
    /// The call.
    pub action: String,
    /// What was so before; null where there was nothing.
    pub before: Value,
    /// What is so after; null where there is nothing.
    pub after: Value,
}
