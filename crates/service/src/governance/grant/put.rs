//! `PUT /menjin/v1/grants` - gives somebody something, or changes what they were given.

use std::sync::Arc;

use menjin_api::menjin::grant::{
    Grant, Named,
    put::{Data, PutGrant},
};
use menjin_model::Span;
use menjin_store::{Tx, Written};

use super::{Wish, app, document, door, holder, review_group, span, unknown_resource};
use crate::{Call, Cx, Refusal};

/// Sets a grant by the rules of its family. What is so already is no change.
pub async fn put(cx: &Cx, call: Call<PutGrant>) -> Result<Data, Refusal> {
    let span = span(call.body.from.as_deref(), call.body.until.as_deref())?;
    let opens = app::opens(&call.body.resource, &call.body.holder);
    let put = cx.write(call, move |tx, call| Box::pin(set(tx, call, span))).await;
    if opens {
        // What is remembered of the app says who sees everyone.
        cx.sessions.forget_all();
    }
    put
}

async fn set(tx: &mut Tx<'_>, call: Arc<Call<PutGrant>>, span: Span) -> Result<Written<Data>, Refusal> {
    let (caller, body) = (&call.caller, &call.body);
    let holder = holder(tx, caller.tenant, &body.holder).await?;
    let wish = Wish { resource: &body.resource, holder, action: &body.action, effect: body.effect, span };
    let (resource, done) = match body.resource.r#type.as_str() {
        "document" => (None, document::put(tx, caller, &wish, call.now).await?),
        "app" => (None, app::put(tx, caller, &wish, call.now).await?),
        "door" | "door_rule" => {
            let (rule, done) = door::put(tx, caller, &wish).await?;
            (Some(Named { r#type: "door_rule".to_owned(), id: rule }), done)
        }
        "review_group" => (None, review_group::put(tx, caller, &wish).await?),
        _ => return Err(unknown_resource()),
    };
    let grant = Grant {
        resource: resource.unwrap_or_else(|| body.resource.clone()),
        holder: body.holder.clone(),
        name: String::new(),
        action: body.action.clone(),
        effect: body.effect,
        from: super::written(span.starts),
        until: super::written(span.ends),
    };
    let data = Data { grant, changed: done.is_some() };
    Ok(match done {
        Some(done) => Written::new(data, call.audit(done.object, done.before, done.after)),
        None => Written::unchanged(data),
    })
}
