//! `POST /menjin/v1/webhooks` - makes a webhook.

use crate::menjin::{DOC, FAMILY, code as own, notice::code};
use crate::prelude::*;

/// Makes a webhook, and shows its secret this once.
#[derive(Debug)]
pub enum CreateWebhook {}

impl Endpoint for CreateWebhook {
    const META: Meta = Meta::post("/menjin/v1/webhooks")
        .named("menjin.v1.webhook.create")
        .about("Makes a webhook, and shows its secret this once")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Settings)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            code::URL,
            code::KIND,
            code::FULL,
            own::INTERNAL,
            own::UNAVAILABLE,
        ])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Data;
}

/// A new webhook.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// What is called.
    pub url: String,
    /// The kinds of notices it gets; every kind unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<String>>,
    /// Whether it is called; yes unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// The webhook and its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The webhook.
    pub webhook: super::Webhook,
    /// What its calls are signed with.
    pub secret: String,
}
