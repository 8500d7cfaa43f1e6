//! `DELETE /open-apis/contact/v3/users/:user_id` - a person leaves.
//!
//! They stay readable, and keep nothing: groups, departments, contact ranges, apps, documents of others, doors and reviews
//! end in the same write. What they own stays theirs, until somebody gives it to another.

use std::sync::Arc;

use menjin_api::{
    common::Empty,
    contact::user::{
        code,
        delete::{Body, DeleteUser},
    },
};
use menjin_model::{DepartmentNo, UserNo};
use menjin_store::{
    Tx, Written, person,
    person::{leave, place, row},
};
use serde_json::{Value, json};

use super::change::Draft;
use crate::{
    Call, Caller, Cx, Refusal,
    directory::people::{self, Found},
    range,
};

/// Deletes a person; somebody who left already has been deleted.
pub async fn delete(cx: &Cx, call: Call<DeleteUser>) -> Result<Empty, Refusal> {
    cx.write(call, move |tx, call| Box::pin(resign(tx, call))).await
}

async fn resign(tx: &mut Tx<'_>, call: Arc<Call<DeleteUser>>) -> Result<Written<Empty>, Refusal> {
    let (caller, tenant) = (&call.caller, call.caller.tenant);
    let user = people::required(tx, caller, call.query.user_id_type, &call.path.user_id).await?;
    let row = super::row(tx, caller, user).await?;
    if row.resigned {
        return Ok(Written::unchanged(Empty {}));
    }
    if !range::sees_user(tx, caller, user).await? {
        return Err(code::NOT_DELETABLE.into());
    }
    let before = Draft::of(tx, caller, row).await?;
    let departments: Vec<DepartmentNo> = before.places.iter().map(|place| place.department).collect();
    if !range::sees_departments(tx, caller, &departments).await? {
        return Err(code::DEPARTMENT_OUT_OF_RANGE.into());
    }
    check(tx, &call, user).await?;
    if before.row.manager {
        return Err(code::MANAGER_KEPT.into());
    }

    let mut after = Draft { places: Vec::new(), ..before.clone() };
    after.row.resigned = true;
    row::update(tx, tenant, &after.to_row()).await?;
    place::replace(tx, tenant, user, &[]).await?;
    let mut record = before.record();
    end(tx, caller, user, &mut record).await?;
    Ok(Written::new(Empty {}, call.audit(format!("user:{}", user.0), record, after.record())))
}

/// Whoever shall take over must be somebody else who is present.
async fn check(tx: &mut Tx<'_>, call: &Call<DeleteUser>, user: UserNo) -> Result<(), Refusal> {
    let Body { email_acceptor, .. } = &call.body;
    if email_acceptor.as_ref().is_some_and(|email| !["1", "2", "3"].contains(&email.processing_type.as_str())) {
        let options = "options: [1,2,3]";
        return Err(Refusal::new(code::PARAMETER_INVALID).with_field("email_acceptor.processing_type", None, options));
    }
    let wanted: Vec<&str> = call.body.acceptors().collect();
    let found = people::resolve(tx, &call.caller, call.query.user_id_type, &wanted).await?;
    let acceptors: Option<Vec<UserNo>> = found.into_iter().map(Found::user).collect();
    let acceptors = acceptors.filter(|acceptors| !acceptors.contains(&user));
    let acceptors = acceptors.ok_or_else(|| Refusal::new(code::ACCEPTOR_INVALID))?;
    if !person::resigned(tx, call.caller.tenant, &acceptors).await?.is_empty() {
        return Err(code::ACCEPTOR_INVALID.into());
    }
    Ok(())
}

/// Ends every relation, and notes the other sides, so that the history can tell what ended.
async fn end(tx: &mut Tx<'_>, caller: &Caller, user: UserNo, record: &mut Value) -> Result<(), Refusal> {
    let tenant = caller.tenant;
    let ended = [
        ("groups", leave::groups(tx, tenant, user).await?),
        ("contact_ranges", leave::ranges(tx, tenant, user).await?),
        ("collaborations", leave::collaborations(tx, tenant, user).await?),
        ("availabilities", leave::availabilities(tx, tenant, user).await?),
        ("documents", leave::documents(tx, tenant, user).await?),
        ("door_rules", leave::doors(tx, tenant, user).await?),
        ("review_groups", leave::reviews(tx, tenant, user).await?),
    ];
    if let Value::Object(record) = record {
        record.extend(ended.into_iter().map(|(what, ids)| (what.to_owned(), json!(ids))));
    }
    Ok(())
}
