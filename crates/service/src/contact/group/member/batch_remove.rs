//! `POST /open-apis/contact/v3/group/:group_id/member/batch_remove` - takes people out of a user group.
//!
//! The answer has no list of results: when some are refused the call fails, and the others are out all the same.

use std::sync::Arc;

use menjin_api::{
    common::Empty,
    contact::group::member::{batch_remove::BatchRemoveMembers, code},
};
use menjin_model::UserNo;
use menjin_store::{Tx, Written};
use serde_json::Value;

use super::{changeable, check_batch, history, named_in_batch, remove_users};
use crate::{Call, Cx, Refusal, contact::group::object};

/// Takes up to 100 people out in one pass; who is no member counts as taken out.
pub async fn batch_remove(cx: &Cx, call: Call<BatchRemoveMembers>) -> Result<Empty, Refusal> {
    check_batch(&call.body.members)?;
    cx.write(call, |tx, call| Box::pin(delete(tx, call))).await?
}

/// A refusal of some must not undo the others, so it is an answer here.
async fn delete(
    tx: &mut Tx<'_>,
    call: Arc<Call<BatchRemoveMembers>>,
) -> Result<Written<Result<Empty, Refusal>>, Refusal> {
    let group = changeable(tx, &call, &call.path.group_id, code::OUT_OF_RANGE_TO_BATCH_REMOVE).await?;
    let named = named_in_batch(tx, &call.caller, &call.body.members).await?;
    let users: Vec<UserNo> = named.iter().filter_map(|one| one.ok()).collect();
    let refused = named.iter().find_map(|one| one.err());
    let answer = match refused {
        None => Ok(Empty {}),
        Some(first) if users.is_empty() => return Err(first.into()),
        Some(_) => Err(code::PARTIAL.into()),
    };
    let removed = remove_users(tx, &call, &group, &users).await?;
    if removed.is_empty() {
        return Ok(Written::unchanged(answer));
    }
    let audit = call.audit(object(&group), history(&group, &removed), Value::Null);
    Ok(Written::new(answer, audit))
}
