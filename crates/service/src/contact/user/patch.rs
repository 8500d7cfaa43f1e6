//! `PATCH /open-apis/contact/v3/users/:user_id` - changes what the body names of a person.

use std::{cmp::Reverse, sync::Arc};

use menjin_api::{
    Rate,
    contact::user::{
        Data, code,
        patch::{Body, PatchUser},
    },
};
use menjin_store::{
    Tx, Written,
    person::{place, row},
};

use super::{
    change::{Codes, Draft},
    form, show_one,
};
use crate::{Call, Cx, Refusal, directory::people, limits, range};

const CODES: Codes = Codes {
    department_unknown: code::DEPARTMENT_UNKNOWN,
    leader_unknown: code::PARAMETER_INVALID,
    leader_resigned: code::PARAMETER_INVALID,
};

/// Under this name calls are counted that move or freeze people: one a second (official page).
const MOVES: &str = "contact.v3.user.patch, moving or freezing";

/// Changes a person.
pub async fn patch(cx: &Cx, call: Call<PatchUser>) -> Result<Data, Refusal> {
    if call.body.department_ids.is_some() || call.body.is_frozen.is_some() {
        limits::count_as(cx, (MOVES, Rate::PerSecond(1)), call.caller.app.no, call.caller.tenant, call.now).await?;
    }
    cx.write(call, move |tx, call| Box::pin(change(tx, call))).await
}

async fn change(tx: &mut Tx<'_>, call: Arc<Call<PatchUser>>) -> Result<Written<Data>, Refusal> {
    let (caller, ids, body) = (&call.caller, call.query, &call.body);
    let user = people::required(tx, caller, ids.user_id_type, &call.path.user_id).await?;
    if !range::sees_user(tx, caller, user).await? {
        return Err(code::OUT_OF_RANGE.into());
    }
    let row = super::row(tx, caller, user).await?;
    if row.resigned {
        return Err(code::RESIGNED.into());
    }
    if caller.user.is_some() && !is_open_to_people(body) {
        return Err(code::FIELD_DENIED.into());
    }
    form::check(body)?;
    let orders = body.orders.as_deref().unwrap_or_default();
    if !orders.is_empty() && body.department_ids.is_none() {
        return Err(code::ORDERS_ALONE.into());
    }
    if row.manager && body.is_frozen == Some(true) {
        return Err(code::FOUNDER_FROZEN.into());
    }

    let before = Draft::of(tx, caller, row).await?;
    let mut after = before.clone();
    after.write(body);
    if let Some(time) = body.join_time {
        after.profile.join_time = Some(time).filter(|time| *time != 0);
    }
    if let Some(departments) = &body.department_ids {
        after.move_to(tx, caller, ids, departments, orders, CODES).await?;
        after
            .places
            .sort_unstable_by_key(|place| (!place.is_primary, Reverse(place.department_order), place.department));
    }
    after.is_unique(tx, caller).await?;
    after.lead(tx, caller, ids, body, CODES).await?;

    let row = after.to_row();
    if after == before {
        return Ok(Written::unchanged(Data { user: show_one(tx, caller, ids, row, true).await? }));
    }
    row::update(tx, caller.tenant, &row).await?;
    if after.places != before.places {
        place::replace(tx, caller.tenant, user, &after.places).await?;
    }
    let audit = call.audit(format!("user:{}", user.0), before.record(), after.record());
    Ok(Written::new(Data { user: show_one(tx, caller, ids, row, true).await? }, audit))
}

/// Whether a person may change all that is given: the name, the English name, the picture.
fn is_open_to_people(body: &Body) -> bool {
    let rest = Body { name: None, en_name: None, avatar_key: None, ..body.clone() };
    rest == Body::default()
}
