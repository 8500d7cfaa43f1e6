//! `POST /menjin/v1/administrators/{id}/reset_password` - takes the password away and makes a link that sets another.

use std::sync::Arc;

use menjin_api::menjin::administrator::{Link, reset_password::ResetPassword};
use menjin_model::{Millis, TenantNo};
use menjin_store::{
    StoreError, Tx, Written,
    administrator::{self as rows, AdministratorRow},
};
use serde_json::json;

use super::{create::told, wanted};
use crate::{
    Call, Cx, Refusal,
    administrator::{history::object, set_up::Fresh},
};

/// Resets the password of one; all their sessions end.
pub async fn reset_password(cx: &Cx, call: Call<ResetPassword>) -> Result<Link, Refusal> {
    let fresh = Fresh::new(cx, call.now)?;
    let base = cx.settings.base_url.clone();
    cx.write(call, move |tx, call| Box::pin(reset(tx, call, fresh.clone(), base.clone()))).await
}

async fn reset(
    tx: &mut Tx<'_>,
    call: Arc<Call<ResetPassword>>,
    fresh: Fresh,
    base: String,
) -> Result<Written<Link>, Refusal> {
    let tenant = call.caller.tenant;
    let mut row = wanted(tx, tenant, &call.path.id).await?;
    let had = !row.password.is_empty();
    take(tx, tenant, &mut row, &fresh, call.now).await?;
    let audit = call.audit(object(row.id), json!({"password": had}), json!({"password": false}));
    Ok(Written::new(told(&fresh, row.id, &base), audit))
}

/// Takes the password away: a lock ends with it, and every session.
pub(in crate::administrator) async fn take(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    row: &mut AdministratorRow,
    fresh: &Fresh,
    now: Millis,
) -> Result<(), StoreError> {
    row.password.clear();
    (row.failures, row.locked) = (0, Millis(0));
    rows::update(tx, tenant, row).await?;
    rows::session::end_all(tx, tenant, row.id).await?;
    fresh.keep(tx, tenant, row.id, now).await
}
