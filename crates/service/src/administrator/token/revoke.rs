//! `DELETE /menjin/v1/tokens/{id}` - makes one good for nothing.

use std::sync::Arc;

use menjin_api::{
    common::Empty,
    menjin::{code, token::revoke::RevokeToken},
};
use menjin_store::{Tx, Written, administrator::token as rows};
use serde_json::{Value, json};

use super::owner;
use crate::{Call, Cx, Refusal, administrator::history::object};

/// Revokes one of the caller's own.
pub async fn revoke(cx: &Cx, call: Call<RevokeToken>) -> Result<Empty, Refusal> {
    cx.write(call, |tx, call| Box::pin(end(tx, call))).await
}

async fn end(tx: &mut Tx<'_>, call: Arc<Call<RevokeToken>>) -> Result<Written<Empty>, Refusal> {
    let owner = owner(&call.caller)?;
    let id: i64 = call.path.id.parse().map_err(|_| code::NOT_FOUND)?;
    if !rows::revoke(tx, call.caller.tenant, owner.no, id).await? {
        return Err(code::NOT_FOUND.into());
    }
    let audit = call.audit(object(owner.no), json!({"token": call.path.id}), Value::Null);
    Ok(Written::new(Empty {}, audit))
}
