//! `POST /open-apis/contact/v3/group/:group_id/member/add` - adds a person to a user group.

use std::sync::Arc;

use menjin_api::{
    common::Empty,
    contact::group::{
        code as group_code,
        member::{add::AddMember, code},
    },
};
use menjin_store::{Tx, Written};

use super::{add_users, changeable, history, history_of_added, named, user_kind};
use crate::{Call, Cx, Refusal, contact::group::object};

/// Adds a person. Checks run in the order of the contract, part 02, B.1.
pub async fn add(cx: &Cx, call: Call<AddMember>) -> Result<Empty, Refusal> {
    cx.write(call, |tx, call| Box::pin(insert(tx, call))).await
}

async fn insert(tx: &mut Tx<'_>, call: Arc<Call<AddMember>>) -> Result<Written<Empty>, Refusal> {
    let group = changeable(tx, &call, &call.path.group_id, group_code::OUT_OF_RANGE).await?;
    let body = &call.body;
    let kind = user_kind(body.member_type.as_deref().unwrap_or("user"), &body.member_id_type)?;
    let user = named(tx, &call.caller, kind, &body.member_id).await?;
    let outcome = add_users(tx, &call, &group, &[user]).await?;
    if outcome.resigned.contains(&user) {
        return Err(code::RESIGNED.into());
    }
    if outcome.full.contains(&user) {
        return Err(code::FULL.into());
    }
    if !outcome.added.contains(&user) {
        return Err(code::EXISTS.into());
    }
    let audit =
        call.audit(object(&group), history(&group, &outcome.replaced), history_of_added(&group, &outcome.added));
    Ok(Written::new(Empty {}, audit))
}
