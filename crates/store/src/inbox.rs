//! What administrators are told.

use menjin_model::{Millis, TenantNo};
use serde_json::Value;

use crate::{StoreError, Tx, args};

/// Puts one notice for every enabled administrator.
pub async fn tell(tx: &mut Tx<'_>, tenant: TenantNo, kind: &str, body: &Value, now: Millis) -> Result<(), StoreError> {
    const INSERT: &str = "insert into inbox (tenant, administrator, id, kind, body, at, seen) \
                          select $1, id, $2, $3, $4, $5, 0 from administrator where tenant = $1 and disabled = 0";
    let id = tx.new_id().await?;
    tx.execute(INSERT, args![tenant, id, kind, body.to_string(), now]).await.map(drop)
}
