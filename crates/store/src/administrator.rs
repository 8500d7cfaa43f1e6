//! Who governs.

pub mod link;
pub mod session;
pub mod token;

use menjin_model::{AdministratorNo, Millis, TenantNo, UserNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `administrator`. The sealed seed of one-time codes is read by a function of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct AdministratorRow {
    pub id: AdministratorNo,
    pub login: String,
    pub name: String,
    pub role: String,
    pub user: UserNo,
    pub password: String,
    pub totp: Option<Vec<u8>>,
    pub totp_step: i64,
    pub failures: i64,
    pub locked: Millis,
    pub disabled: bool,
    pub language: String,
    pub created: Millis,
}

from_row!(AdministratorRow {
    id,
    login,
    name,
    role,
    user,
    password,
    totp,
    totp_step,
    failures,
    locked,
    disabled,
    language,
    created
});

/// All of a tenant, by time of making.
pub async fn list(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<AdministratorRow>, StoreError> {
    const LIST: &str = "select id, login, name, role, user, password, totp, totp_step, failures, locked, disabled, language, \
                        created from administrator where tenant = $1 order by id";
    tx.rows(LIST, args![tenant]).await
}

/// One, by internal identity.
pub async fn find(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    id: AdministratorNo,
) -> Result<Option<AdministratorRow>, StoreError> {
    const FIND: &str = "select id, login, name, role, user, password, totp, totp_step, failures, locked, disabled, language, \
                        created from administrator where tenant = $1 and id = $2";
    tx.row(FIND, args![tenant, id]).await
}

/// One, by what they sign in with.
pub async fn find_by_login(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    login: &str,
) -> Result<Option<AdministratorRow>, StoreError> {
    const FIND: &str = "select id, login, name, role, user, password, totp, totp_step, failures, locked, disabled, language, \
                        created from administrator where tenant = $1 and login = $2";
    tx.row(FIND, args![tenant, login]).await
}

/// One, by the person of the company.
pub async fn find_by_user(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    user: UserNo,
) -> Result<Option<AdministratorRow>, StoreError> {
    const FIND: &str = "select id, login, name, role, user, password, totp, totp_step, failures, locked, disabled, language, \
                        created from administrator where tenant = $1 and user = $2 order by id limit 1";
    tx.row(FIND, args![tenant, user]).await
}

/// Adds one; `None` when the tenant has somebody who signs in so.
pub async fn insert(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    new: &AdministratorRow,
) -> Result<Option<AdministratorNo>, StoreError> {
    const INSERT: &str = "insert into administrator (tenant, id, login, name, role, user, password, totp, totp_step, failures, \
                            locked, disabled, language, created) \
                          values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, 0, $9, $10) on conflict do nothing";
    let id = AdministratorNo(tx.new_id().await?);
    let AdministratorRow { login, name, role, user, password, totp, language, created, .. } = new;
    let values = args![tenant, id, login, name, role, *user, password, totp, language, *created];
    let added = tx.execute(INSERT, values).await?;
    Ok((added == 1).then_some(id))
}

/// Writes all that may change of one.
pub async fn update(tx: &mut Tx<'_>, tenant: TenantNo, row: &AdministratorRow) -> Result<(), StoreError> {
    const UPDATE: &str = "update administrator set name = $3, role = $4, user = $5, password = $6, totp = $7, totp_step = $8, \
                          failures = $9, locked = $10, disabled = $11, language = $12 where tenant = $1 and id = $2";
    let AdministratorRow {
        id, name, role, user, password, totp, totp_step, failures, locked, disabled, language, ..
    } = row;
    tx.execute(
        UPDATE,
        args![tenant, *id, name, role, *user, password, totp, *totp_step, *failures, *locked, *disabled, language],
    )
    .await?;
    Ok(())
}

/// Takes one out, with all their sessions, tokens and links.
pub async fn delete(tx: &mut Tx<'_>, tenant: TenantNo, id: AdministratorNo) -> Result<(), StoreError> {
    const DELETE: &str = "delete from administrator where tenant = $1 and id = $2";
    session::end_all(tx, tenant, id).await?;
    token::forget_all(tx, tenant, id).await?;
    link::forget_all(tx, tenant, id).await?;
    tx.execute(DELETE, args![tenant, id]).await?;
    Ok(())
}
