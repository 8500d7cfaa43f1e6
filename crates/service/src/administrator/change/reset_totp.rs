//! `POST /menjin/v1/administrators/{id}/reset_totp` - takes the one-time codes away from who has lost them.

use std::sync::Arc;

use menjin_api::{
    common::Empty,
    menjin::administrator::{code, reset_totp::ResetTotp},
};
use menjin_store::{Tx, Written, administrator as rows};
use serde_json::json;

use super::wanted;
use crate::{Call, Cx, Refusal, administrator::history::object};

/// Takes them away; sessions go on.
pub async fn reset_totp(cx: &Cx, call: Call<ResetTotp>) -> Result<Empty, Refusal> {
    cx.write(call, |tx, call| Box::pin(reset(tx, call))).await
}

async fn reset(tx: &mut Tx<'_>, call: Arc<Call<ResetTotp>>) -> Result<Written<Empty>, Refusal> {
    let tenant = call.caller.tenant;
    let mut row = wanted(tx, tenant, &call.path.id).await?;
    if row.totp.is_none() {
        return Err(code::NOTHING.into());
    }
    (row.totp, row.totp_step) = (None, 0);
    rows::update(tx, tenant, &row).await?;
    let audit = call.audit(object(row.id), json!({"totp": true}), json!({"totp": false}));
    Ok(Written::new(Empty {}, audit))
}
