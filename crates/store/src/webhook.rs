//! Where else notices go: addresses that are called when something happens.

use menjin_model::{Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `webhook`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct WebhookRow {
    pub id: i64,
    pub url: String,
    pub secret: Vec<u8>,
    pub kinds: String,
    pub enabled: bool,
    pub created: Millis,
}

from_row!(WebhookRow { id, url, secret, kinds, enabled, created });

/// All of a tenant, the oldest first.
pub async fn list(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<WebhookRow>, StoreError> {
    const LIST: &str = "select id, url, secret, kinds, enabled, created from webhook where tenant = $1 order by id";
    tx.rows(LIST, args![tenant]).await
}

/// One.
pub async fn find(tx: &mut Tx<'_>, tenant: TenantNo, id: i64) -> Result<Option<WebhookRow>, StoreError> {
    const FIND: &str = "select id, url, secret, kinds, enabled, created from webhook where tenant = $1 and id = $2";
    tx.row(FIND, args![tenant, id]).await
}

/// Adds one, and says its number.
pub async fn insert(tx: &mut Tx<'_>, tenant: TenantNo, new: &WebhookRow) -> Result<i64, StoreError> {
    const INSERT: &str = "insert into webhook (tenant, id, url, secret, kinds, enabled, created) \
                          values ($1, $2, $3, $4, $5, $6, $7)";
    let id = tx.new_id().await?;
    let WebhookRow { url, secret, kinds, enabled, created, .. } = new;
    tx.execute(INSERT, args![tenant, id, url, secret, kinds, *enabled, *created]).await?;
    Ok(id)
}

/// Writes all that may change of one.
pub async fn update(tx: &mut Tx<'_>, tenant: TenantNo, row: &WebhookRow) -> Result<(), StoreError> {
    const UPDATE: &str =
        "update webhook set url = $3, secret = $4, kinds = $5, enabled = $6 where tenant = $1 and id = $2";
    let WebhookRow { id, url, secret, kinds, enabled, .. } = row;
    tx.execute(UPDATE, args![tenant, *id, url, secret, kinds, *enabled]).await.map(drop)
}

/// Takes one out, with all that was still to go there.
pub async fn delete(tx: &mut Tx<'_>, tenant: TenantNo, id: i64) -> Result<(), StoreError> {
    const FORGET: &str = "delete from delivery where tenant = $1 and webhook = $2";
    const DELETE: &str = "delete from webhook where tenant = $1 and id = $2";
    tx.execute(FORGET, args![tenant, id]).await?;
    tx.execute(DELETE, args![tenant, id]).await.map(drop)
}
