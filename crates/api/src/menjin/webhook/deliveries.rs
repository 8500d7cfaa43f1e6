//! `GET /menjin/v1/webhooks/{id}/deliveries` - what went to a webhook.

use crate::menjin::{DOC, FAMILY, code as own, notice::code};
use crate::prelude::*;

/// Lists the latest hundred calls of a webhook and what came of them.
#[derive(Debug)]
pub enum ListDeliveries {}

impl Endpoint for ListDeliveries {
    const META: Meta = Meta::get("/menjin/v1/webhooks/{id}/deliveries")
        .named("menjin.v1.webhook.deliveries")
        .about("Lists the latest hundred calls of a webhook and what came of them")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(&[own::INVALID, own::UNAUTHORIZED, own::FORBIDDEN, code::NO_WEBHOOK, own::INTERNAL, own::UNAVAILABLE])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = super::Path;
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// The latest calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The latest first.
    pub items: Vec<Delivery>,
}

/// One notice on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Delivery {
    /// Its id.
    pub id: i64,
    /// What happened.
    pub kind: String,
    /// When it was told; RFC 3339, UTC.
    pub created: String,
    /// How it stands.
    pub state: State,
    /// How often it was tried.
    pub attempts: i64,
    /// When it arrived; RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<String>,
    /// When it is tried again; RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// What went wrong at the last attempt; empty when nothing did.
    pub error: String,
}

/// How a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum State {
    /// It is to be tried, or tried again.
    Waiting,
    /// It arrived.
    Done,
    /// It was tried often enough.
    GivenUp,
}
