//! A tenant's own templates of groups.

use menjin_model::{Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `template`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct TemplateRow {
    pub id: i64,
    pub key: String,
    pub name: String,
    pub description: String,
    pub grants: String,
}

from_row!(TemplateRow { id, key, name, description, grants });

/// All of the tenant, by key.
pub async fn list(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<TemplateRow>, StoreError> {
    const LIST: &str = "select id, key, name, description, grants from template where tenant = $1 order by key";
    tx.rows(LIST, args![tenant]).await
}

/// The one with this key.
pub async fn find(tx: &mut Tx<'_>, tenant: TenantNo, key: &str) -> Result<Option<TemplateRow>, StoreError> {
    const FIND: &str = "select id, key, name, description, grants from template where tenant = $1 and key = $2";
    tx.row(FIND, args![tenant, key]).await
}

/// Adds one; `false` when its key is taken. The row's own number does not matter.
pub async fn insert(tx: &mut Tx<'_>, tenant: TenantNo, row: &TemplateRow, now: Millis) -> Result<bool, StoreError> {
    const INSERT: &str = "insert into template (tenant, id, key, name, description, grants, created, updated) \
                          values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict do nothing";
    let id = tx.new_id().await?;
    let TemplateRow { key, name, description, grants, .. } = row;
    Ok(tx.execute(INSERT, args![tenant, id, key, name, description, grants, now]).await? == 1)
}

/// Writes one anew.
pub async fn update(tx: &mut Tx<'_>, tenant: TenantNo, row: &TemplateRow, now: Millis) -> Result<(), StoreError> {
    const UPDATE: &str = "update template set name = $3, description = $4, grants = $5, updated = $6 \
                          where tenant = $1 and id = $2";
    let TemplateRow { id, name, description, grants, .. } = row;
    tx.execute(UPDATE, args![tenant, *id, name, description, grants, now]).await.map(drop)
}

/// Deletes one.
pub async fn delete(tx: &mut Tx<'_>, tenant: TenantNo, id: i64) -> Result<(), StoreError> {
    const DELETE: &str = "delete from template where tenant = $1 and id = $2";
    tx.execute(DELETE, args![tenant, id]).await.map(drop)
}
