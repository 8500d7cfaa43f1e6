//! Notices to administrators.

use menjin_model::{Millis, TenantNo};
use menjin_store::{StoreError, Tx, inbox};
use serde_json::Value;

/// Tells every enabled administrator of the tenant.
pub async fn tell(tx: &mut Tx<'_>, tenant: TenantNo, kind: &str, body: &Value, now: Millis) -> Result<(), StoreError> {
    inbox::tell(tx, tenant, kind, body, now).await
}
