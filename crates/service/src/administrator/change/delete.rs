//! `DELETE /menjin/v1/administrators/{id}` - takes one out, with all their sessions and tokens.

use std::sync::Arc;

use menjin_api::{common::Empty, menjin::administrator::delete::DeleteAdministrator};
use menjin_store::{Tx, Written, administrator as rows};
use serde_json::Value;

use super::{check_owners, kept, wanted};
use crate::{Call, Cx, Refusal, administrator::history::object};

/// Removes one.
pub async fn delete(cx: &Cx, call: Call<DeleteAdministrator>) -> Result<Empty, Refusal> {
    cx.write(call, |tx, call| Box::pin(remove(tx, call))).await
}

async fn remove(tx: &mut Tx<'_>, call: Arc<Call<DeleteAdministrator>>) -> Result<Written<Empty>, Refusal> {
    let tenant = call.caller.tenant;
    let row = wanted(tx, tenant, &call.path.id).await?;
    rows::delete(tx, tenant, row.id).await?;
    check_owners(tx, tenant).await?;
    let audit = call.audit(object(row.id), kept(&row), Value::Null);
    Ok(Written::new(Empty {}, audit))
}
