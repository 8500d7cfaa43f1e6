//! `DELETE /menjin/v1/webhooks/{id}` - takes a webhook out.

use crate::menjin::{DOC, FAMILY, code as own, notice::code};
use crate::prelude::*;

/// Takes a webhook out; what was still to go there is dropped.
#[derive(Debug)]
pub enum DeleteWebhook {}

impl Endpoint for DeleteWebhook {
    const META: Meta = Meta::delete("/menjin/v1/webhooks/{id}")
        .named("menjin.v1.webhook.delete")
        .about("Takes a webhook out; what was still to go there is dropped")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Settings)
        .codes(&[own::INVALID, own::UNAUTHORIZED, own::FORBIDDEN, code::NO_WEBHOOK, own::INTERNAL, own::UNAVAILABLE])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = super::Path;
    type Query = ();
    type Body = ();
    type Data = Empty;
}
