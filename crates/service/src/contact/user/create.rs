//! `POST /open-apis/contact/v3/users` - creates a person, who is active at once and meets every app of the tenant.

use std::sync::Arc;

use menjin_api::contact::user::{
    Data, code,
    create::{Body, CreateUser},
    patch,
};
use menjin_model::{TenantNo, UserNo};
use menjin_store::{
    StoreError, Tx, Written, app,
    person::{
        place,
        row::{self, UserRow},
    },
};
use serde_json::Value;

use super::{
    Profile,
    change::{Codes, Draft},
    form,
    newcomer::Newcomer,
    show_one,
};
use crate::{
    Call, Cx, Refusal,
    idempotency::{self, Ticket},
};

const CODES: Codes = Codes {
    department_unknown: code::DEPARTMENT_OUT_OF_RANGE,
    leader_unknown: code::LEADER_UNKNOWN,
    leader_resigned: code::LEADER_RESIGNED,
};

/// How often another `user_id` is tried.
const ATTEMPTS: u32 = 100;

/// Creates a person. What can be said without looking at others comes first.
pub async fn create(cx: &Cx, call: Call<CreateUser>) -> Result<Data, Refusal> {
    let ticket = Ticket::new(call.query.client_token.as_deref(), &(&call.body, call.query.ids()))?;
    let wish = wish(&call.body);
    form::check(&wish)?;
    form::check_geo(call.body.geo.as_deref())?;
    if let Some(id) = &call.body.user_id {
        form::check_user_id(id)?;
    }
    let newcomer = Newcomer::new(cx)?;
    cx.write(call, move |tx, call| Box::pin(insert(tx, call, wish.clone(), newcomer.clone(), ticket.clone()))).await
}

/// The same as a change of somebody who has nothing yet.
fn wish(body: &Body) -> patch::Body {
    let Body { name, en_name, nickname, email, mobile, mobile_visible, gender, avatar_key, .. } = body.clone();
    let Body { department_ids, leader_user_id, city, country, work_station, join_time, employee_no, .. } = body.clone();
    let Body { employee_type, orders, custom_attrs, enterprise_email, job_title, job_level_id, .. } = body.clone();
    let Body { job_family_id, subscription_ids, dotted_line_leader_user_ids, .. } = body.clone();
    patch::Body {
        name: Some(name),
        en_name,
        nickname,
        email,
        mobile: Some(mobile),
        mobile_visible,
        gender,
        avatar_key,
        department_ids: Some(department_ids),
        leader_user_id,
        city,
        country,
        work_station,
        join_time,
        employee_no,
        employee_type: Some(employee_type),
        orders,
        custom_attrs,
        enterprise_email,
        job_title,
        job_level_id,
        job_family_id,
        subscription_ids,
        dotted_line_leader_user_ids,
        is_frozen: None,
    }
}

async fn insert(
    tx: &mut Tx<'_>,
    call: Arc<Call<CreateUser>>,
    wish: patch::Body,
    newcomer: Newcomer,
    ticket: Option<Ticket>,
) -> Result<Written<Data>, Refusal> {
    if let Some(first) = idempotency::first_answer(tx, &call, ticket.as_ref(), code::TOKEN_REUSED).await? {
        return Ok(Written::unchanged(first));
    }
    let (caller, ids, tenant) = (&call.caller, call.query.ids(), call.caller.tenant);
    let mut draft = blank(&call, &newcomer);
    draft.write(&wish);
    draft
        .move_to(tx, caller, ids, &call.body.department_ids, call.body.orders.as_deref().unwrap_or_default(), CODES)
        .await?;
    draft.row.user_id = match &call.body.user_id {
        Some(id) if row::with_user_id(tx, tenant, id).await?.is_some() => return Err(code::ID_TAKEN.into()),
        Some(id) => id.clone(),
        None => free_id(tx, tenant, &newcomer).await?,
    };
    draft.is_unique(tx, caller).await?;
    if call.body.user_id.is_some() && leads_themself(&call) {
        return Err(code::OWN_LEADER.into());
    }
    draft.lead(tx, caller, ids, &wish, CODES).await?;

    let id = UserNo(tx.new_id().await?);
    draft.row.id = id;
    let row = draft.to_row();
    row::insert(tx, tenant, &row).await?;
    place::replace(tx, tenant, id, &draft.places).await?;
    let apps = app::meeting(tx, tenant).await?;
    row::meet_apps(tx, tenant, id, &newcomer.open_ids(&apps)).await?;
    let data = Data { user: show_one(tx, caller, ids, row, true).await? };
    idempotency::remember(tx, &call, ticket.as_ref(), &data).await?;
    let audit = call.audit(format!("user:{}", id.0), Value::Null, draft.record());
    Ok(Written::new(data, audit))
}

/// Somebody who has nothing yet but the ids that are made.
fn blank(call: &Call<CreateUser>, newcomer: &Newcomer) -> Draft {
    let profile = Profile {
        join_time: Some(call.body.join_time.unwrap_or(call.now.seconds())),
        geo: call.body.geo.clone().unwrap_or_default(),
        ..Profile::default()
    };
    let row = UserRow {
        id: UserNo::default(),
        user_id: String::new(),
        union_id: newcomer.union_id(),
        name: String::new(),
        email: None,
        mobile: None,
        employee_no: None,
        leader: UserNo::default(),
        employee_type: 1,
        frozen: false,
        resigned: false,
        manager: false,
        profile: String::new(),
        created: call.now,
    };
    Draft { row, profile, places: Vec::new() }
}

/// Whether the leader is named by the very id the newcomer shall have, which nobody else has.
fn leads_themself(call: &Call<CreateUser>) -> bool {
    call.query.user_id_type == menjin_api::common::UserIdType::UserId && call.body.leader_user_id == call.body.user_id
}

/// A `user_id` that nobody present has.
async fn free_id(tx: &mut Tx<'_>, tenant: TenantNo, newcomer: &Newcomer) -> Result<String, Refusal> {
    for attempt in 0..ATTEMPTS {
        let id = newcomer.user_id(attempt);
        if row::with_user_id(tx, tenant, &id).await?.is_none() {
            return Ok(id);
        }
    }
    Err(StoreError::Misuse("no free user id was found").into())
}
