//! `GET /menjin/v1/decisions` - the decisions that were logged, as they were at their time, the latest first.

use crate::prelude::*;

/// Lists logged decisions.
#[derive(Debug)]
pub enum ListDecisions {}

impl Endpoint for ListDecisions {
    const META: Meta = Meta::get("/menjin/v1/decisions")
        .named("menjin.v1.decision.list")
        .about("Lists the decisions that were logged, the latest first")
        .family(&super::OWN)
        .tokens(&[Tenant])
        .scopes(&[super::SCOPE])
        .codes(super::code::ALL)
        .shape(Shape::Plain)
        .doc(super::DOC);
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// Which part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// `page_token` of the answer before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most: 50 unless said otherwise, at most 500.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
}

/// Logged decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The latest first.
    pub items: Vec<Logged>,
    /// Whether there are more.
    pub has_more: bool,
    /// Of the next part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

/// One decision, as it was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Logged {
    /// When it was asked; RFC 3339, UTC.
    pub at: String,
    /// The app that asked.
    pub app_id: String,
    /// `type` and `id` of the subject, as asked.
    pub subject: super::Entity,
    /// The action.
    pub action: String,
    /// `type` and `id` of the resource, as asked.
    pub resource: super::Entity,
    /// The moment asked about; RFC 3339, UTC.
    pub time: String,
    /// What was answered.
    pub decision: bool,
    /// Why.
    pub reason_code: String,
    /// Of which state of the data.
    pub revision: String,
}
