//! `POST /open-apis/contact/v3/group` - creates a user group whose name no other group of the tenant has.

use std::sync::Arc;

use menjin_api::contact::group::{
    code,
    create::{Body, CreateGroup, Data},
};
use menjin_model::GroupId;
use menjin_store::{
    Tx, Written,
    group::{self, NewGroup},
};
use serde_json::{Value, json};

use super::{GROUPS_MAX, check_lengths};
use crate::{Call, Cx, Refusal, text};

/// Creates a user group. Checks run in the order of the contract, part 02, A.1.
pub async fn create(cx: &Cx, call: Call<CreateGroup>) -> Result<Data, Refusal> {
    if !call.caller.app.sees_everyone {
        return Err(code::RANGE_NOT_ALL.into());
    }
    check(&call.body)?;
    let group_id = match &call.body.group_id {
        Some(id) => id.clone(),
        None => GroupId(cx.ids.hex16()?),
    };
    cx.write(call, move |tx, call| Box::pin(insert(tx, call, group_id.clone()))).await
}

fn check(body: &Body) -> Result<(), Refusal> {
    if text::is_blank(&body.name) {
        return Err(code::NAME_EMPTY.into());
    }
    check_lengths(&body.name, &body.description)?;
    if body.r#type.is_some_and(|kind| kind != 1) {
        return Err(code::TYPE_INVALID.into());
    }
    if body.group_id.as_ref().is_some_and(|id| !is_custom_id(id.as_str())) {
        return Err(code::ID_INVALID.into());
    }
    Ok(())
}

/// Letters, digits, `_` and `-`, at most 64; not a word that the address already uses.
fn is_custom_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        && !["simplelist", "member_belong"].contains(&id)
}

async fn insert(tx: &mut Tx<'_>, call: Arc<Call<CreateGroup>>, group_id: GroupId) -> Result<Written<Data>, Refusal> {
    let Body { name, description, .. } = &call.body;
    let new = NewGroup { group_id: &group_id, name, description, now: call.now };
    let Some(id) = group::insert(tx, call.caller.tenant, &new, GROUPS_MAX).await? else {
        return Err(why_not(tx, &call, &group_id).await?);
    };
    let after = json!({"id": id, "name": name, "description": description, "type": 1});
    let audit = call.audit(format!("group:{group_id}"), Value::Null, after);
    Ok(Written::new(Data { group_id }, audit))
}

/// Why the group was not inserted, in the contract's order.
async fn why_not(tx: &mut Tx<'_>, call: &Call<CreateGroup>, group_id: &GroupId) -> Result<Refusal, Refusal> {
    let tenant = call.caller.tenant;
    if group::find(tx, tenant, group_id.as_str()).await?.is_some() {
        return Ok(code::ID_TAKEN.into());
    }
    if group::name_taken(tx, tenant, &call.body.name).await? {
        return Ok(code::NAME_TAKEN.into());
    }
    Ok(code::TOO_MANY.into())
}
