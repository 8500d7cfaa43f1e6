//! One-time links that set a password, by hash alone.

use menjin_model::{AdministratorNo, Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `setup_link`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct LinkRow {
    pub tenant: TenantNo,
    pub administrator: AdministratorNo,
    pub expires: Millis,
    pub used: bool,
}

from_row!(LinkRow { tenant, administrator, expires, used });

/// The link with this hash.
pub async fn find(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<LinkRow>, StoreError> {
    const FIND: &str = "select tenant, administrator, expires, used from setup_link where hash = $1";
    tx.row(FIND, args![hash]).await
}

/// Remembers one, and forgets those of the tenant whose time was over at `now`.
pub async fn insert(tx: &mut Tx<'_>, hash: &[u8], new: &LinkRow, now: Millis) -> Result<(), StoreError> {
    const FORGET: &str = "delete from setup_link where tenant = $1 and expires < $2";
    const INSERT: &str =
        "insert into setup_link (hash, tenant, administrator, expires, used) values ($1, $2, $3, $4, 0)";
    let LinkRow { tenant, administrator, expires, .. } = new;
    tx.execute(FORGET, args![*tenant, now]).await?;
    tx.execute(INSERT, args![hash, *tenant, *administrator, *expires]).await?;
    Ok(())
}

/// Uses one up; `false` when somebody has.
pub async fn use_up(tx: &mut Tx<'_>, hash: &[u8]) -> Result<bool, StoreError> {
    Ok(tx.execute("update setup_link set used = 1 where hash = $1 and used = 0", args![hash]).await? == 1)
}

/// Forgets all of one administrator.
pub async fn forget_all(tx: &mut Tx<'_>, tenant: TenantNo, administrator: AdministratorNo) -> Result<(), StoreError> {
    const FORGET: &str = "delete from setup_link where tenant = $1 and administrator = $2";
    tx.execute(FORGET, args![tenant, administrator]).await?;
    Ok(())
}
