//! `GET /menjin/v1/grants` - every grant on one resource.

use super::{Grant, code};
use crate::prelude::*;

/// Lists grants.
#[derive(Debug)]
pub enum ListGrants {}

impl Endpoint for ListGrants {
    const META: Meta = Meta::get("/menjin/v1/grants")
        .named("menjin.v1.grant.list")
        .about("Lists who was given what on a document, an app, a door or a review group")
        .family(&crate::menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(code::ALL)
        .shape(Shape::Plain)
        .doc(crate::menjin::DOC);
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// Of what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// `document`, `app`, `door`, `door_rule` or `review_group`.
    pub resource_type: String,
    /// Its id.
    pub resource_id: String,
    /// `page_token` of the part before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most: 50 unless said otherwise, at most 500.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
}

/// Grants.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The grants, the owner first.
    pub items: Vec<Grant>,
    /// Whether the list goes on.
    pub has_more: bool,
    /// Of its next part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}
