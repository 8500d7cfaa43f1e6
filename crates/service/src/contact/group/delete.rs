//! `DELETE /open-apis/contact/v3/group/:group_id` - deletes a user group that has no members.

use std::sync::Arc;

use menjin_api::{
    Endpoint,
    common::Empty,
    contact::group::{code, delete::DeleteGroup},
};
use menjin_model::Millis;
use menjin_store::{
    Tx, Written,
    group::{
        GroupAt, GroupRow,
        deleted::{self, DeletedRow},
        end::{self, Gone},
    },
};
use serde_json::{Value, json};

use super::{object, ordinary};
use crate::{Call, Cx, Refusal, governance::change::UNDO};

/// Deletes a group, and with it its grants on documents and its places in availability, contact ranges, door rules and
/// review groups. Checks run in the order of the contract, part 02, A.6.
pub async fn delete(cx: &Cx, call: Call<DeleteGroup>) -> Result<Empty, Refusal> {
    if !call.caller.app.sees_everyone {
        return Err(code::OUT_OF_RANGE.into());
    }
    cx.write(call, |tx, call| Box::pin(end(tx, call))).await
}

async fn end(tx: &mut Tx<'_>, call: Arc<Call<DeleteGroup>>) -> Result<Written<Empty>, Refusal> {
    let tenant = call.caller.tenant;
    let group = ordinary(tx, tenant, &call.path.group_id, call.now).await?;
    if group.users() + group.departments() > 0 {
        return Err(code::NOT_EMPTY.into());
    }
    let before = take_away(tx, &call, &group).await?;
    let audit = call.audit(object(&group), before, Value::Null);
    Ok(Written::new(Empty {}, audit))
}

/// Takes the group away, and keeps all that a restoration needs for as long as it can come back; what that is.
pub(crate) async fn take_away<E>(tx: &mut Tx<'_>, call: &Call<E>, group: &GroupAt) -> Result<Value, Refusal>
where
    E: Endpoint,
{
    let (tenant, row) = (call.caller.tenant, &group.row);
    let gone = end::delete(tx, tenant, row.id).await?;
    let before = before(row, &gone);
    let kept = DeletedRow {
        id: row.id,
        group_id: row.group_id.0.clone(),
        name: row.name.clone(),
        state: before.to_string(),
        actor: call.caller.actor(),
        at: call.now,
        expires: Millis(call.now.0.saturating_add(UNDO)),
    };
    deleted::keep(tx, tenant, &kept).await?;
    Ok(before)
}

/// All that a restoration under the same internal id needs: each list holds rows of one table, columns as they lie there
/// but for tenant and group.
fn before(row: &GroupRow, gone: &Gone) -> Value {
    let members = gone.members.iter().map(|row| json!([row.joined, row.user, row.starts, row.ends]));
    let departments = gone.departments.iter().map(|row| json!([row.joined, row.department, row.starts, row.ends]));
    let grants = gone.grants.iter();
    let grants = grants.map(|row| json!([row.document, row.perm_type, row.perm, row.added, row.starts, row.ends]));
    let doors = gone.doors.iter().map(|row| json!([row.rule, row.position, row.starts, row.ends]));
    json!({
        "id": row.id,
        "group_id": row.group_id,
        "name": row.name,
        "description": row.description,
        "type": row.r#type,
        "created": row.created,
        "updated": row.updated,
        "group_member": members.collect::<Vec<_>>(),
        "group_department": departments.collect::<Vec<_>>(),
        "document_member": grants.collect::<Vec<_>>(),
        "app_availability": gone.availability,
        "contact_range": gone.ranges,
        "door_rule_member": doors.collect::<Vec<_>>(),
        "review_member": gone.reviews,
    })
}
