//! API tokens of administrators, by hash alone.

use menjin_model::{AdministratorNo, Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `admin_token`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct TokenRow {
    pub tenant: TenantNo,
    pub id: i64,
    pub administrator: AdministratorNo,
    pub name: String,
    pub rights: String,
    pub created: Millis,
    pub expires: Millis,
    pub seen: Millis,
    pub revoked: bool,
}

from_row!(TokenRow { tenant, id, administrator, name, rights, created, expires, seen, revoked });

/// The token with this hash.
pub async fn find(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<TokenRow>, StoreError> {
    const FIND: &str = "select tenant, id, administrator, name, rights, created, expires, seen, revoked from admin_token \
                        where hash = $1";
    tx.row(FIND, args![hash]).await
}

/// All of one administrator, by time of making.
pub async fn list(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    administrator: AdministratorNo,
) -> Result<Vec<TokenRow>, StoreError> {
    const LIST: &str = "select tenant, id, administrator, name, rights, created, expires, seen, revoked from admin_token \
                        where tenant = $1 and administrator = $2 order by id";
    tx.rows(LIST, args![tenant, administrator]).await
}

/// Remembers one, and says its number.
pub async fn insert(tx: &mut Tx<'_>, hash: &[u8], new: &TokenRow) -> Result<i64, StoreError> {
    const INSERT: &str = "insert into admin_token (hash, tenant, id, administrator, name, rights, created, expires, seen, \
                            revoked) values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0)";
    let id = tx.new_id().await?;
    let TokenRow { tenant, administrator, name, rights, created, expires, .. } = new;
    tx.execute(INSERT, args![hash, *tenant, id, *administrator, name, rights, *created, *expires]).await?;
    Ok(id)
}

/// Notes that it was used.
pub async fn touch(tx: &mut Tx<'_>, hash: &[u8], now: Millis) -> Result<(), StoreError> {
    const TOUCH: &str = "update admin_token set seen = $2 where hash = $1";
    tx.execute(TOUCH, args![hash, now]).await?;
    Ok(())
}

/// Makes one good for nothing; `false` when this administrator has no such live token.
pub async fn revoke(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    administrator: AdministratorNo,
    id: i64,
) -> Result<bool, StoreError> {
    const REVOKE: &str =
        "update admin_token set revoked = 1 where tenant = $1 and administrator = $2 and id = $3 and revoked = 0";
    Ok(tx.execute(REVOKE, args![tenant, administrator, id]).await? == 1)
}

/// Forgets what is good for nothing any more, but for the newest hundred.
pub async fn forget_dead(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    administrator: AdministratorNo,
    now: Millis,
) -> Result<(), StoreError> {
    const FORGET: &str = "delete from admin_token where tenant = $1 and administrator = $2 and (revoked = 1 or expires <= $3) \
                          and id not in (select id from admin_token where tenant = $1 and administrator = $2 \
                                         order by id desc limit 100)";
    tx.execute(FORGET, args![tenant, administrator, now]).await?;
    Ok(())
}

/// Forgets all of one administrator.
pub async fn forget_all(tx: &mut Tx<'_>, tenant: TenantNo, administrator: AdministratorNo) -> Result<(), StoreError> {
    const FORGET: &str = "delete from admin_token where tenant = $1 and administrator = $2";
    tx.execute(FORGET, args![tenant, administrator]).await?;
    Ok(())
}
