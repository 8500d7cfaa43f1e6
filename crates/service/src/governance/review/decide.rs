//! `POST /menjin/v1/reviews/:id/decide` - decides items.

use std::sync::Arc;

use menjin_api::menjin::{
    code as own,
    review::{Review, code, decide::DecideReview},
};
use menjin_store::{Tx, Written, review_case};
use serde_json::{Value, json};

use super::shown_one;
use crate::{Call, Cx, Refusal};

const ITEMS_MAX: usize = 500;
const NOTE_MAX: usize = 500;

/// Decides items; all or none.
pub async fn decide(cx: &Cx, call: Call<DecideReview>) -> Result<Review, Refusal> {
    let items = &call.body.items;
    if items.is_empty() || items.len() > ITEMS_MAX {
        return Err(Refusal::new(code::ITEMS).with_field("items", None, code::ITEMS.msg));
    }
    if items.iter().any(|item| item.note.as_ref().is_some_and(|note| note.chars().count() > NOTE_MAX)) {
        return Err(Refusal::new(code::NOTE).with_field("items[*].note", None, code::NOTE.msg));
    }
    cx.write(call, |tx, call| Box::pin(write(tx, call))).await
}

async fn write(tx: &mut Tx<'_>, call: Arc<Call<DecideReview>>) -> Result<Written<Review>, Refusal> {
    let (tenant, id) = (call.caller.tenant, call.path.id);
    let who = call.caller.administrator.as_ref().ok_or(own::UNAUTHORIZED)?.no;
    let row = review_case::find(tx, tenant, id).await?.ok_or(code::UNKNOWN)?;
    if row.closed.0 != 0 {
        return Err(code::CLOSED.into());
    }
    for item in &call.body.items {
        let note = item.note.as_deref().unwrap_or_default();
        let decided = (item.position, item.decision.as_str(), note);
        if !review_case::decide(tx, tenant, id, decided, (who, call.now)).await? {
            return Err(Refusal::new(code::ITEM).with_field(
                "items[*].position",
                Some(item.position.to_string()),
                code::ITEM.msg,
            ));
        }
    }
    let review = shown_one(tx, tenant, &row).await?;
    let after = json!({"items": call.body.items});
    let audit = call.audit(format!("review:{id}"), Value::Null, after);
    Ok(Written::new(review, audit))
}
