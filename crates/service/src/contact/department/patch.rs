//! `PATCH /open-apis/contact/v3/departments/:department_id` - changes what the body names of a department.

use std::sync::Arc;

use menjin_api::contact::department::{
    Data, code,
    patch::{Body, PatchDepartment},
};
use menjin_model::DepartmentNo;
use menjin_store::{
    Tx, Written, department,
    department::{row, tree},
};

use super::{
    change::{Draft, check_parent},
    form,
    leaders::{self, Codes},
    show_one,
};
use crate::{Call, Cx, Refusal, directory::departments, range};

const CODES: Codes = Codes {
    unknown: code::CHANGE_INVALID,
    resigned: code::CHANGE_INVALID,
    repeated: code::LEADERS_REPEAT,
    invalid: code::CHANGE_INVALID,
};

/// Changes a department.
pub async fn patch(cx: &Cx, call: Call<PatchDepartment>) -> Result<Data, Refusal> {
    cx.write(call, move |tx, call| Box::pin(change(tx, call))).await
}

async fn change(tx: &mut Tx<'_>, call: Arc<Call<PatchDepartment>>) -> Result<Written<Data>, Refusal> {
    let (caller, ids, body) = (&call.caller, call.query, &call.body);
    let id = departments::required(tx, caller.tenant, ids.department_id_type, &call.path.department_id).await?;
    if id == DepartmentNo::ROOT {
        return Err(code::ROOT.into());
    }
    if !range::sees_department(tx, caller, id).await? {
        return Err(code::OUT_OF_RANGE.into());
    }
    check(body)?;

    let before = Draft::of(super::row(tx, caller, id).await?);
    let mut after = before.clone();
    let order = form::order(body.order.as_ref(), code::CHANGE_INVALID)?;
    if let Some(name) = &body.name {
        after.row.name.clone_from(name);
    }
    if let Some(names) = &body.i18n_name {
        after.profile.i18n_name = names.clone();
    }
    if let Some(types) = &body.group_chat_employee_types {
        after.profile.group_chat_employee_types.clone_from(types);
    }
    stand(tx, &call, &before, &mut after, order).await?;
    let (wishes, main) = (body.leaders.as_deref(), body.leader_user_id.as_deref());
    after.leaders = leaders::leaders(tx, caller, ids, wishes, main, before.leaders.clone(), &CODES).await?;
    if let Some(hrbps) = &body.department_hrbps {
        after.set_hrbps(leaders::hrbps(tx, caller, ids, hrbps).await?);
    }

    let row = after.to_row();
    if after == before {
        return Ok(Written::unchanged(Data { department: show_one(tx, caller, ids, row).await? }));
    }
    row::update(tx, caller.tenant, &row).await?;
    let audit = call.audit(format!("department:{}", id.0), before.record(), after.record());
    Ok(Written::new(Data { department: show_one(tx, caller, ids, row).await? }, audit))
}

fn check(body: &Body) -> Result<(), Refusal> {
    if let Some(name) = &body.name {
        form::check_name(name, code::CHANGE_INVALID, code::CHANGE_INVALID)?;
    }
    form::check_i18n(body.i18n_name.as_ref(), code::CHANGE_INVALID)?;
    form::check_types(body.group_chat_employee_types.as_ref())
}

/// Moves it under another parent, or into another place among its neighbours.
async fn stand(
    tx: &mut Tx<'_>,
    call: &Call<PatchDepartment>,
    before: &Draft,
    after: &mut Draft,
    order: Option<i64>,
) -> Result<(), Refusal> {
    let (caller, tenant, id) = (&call.caller, call.caller.tenant, before.row.id);
    let mut moves = false;
    if let Some(wanted) = &call.body.parent_department_id {
        if wanted.is_empty() {
            return Err(Refusal::new(code::CHANGE_INVALID).with_field(
                "parent_department_id",
                None,
                "the min len is 1",
            ));
        }
        let found = departments::resolve(tx, tenant, call.query.department_id_type, &[wanted]).await?;
        let parent = found.first().copied().flatten().ok_or_else(|| Refusal::new(code::UNKNOWN))?;
        moves = parent != before.row.parent;
        after.row.parent = parent;
    }
    if moves {
        check_parent(tx, caller, after.row.parent).await?;
        if department::with_ancestors(tx, tenant, &[after.row.parent]).await?.contains(&id) {
            let why = "a department cannot lie below itself";
            return Err(Refusal::new(code::CHANGE_INVALID).with_field("parent_department_id", None, why));
        }
        let height = tree::height(tx, tenant, id).await?;
        after.has_room(tx, caller, height).await?;
    }
    if moves || after.row.name != before.row.name {
        after.name_is_free(tx, caller).await?;
    }
    if moves || after.profile.i18n_name != before.profile.i18n_name {
        after.i18n_is_free(tx, caller).await?;
    }
    if moves || order.is_some() {
        after.put(tx, caller, order).await?;
    }
    Ok(())
}
