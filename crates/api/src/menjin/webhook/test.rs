//! `POST /menjin/v1/webhooks/{id}/test` - calls a webhook to try it.

use crate::menjin::{DOC, FAMILY, code as own, notice::code};
use crate::prelude::*;

/// Calls a webhook to try it; the deliveries tell what came of it.
#[derive(Debug)]
pub enum TestWebhook {}

impl Endpoint for TestWebhook {
    const META: Meta = Meta::post("/menjin/v1/webhooks/{id}/test")
        .named("menjin.v1.webhook.test")
        .about("Calls a webhook to try it; the deliveries tell what came of it")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Settings)
        .codes(&[own::INVALID, own::UNAUTHORIZED, own::FORBIDDEN, code::NO_WEBHOOK, own::INTERNAL, own::UNAVAILABLE])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = super::Path;
    type Query = ();
    type Body = Empty;
    type Data = Data;
}

/// What is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The id of the delivery.
    pub delivery: i64,
}
