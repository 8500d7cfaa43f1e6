//! `PATCH /menjin/v1/administrators/{id}` - changes one; what is absent stays.

use std::sync::Arc;

use menjin_api::menjin::{
    administrator::{
        Shown, code,
        patch::{Body, PatchAdministrator},
    },
    code as own,
};
use menjin_store::{Tx, Written, administrator as rows};

use super::{check_owners, kept, language, person_of, revision, shown, wanted};
use crate::{
    Call, Cx, Refusal,
    administrator::{history::object, set_up::check_name},
};

/// Changes one. Who is disabled is out at once.
pub async fn patch(cx: &Cx, call: Call<PatchAdministrator>) -> Result<Shown, Refusal> {
    if let Some(name) = &call.body.name {
        check_name(name)?;
    }
    cx.write(call, |tx, call| Box::pin(change(tx, call))).await
}

async fn change(tx: &mut Tx<'_>, call: Arc<Call<PatchAdministrator>>) -> Result<Written<Shown>, Refusal> {
    let tenant = call.caller.tenant;
    let mut row = wanted(tx, tenant, &call.path.id).await?;
    let before = kept(&row);
    let Body { revision: based_on, name, role, user_id, language: wanted, disabled } = &call.body;
    if based_on.as_ref().is_some_and(|based_on| *based_on != revision(&row)) {
        return Err(own::CONFLICT.into());
    }
    if let Some(name) = name {
        name.trim().clone_into(&mut row.name);
    }
    if let Some(role) = role {
        role.as_str().clone_into(&mut row.role);
    }
    if let Some(user_id) = user_id {
        row.user = person_of(tx, tenant, user_id, row.id).await?;
    }
    if let Some(wanted) = wanted {
        language(wanted)?.clone_into(&mut row.language);
    }
    if let Some(disabled) = disabled {
        row.disabled = *disabled;
    }
    if before == kept(&row) {
        return Err(code::NOTHING.into());
    }
    rows::update(tx, tenant, &row).await?;
    check_owners(tx, tenant).await?;
    if row.disabled {
        rows::session::end_all(tx, tenant, row.id).await?;
        rows::link::forget_all(tx, tenant, row.id).await?;
    }
    let audit = call.audit(object(row.id), before, kept(&row));
    let shown = shown(tx, tenant, vec![row]).await?.pop();
    Ok(Written::new(shown.ok_or(own::NOT_FOUND)?, audit))
}
