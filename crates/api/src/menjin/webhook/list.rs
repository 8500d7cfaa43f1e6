//! `GET /menjin/v1/webhooks` - all webhooks.

use crate::menjin::{DOC, FAMILY, code as own};
use crate::prelude::*;

/// Lists the webhooks.
#[derive(Debug)]
pub enum ListWebhooks {}

impl Endpoint for ListWebhooks {
    const META: Meta = Meta::get("/menjin/v1/webhooks")
        .named("menjin.v1.webhook.list")
        .about("Lists the webhooks")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(&[own::INVALID, own::UNAUTHORIZED, own::FORBIDDEN, own::INTERNAL, own::UNAVAILABLE])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = ();
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// All webhooks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The oldest first.
    pub items: Vec<super::Webhook>,
    /// The kinds of notices that there are.
    pub kinds: Vec<String>,
}
