//! `POST /open-apis/contact/v3/departments` - creates a department.

use std::sync::Arc;

use menjin_api::contact::department::{
    Data, code,
    create::{Body, CreateDepartment},
};
use menjin_model::{DepartmentNo, UserNo};
use menjin_store::{
    Tx, Written, department,
    department::{
        row::{self, DepartmentRow},
        tree,
    },
};
use serde_json::Value;

use super::{
    DEPARTMENTS_MAX, Profile,
    change::{Draft, check_parent},
    form,
    leaders::{self, Codes},
    show_one,
};
use crate::{
    Call, Cx, Refusal,
    directory::departments,
    idempotency::{self, Ticket},
};

const CODES: Codes = Codes {
    unknown: code::LEADER_UNKNOWN,
    resigned: code::LEADER_RESIGNED,
    repeated: code::PARAMETER_INVALID,
    invalid: code::PARAMETER_INVALID,
};

/// The ids that are made before the write.
#[derive(Debug, Clone)]
struct Made {
    department_id: String,
    open_department_id: String,
}

/// Creates a department. Checks run in the order of the contract, part 02, D.2.
pub async fn create(cx: &Cx, call: Call<CreateDepartment>) -> Result<Data, Refusal> {
    let ticket = Ticket::new(call.query.client_token.as_deref(), &(&call.body, call.query.ids()))?;
    form::check_name(&call.body.name, code::NAME_EMPTY, code::PARAMETER_INVALID)?;
    form::check_i18n(call.body.i18n_name.as_ref(), code::PARAMETER_INVALID)?;
    if call.body.parent_department_id.is_empty() {
        return Err(code::PARENT_EMPTY.into());
    }
    let made = Made { department_id: cx.ids.hex16()?, open_department_id: format!("od-{}", cx.ids.hex32()?) };
    cx.write(call, move |tx, call| Box::pin(insert(tx, call, made.clone(), ticket.clone()))).await
}

async fn insert(
    tx: &mut Tx<'_>,
    call: Arc<Call<CreateDepartment>>,
    made: Made,
    ticket: Option<Ticket>,
) -> Result<Written<Data>, Refusal> {
    if let Some(first) = idempotency::first_answer(tx, &call, ticket.as_ref(), code::TOKEN_REUSED).await? {
        return Ok(Written::unchanged(first));
    }
    let (caller, ids, body, tenant) = (&call.caller, call.query.ids(), &call.body, call.caller.tenant);
    let parent = departments::resolve(tx, tenant, ids.department_id_type, &[&body.parent_department_id]).await?;
    let parent = parent.first().copied().flatten().ok_or_else(|| Refusal::new(code::UNKNOWN))?;
    check_parent(tx, caller, parent).await?;
    let mut draft = blank(&call, parent, made);
    if let Some(id) = &body.department_id {
        if !form::is_custom_id(id) {
            return Err(code::ID_INVALID.into());
        }
        if !department::by_ids(tx, tenant, &[id]).await?.is_empty() {
            return Err(code::ID_TAKEN.into());
        }
        draft.row.department_id.clone_from(id);
    }
    draft.name_is_free(tx, caller).await?;
    draft.i18n_is_free(tx, caller).await?;
    draft.put(tx, caller, form::order(body.order.as_ref(), code::PARAMETER_INVALID)?).await?;
    if tree::count(tx, tenant).await? >= DEPARTMENTS_MAX {
        return Err(code::TOO_MANY.into());
    }
    draft.has_room(tx, caller, 0).await?;
    let (wishes, main) = (body.leaders.as_deref(), body.leader_user_id.as_deref());
    draft.leaders = leaders::leaders(tx, caller, ids, wishes, main, Vec::new(), &CODES).await?;
    draft.set_hrbps(leaders::hrbps(tx, caller, ids, body.department_hrbps.as_deref().unwrap_or_default()).await?);
    check_rest(body)?;

    draft.row.id = DepartmentNo(tx.new_id().await?);
    let row = draft.to_row();
    row::insert(tx, tenant, &row).await?;
    let audit = call.audit(format!("department:{}", row.id.0), Value::Null, draft.record());
    let data = Data { department: show_one(tx, caller, ids, row).await? };
    idempotency::remember(tx, &call, ticket.as_ref(), &data).await?;
    Ok(Written::new(data, audit))
}

fn check_rest(body: &Body) -> Result<(), Refusal> {
    if body.unit_ids.as_ref().is_some_and(|units| units.len() > 1) {
        return Err(code::UNIT_INVALID.into());
    }
    form::check_types(body.group_chat_employee_types.as_ref())
}

/// The department as far as no other one matters.
fn blank(call: &Call<CreateDepartment>, parent: DepartmentNo, made: Made) -> Draft {
    let body = &call.body;
    Draft {
        row: DepartmentRow {
            id: DepartmentNo::default(),
            department_id: made.department_id,
            open_department_id: made.open_department_id,
            parent,
            name: body.name.clone(),
            position: 0,
            leader: UserNo::default(),
            leaders: String::new(),
            profile: String::new(),
            created: call.now,
        },
        leaders: Vec::new(),
        profile: Profile {
            i18n_name: body.i18n_name.clone().unwrap_or_default(),
            group_chat_employee_types: body.group_chat_employee_types.clone().unwrap_or_default(),
            hrbps: Vec::new(),
            unit_ids: body.unit_ids.clone().unwrap_or_default(),
        },
    }
}
