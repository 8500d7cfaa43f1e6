//! `POST /menjin/v1/groups/:id/delete` - deletes a group whose name was typed, with its members if that is wanted.

use std::sync::Arc;

use menjin_api::menjin::change::{
    code,
    delete::{Data, DeleteGroup},
};
use menjin_model::Millis;
use menjin_store::{Tx, Written};
use serde_json::Value;

use super::{UNDO, notice, ordinary, written};
use crate::{Call, Cx, Refusal, contact::group::take_away, governance::notice as notices};

/// Deletes a group; all that hung on it goes in the same write, and is kept for thirty days.
pub async fn delete(cx: &Cx, call: Call<DeleteGroup>) -> Result<Data, Refusal> {
    cx.write(call, |tx, call| Box::pin(end(tx, call))).await
}

async fn end(tx: &mut Tx<'_>, call: Arc<Call<DeleteGroup>>) -> Result<Written<Data>, Refusal> {
    let tenant = call.caller.tenant;
    let group = ordinary(tx, tenant, &call.path.id, call.now).await?;
    let row = &group.row;
    if call.body.confirm_name != row.name {
        return Err(Refusal::new(code::NAME_UNCONFIRMED).with_field("confirm_name", None, ""));
    }
    if group.users() + group.departments() > 0 && !call.body.remove_members {
        return Err(code::NOT_EMPTY.into());
    }
    let before = take_away(tx, &call, &group).await?;
    let group_id = row.group_id.0.clone();
    notices::tell(tx, tenant, "group.deleted", &notice(&call, &group_id, &row.name), call.now).await?;
    let audit = call.audit(format!("group:{group_id}"), before, Value::Null);
    let restorable_until = written(Millis(call.now.0.saturating_add(UNDO)));
    Ok(Written::new(Data { group_id, name: row.name.clone(), restorable_until }, audit))
}
