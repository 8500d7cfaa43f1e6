//! `PATCH /menjin/v1/webhooks/{id}` - changes a webhook.

use crate::menjin::{DOC, FAMILY, code as own, notice::code};
use crate::prelude::*;

/// Changes a webhook, or gives it a new secret, which is shown this once.
#[derive(Debug)]
pub enum UpdateWebhook {}

impl Endpoint for UpdateWebhook {
    const META: Meta = Meta::patch("/menjin/v1/webhooks/{id}")
        .named("menjin.v1.webhook.update")
        .about("Changes a webhook, or gives it a new secret, which is shown this once")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Settings)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            code::URL,
            code::KIND,
            code::SAME,
            code::NO_WEBHOOK,
            own::INTERNAL,
            own::UNAVAILABLE,
        ])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = super::Path;
    type Query = ();
    type Body = Body;
    type Data = Data;
}

/// What is to be different.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// What is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The kinds of notices it gets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<String>>,
    /// Whether it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// Whether it gets a new secret; the old one is good no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_secret: Option<bool>,
}

/// The webhook as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The webhook.
    pub webhook: super::Webhook,
    /// The new secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}
