//! Notices on their way out. Whoever sends one claims it first, by moving its next attempt on: of several nodes one succeeds.

use menjin_model::{Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `delivery`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct DeliveryRow {
    pub tenant: TenantNo,
    pub id: i64,
    pub webhook: i64,
    pub address: String,
    pub kind: String,
    pub body: String,
    pub created: Millis,
    pub due: Millis,
    pub attempts: i64,
    pub done: Millis,
    pub error: String,
}

from_row!(DeliveryRow { tenant, id, webhook, address, kind, body, created, due, attempts, done, error });

/// Puts one into the outbox, due at once: to a webhook, or by e-mail to an address (then `webhook` is 0).
pub async fn insert(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    (webhook, address): (i64, &str),
    (kind, body): (&str, &str),
    now: Millis,
) -> Result<i64, StoreError> {
    const INSERT: &str = "insert into delivery (tenant, id, webhook, address, kind, body, created, due, attempts, done, error) \
                          values ($1, $2, $3, $4, $5, $6, $7, $7, 0, 0, '')";
    let id = tx.new_id().await?;
    tx.execute(INSERT, args![tenant, id, webhook, address, kind, body, now]).await?;
    Ok(id)
}

/// Those whose next attempt is due, of all tenants, the longest due first.
pub async fn due(tx: &mut Tx<'_>, now: Millis, limit: i64) -> Result<Vec<DeliveryRow>, StoreError> {
    const DUE: &str = "select tenant, id, webhook, address, kind, body, created, due, attempts, done, error from delivery \
                       where due > 0 and due <= $1 order by due limit $2";
    tx.rows(DUE, args![now, limit]).await
}

/// Claims an attempt until `until`; `false` when somebody else was quicker.
pub async fn claim(tx: &mut Tx<'_>, row: &DeliveryRow, until: Millis) -> Result<bool, StoreError> {
    const CLAIM: &str = "update delivery set due = $4, attempts = attempts + 1 where tenant = $1 and id = $2 and due = $3 and attempts = $5";
    Ok(tx.execute(CLAIM, args![row.tenant, row.id, row.due, until, row.attempts]).await? == 1)
}

/// Notes how the claimed attempt ended: when it arrived (or 0), when to try again (or 0), and what went wrong.
pub async fn note(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    id: i64,
    (done, due): (Millis, Millis),
    error: &str,
) -> Result<(), StoreError> {
    const NOTE: &str = "update delivery set done = $3, due = $4, error = $5 where tenant = $1 and id = $2";
    tx.execute(NOTE, args![tenant, id, done, due, error]).await.map(drop)
}

/// The newest of a tenant, or of one webhook of it, before `before`.
pub async fn list(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    webhook: Option<i64>,
    before: i64,
    limit: i64,
) -> Result<Vec<DeliveryRow>, StoreError> {
    const LIST: &str = "select tenant, id, webhook, address, kind, body, created, due, attempts, done, error from delivery \
        where tenant = $1 and id < $2 and ($3 < 0 or webhook = $3) order by id desc limit $4";
    tx.rows(LIST, args![tenant, before, webhook.unwrap_or(-1), limit]).await
}

/// Forgets what was settled before this moment, at most `most`; how many it were.
pub async fn forget_before(tx: &mut Tx<'_>, tenant: TenantNo, moment: Millis, most: i64) -> Result<u64, StoreError> {
    const FORGET: &str = "delete from delivery where tenant = $1 and id in (\
        select id from delivery where tenant = $1 and created < $2 and due = 0 order by id limit $3)";
    tx.execute(FORGET, args![tenant, moment, most]).await
}
