//! `DELETE /menjin/v1/grants` - takes away what somebody was given.

use std::sync::Arc;

use menjin_api::{common::Empty, menjin::grant::delete::DeleteGrant};
use menjin_model::Span;
use menjin_store::{Tx, Written};

use super::{Wish, app, document, door, holder, review_group, unknown_resource};
use crate::{Call, Cx, Refusal};

/// Removes a grant by the rules of its family.
pub async fn delete(cx: &Cx, call: Call<DeleteGrant>) -> Result<Empty, Refusal> {
    let opens = app::opens(&call.body.resource, &call.body.holder);
    let deleted = cx.write(call, |tx, call| Box::pin(take(tx, call))).await;
    if opens {
        cx.sessions.forget_all();
    }
    deleted
}

async fn take(tx: &mut Tx<'_>, call: Arc<Call<DeleteGrant>>) -> Result<Written<Empty>, Refusal> {
    let (caller, body) = (&call.caller, &call.body);
    let holder = holder(tx, caller.tenant, &body.holder).await?;
    let (action, effect) = (body.action.as_str(), body.effect);
    let wish = Wish { resource: &body.resource, holder, action, effect, span: Span::default() };
    let done = match body.resource.r#type.as_str() {
        "document" => document::take(tx, caller, &wish, call.now).await?,
        "app" => app::take(tx, caller, &wish).await?,
        "door" | "door_rule" => door::take(tx, caller, &wish).await?,
        "review_group" => review_group::take(tx, caller, &wish).await?,
        _ => return Err(unknown_resource()),
    };
    Ok(Written::new(Empty {}, call.audit(done.object, done.before, done.after)))
}
