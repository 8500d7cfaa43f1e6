//! Who is to be told of what.

use menjin_model::{Millis, TenantNo, UserNo};
use serde_json::Value;

use crate::{StoreError, Tx, args};

/// Puts one notice for one person into the outbox.
pub async fn insert(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    kind: &str,
    user: UserNo,
    body: &Value,
    at: Millis,
) -> Result<(), StoreError> {
    const INSERT: &str = "insert into notice (tenant, id, kind, user, body, at) values ($1, $2, $3, $4, $5, $6)";
    let id = tx.new_id().await?;
    tx.execute(INSERT, args![tenant, id, kind, user, body.to_string(), at]).await.map(drop)
}
