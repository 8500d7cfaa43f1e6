//! `POST /open-apis/contact/v3/group/:group_id/member/remove` - takes a person out of a user group.

use std::sync::Arc;

use menjin_api::{
    common::Empty,
    contact::group::{code as group_code, member::remove::RemoveMember},
};
use menjin_store::{Tx, Written};
use serde_json::Value;

use super::{changeable, history, named, remove_users, user_kind};
use crate::{Call, Cx, Refusal, contact::group::object};

/// Takes a person out; who is no member stays none, and that is a success.
pub async fn remove(cx: &Cx, call: Call<RemoveMember>) -> Result<Empty, Refusal> {
    cx.write(call, |tx, call| Box::pin(delete(tx, call))).await
}

async fn delete(tx: &mut Tx<'_>, call: Arc<Call<RemoveMember>>) -> Result<Written<Empty>, Refusal> {
    let group = changeable(tx, &call, &call.path.group_id, group_code::OUT_OF_RANGE).await?;
    let body = &call.body;
    let id_type = body.member_id_type.as_deref().unwrap_or("open_id");
    let kind = user_kind(body.member_type.as_deref().unwrap_or("user"), id_type)?;
    let user = named(tx, &call.caller, kind, &body.member_id).await?;
    let removed = remove_users(tx, &call, &group, &[user]).await?;
    if removed.is_empty() {
        return Ok(Written::unchanged(Empty {}));
    }
    let audit = call.audit(object(&group), history(&group, &removed), Value::Null);
    Ok(Written::new(Empty {}, audit))
}
