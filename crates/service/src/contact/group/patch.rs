//! `PATCH /open-apis/contact/v3/group/:group_id` - changes a user group's name or description.

use std::sync::Arc;

use menjin_api::{
    common::Empty,
    contact::group::{
        code,
        patch::{Body, PatchGroup},
    },
};
use menjin_store::{
    Tx, Written,
    group::{self, GroupRow},
};
use serde_json::{Value, json};

use super::{check_lengths, in_range, object, ordinary};
use crate::{Call, Cx, Refusal, text};

/// Changes name or description. Checks run in the order of the contract, part 02, A.2.
pub async fn patch(cx: &Cx, call: Call<PatchGroup>) -> Result<Empty, Refusal> {
    cx.write(call, |tx, call| Box::pin(change(tx, call))).await
}

async fn change(tx: &mut Tx<'_>, call: Arc<Call<PatchGroup>>) -> Result<Written<Empty>, Refusal> {
    let tenant = call.caller.tenant;
    let group = ordinary(tx, tenant, &call.path.group_id, call.now).await?;
    in_range(tx, &call.caller, &group, code::OUT_OF_RANGE_TO_PATCH).await?;
    let Body { name, description } = &call.body;
    if !name.is_empty() && text::is_blank(name) {
        return Err(code::NAME_BLANK.into());
    }
    check_lengths(name, description)?;

    let row = &group.row;
    let name = if name.is_empty() { &row.name } else { name };
    let description = if description.is_empty() { &row.description } else { description };
    if (name, description) == (&row.name, &row.description) {
        return Ok(Written::unchanged(Empty {}));
    }
    if !group::rename(tx, tenant, row.id, name, description, call.now).await? {
        return Err(code::NAME_TAKEN.into());
    }
    let audit = call.audit(object(&group), shown(row, &row.name, &row.description), shown(row, name, description));
    Ok(Written::new(Empty {}, audit))
}

fn shown(row: &GroupRow, name: &str, description: &str) -> Value {
    json!({"id": row.id, "name": name, "description": description})
}
