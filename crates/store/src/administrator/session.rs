//! Sessions of the console, by hash alone.

use menjin_model::{AdministratorNo, Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `admin_session`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct SessionRow {
    pub tenant: TenantNo,
    pub administrator: AdministratorNo,
    pub via: String,
    pub created: Millis,
    pub seen: Millis,
    pub expires: Millis,
}

from_row!(SessionRow { tenant, administrator, via, created, seen, expires });

/// The session with this hash.
pub async fn find(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<SessionRow>, StoreError> {
    const FIND: &str = "select tenant, administrator, via, created, seen, expires from admin_session where hash = $1";
    tx.row(FIND, args![hash]).await
}

/// A session as its owner sees it; the hash stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct HeldRow {
    pub hash: Vec<u8>,
    pub via: String,
    pub created: Millis,
    pub seen: Millis,
    pub expires: Millis,
}

from_row!(HeldRow { hash, via, created, seen, expires });

/// The newest hundred of one administrator.
pub async fn list(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    administrator: AdministratorNo,
) -> Result<Vec<HeldRow>, StoreError> {
    const LIST: &str = "select hash, via, created, seen, expires from admin_session where tenant = $1 and administrator = $2 \
                        order by created desc, hash limit 100";
    tx.rows(LIST, args![tenant, administrator]).await
}

/// Remembers one, and forgets some whose time is over.
pub async fn insert(tx: &mut Tx<'_>, hash: &[u8], new: &SessionRow) -> Result<(), StoreError> {
    const FORGET: &str = "delete from admin_session where hash in \
                          (select hash from admin_session where expires < $1 order by expires limit 100)";
    const INSERT: &str = "insert into admin_session (hash, tenant, administrator, via, created, seen, expires) \
                          values ($1, $2, $3, $4, $5, $6, $7)";
    tx.execute(FORGET, args![new.created]).await?;
    let SessionRow { tenant, administrator, via, created, seen, expires } = new;
    tx.execute(INSERT, args![hash, *tenant, *administrator, via, *created, *seen, *expires]).await?;
    Ok(())
}

/// Notes that it was used.
pub async fn touch(tx: &mut Tx<'_>, hash: &[u8], now: Millis) -> Result<(), StoreError> {
    const TOUCH: &str = "update admin_session set seen = $2 where hash = $1";
    tx.execute(TOUCH, args![hash, now]).await?;
    Ok(())
}

/// Ends one.
pub async fn end(tx: &mut Tx<'_>, hash: &[u8]) -> Result<(), StoreError> {
    const END: &str = "delete from admin_session where hash = $1";
    tx.execute(END, args![hash]).await?;
    Ok(())
}

/// Ends all of one administrator.
pub async fn end_all(tx: &mut Tx<'_>, tenant: TenantNo, administrator: AdministratorNo) -> Result<(), StoreError> {
    const END: &str = "delete from admin_session where tenant = $1 and administrator = $2";
    tx.execute(END, args![tenant, administrator]).await?;
    Ok(())
}

/// Ends all of one administrator but this one.
pub async fn end_others(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    administrator: AdministratorNo,
    kept: &[u8],
) -> Result<(), StoreError> {
    const END: &str = "delete from admin_session where tenant = $1 and administrator = $2 and hash <> $3";
    tx.execute(END, args![tenant, administrator, kept]).await?;
    Ok(())
}
