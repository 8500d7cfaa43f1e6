//! `POST /menjin/v1/groups/:id/restore` - brings a deleted group back under the internal id it had, with all that still exists.

mod missing;

use std::sync::Arc;

use menjin_api::menjin::change::{
    code,
    restore::{Data, RestoreGroup, Restored},
};
use menjin_model::{Millis, TenantNo};
use menjin_store::{
    Tx, Written,
    group::{
        self,
        back::{self, Back, Returning},
        deleted::{self as rows, DeletedRow},
        member,
    },
};
use serde_json::{Value, json};

use super::{names, notice, valid};
use crate::{
    Call, Cx, Refusal,
    contact::group::{GROUPS_MAX, MEMBERSHIPS_EACH},
    drive::permission_member::grant::LISTS_MAX,
    governance::notice as notices,
};

/// Brings a group back.
pub async fn restore(cx: &Cx, call: Call<RestoreGroup>) -> Result<Data, Refusal> {
    cx.write(call, |tx, call| Box::pin(bring(tx, call))).await
}

async fn bring(tx: &mut Tx<'_>, call: Arc<Call<RestoreGroup>>) -> Result<Written<Data>, Refusal> {
    let tenant = call.caller.tenant;
    let row = found(tx, &call).await?;
    let state: Value = serde_json::from_str(&row.state)
        .map_err(|error| Refusal::fault(format!("the state of a deleted group: {error}")))?;
    let name = call.body.name.as_deref().map_or(row.name.as_str(), str::trim);
    valid::name(name)?;
    let returning = Returning {
        id: row.id,
        group_id: &row.group_id,
        name,
        description: state.get("description").and_then(Value::as_str).unwrap_or_default(),
        created: Millis(state.get("created").and_then(Value::as_i64).unwrap_or(call.now.0)),
        now: call.now,
    };
    if !back::group(tx, tenant, &returning, GROUPS_MAX).await? {
        return Err(why_not(tx, tenant, &returning).await?);
    }
    let people = state.get("group_member").and_then(Value::as_array).map_or(0, Vec::len);
    if member::room(tx, tenant, MEMBERSHIPS_EACH).await? < i64::try_from(people).unwrap_or(i64::MAX) {
        return Err(code::GROUP_FULL.into());
    }
    let back = back::rest(tx, tenant, row.id, &state, LISTS_MAX).await?;
    let missing = missing::of(tx, &call.caller, &state, &back).await?;
    rows::forget(tx, tenant, row.id).await?;
    notices::tell(tx, tenant, "group.restored", &notice(&call, &row.group_id, name), call.now).await?;
    let restored = counted(&back);
    let after = json!({"id": row.id, "name": name, "restored": restored, "missing": missing});
    let audit = call.audit(format!("group:{}", row.group_id), Value::Null, after);
    Ok(Written::new(Data { group_id: row.group_id.clone(), name: name.to_owned(), restored, missing }, audit))
}

/// The deletion that is meant, if it can be undone.
async fn found(tx: &mut Tx<'_>, call: &Call<RestoreGroup>) -> Result<DeletedRow, Refusal> {
    let all = rows::named(tx, call.caller.tenant, &call.path.id).await?;
    let meant = |row: &DeletedRow| match &call.body.deletion {
        Some(deletion) => row.id.0.to_string() == *deletion,
        None => true,
    };
    let row = all.into_iter().find(meant).ok_or(code::DELETION_UNKNOWN)?;
    if row.expires <= call.now { Err(code::UNDO_OVER.into()) } else { Ok(row) }
}

async fn why_not(tx: &mut Tx<'_>, tenant: TenantNo, wanted: &Returning<'_>) -> Result<Refusal, Refusal> {
    if group::find(tx, tenant, wanted.group_id).await?.is_some() {
        return Ok(Refusal::new(code::ID_TAKEN).with_field("group_id", Some(wanted.group_id.to_owned()), ""));
    }
    if group::name_taken(tx, tenant, wanted.name).await? {
        return names::taken(tx, tenant, wanted.name, wanted.now).await;
    }
    Ok(code::TOO_MANY_GROUPS.into())
}

fn counted(back: &Back) -> Restored {
    Restored {
        users: back.users.len(),
        departments: back.departments.len(),
        documents: back.documents.len(),
        apps: back.apps.len(),
        contact_ranges: back.ranges.len(),
        door_rules: back.rules.len(),
        review_groups: back.reviews.len(),
    }
}
