//! Deleted groups, as long as they can come back.

use menjin_model::{GroupNo, Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `deleted_group`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct DeletedRow {
    pub id: GroupNo,
    pub group_id: String,
    pub name: String,
    pub state: String,
    pub actor: String,
    pub at: Millis,
    pub expires: Millis,
}

from_row!(DeletedRow { id, group_id, name, state, actor, at, expires });

/// Keeps one, and forgets those of the tenant that can come back no more.
pub async fn keep(tx: &mut Tx<'_>, tenant: TenantNo, row: &DeletedRow) -> Result<(), StoreError> {
    const FORGET: &str = "delete from deleted_group where tenant = $1 and expires <= $2";
    const KEEP: &str = "insert into deleted_group (tenant, id, group_id, name, state, actor, at, expires) \
                        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let DeletedRow { id, group_id, name, state, actor, at, expires } = row;
    tx.execute(FORGET, args![tenant, at]).await?;
    tx.execute(KEEP, args![tenant, id, group_id, name, state, actor, at, expires]).await.map(drop)
}

/// Those that can come back at `now`, the last deleted first.
pub async fn list(tx: &mut Tx<'_>, tenant: TenantNo, now: Millis) -> Result<Vec<DeletedRow>, StoreError> {
    const LIST: &str = "select id, group_id, name, state, actor, at, expires from deleted_group \
                        where tenant = $1 and expires > $2 order by at desc, id desc limit 500";
    tx.rows(LIST, args![tenant, now]).await
}

/// Those that had this id, the last deleted first, though they may be too old to come back.
pub async fn named(tx: &mut Tx<'_>, tenant: TenantNo, group_id: &str) -> Result<Vec<DeletedRow>, StoreError> {
    const LIST: &str = "select id, group_id, name, state, actor, at, expires from deleted_group \
                        where tenant = $1 and group_id = $2 order by at desc, id desc";
    tx.rows(LIST, args![tenant, group_id]).await
}

/// Forgets one, as it is back.
pub async fn forget(tx: &mut Tx<'_>, tenant: TenantNo, id: GroupNo) -> Result<(), StoreError> {
    const DELETE: &str = "delete from deleted_group where tenant = $1 and id = $2";
    tx.execute(DELETE, args![tenant, id]).await.map(drop)
}

/// A deletion in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct Deletion {
    pub revision: i64,
    pub at: Millis,
    pub actor: String,
    pub surface: String,
    pub object: String,
    pub before: String,
}

from_row!(Deletion { revision, at, actor, surface, object, before });

/// Deletions of one group, or of all, the newest first: changes of these actions among the last hundred thousand.
pub async fn history(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    object: Option<&str>,
    actions: &[&str],
) -> Result<Vec<Deletion>, StoreError> {
    const OF_ONE: &str = "select revision, at, actor, surface, object, before from change \
        where tenant = $1 and object = $2 and action in (select value from json_each($3)) \
        order by revision desc limit 100";
    const OF_ALL: &str = "select revision, at, actor, surface, object, before from change \
        where tenant = $1 and revision > $2 and action in (select value from json_each($3)) \
        order by revision desc limit 100";
    if let Some(object) = object {
        return tx.rows(OF_ONE, args![tenant, object, actions]).await;
    }
    let last = crate::change::head(tx, tenant).await?.revision;
    tx.rows(OF_ALL, args![tenant, last.saturating_sub(100_000), actions]).await
}
