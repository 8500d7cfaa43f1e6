//! What administrators are told: one row for each of them.

use menjin_model::{AdministratorNo, Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `inbox`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct InboxRow {
    pub id: i64,
    pub kind: String,
    pub body: String,
    pub at: Millis,
    pub seen: Millis,
}

from_row!(InboxRow { id, kind, body, at, seen });

/// Puts one in.
pub async fn insert(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    administrator: AdministratorNo,
    kind: &str,
    body: &str,
    at: Millis,
) -> Result<(), StoreError> {
    const INSERT: &str = "insert into inbox (tenant, administrator, id, kind, body, at, seen) \
                          values ($1, $2, $3, $4, $5, $6, 0)";
    let id = tx.new_id().await?;
    tx.execute(INSERT, args![tenant, administrator, id, kind, body, at]).await.map(drop)
}

/// The newest of one administrator before `before`, at most `limit`; perhaps only those not seen.
pub async fn list(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    administrator: AdministratorNo,
    unseen: bool,
    before: i64,
    limit: i64,
) -> Result<Vec<InboxRow>, StoreError> {
    const LIST: &str = "select id, kind, body, at, seen from inbox \
        where tenant = $1 and administrator = $2 and id < $3 and ($4 = 0 or seen = 0) order by id desc limit $5";
    tx.rows(LIST, args![tenant, administrator, before, i64::from(unseen), limit]).await
}

/// Notes that these, or all up to now, were seen; how many were not before.
pub async fn see(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    administrator: AdministratorNo,
    ids: Option<&[i64]>,
    now: Millis,
) -> Result<u64, StoreError> {
    const ALL: &str = "update inbox set seen = $3 where tenant = $1 and administrator = $2 and seen = 0";
    const SOME: &str = "update inbox set seen = $3 where tenant = $1 and administrator = $2 and seen = 0 \
                        and id in (select value from json_each($4))";
    match ids {
        None => tx.execute(ALL, args![tenant, administrator, now]).await,
        Some(ids) => tx.execute(SOME, args![tenant, administrator, now, ids]).await,
    }
}

/// How many one administrator has not seen.
pub async fn unseen(tx: &mut Tx<'_>, tenant: TenantNo, administrator: AdministratorNo) -> Result<i64, StoreError> {
    const COUNT: &str = "select count(*) from inbox where tenant = $1 and administrator = $2 and seen = 0";
    Ok(tx.row(COUNT, args![tenant, administrator]).await?.unwrap_or(0))
}
