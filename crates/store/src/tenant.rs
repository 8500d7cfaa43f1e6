//! Tenants, and the pattern of all queries: one function a statement, one text for both databases.

use menjin_model::{Change, Fact, Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its internal number, never used twice.
    pub no: TenantNo,
    /// Its `tenant_key` on the wire.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its time zone, an IANA name.
    pub time_zone: String,
    /// When it was made.
    pub created: Millis,
}

from_row!(Tenant { no, key, name, time_zone, created });

/// Adds a tenant; `false` when its number or key is taken.
pub async fn insert(tx: &mut Tx<'_>, tenant: &Tenant) -> Result<bool, StoreError> {
    const SQL: &str = "insert into tenant (id, tenant_key, name, time_zone, created) values ($1, $2, $3, $4, $5)
                       on conflict do nothing";
    let Tenant { no, key, name, time_zone, created } = tenant;
    let added = tx.execute(SQL, args![no, key, name, time_zone, created]).await? == 1;
    if added && tx.noted_tenant() == Some(*no) {
        tx.note(Change::Came(Fact::TimeZone { name: time_zone.clone() }));
    }
    Ok(added)
}

/// The tenant with this key.
pub async fn find_by_key(tx: &mut Tx<'_>, key: &str) -> Result<Option<Tenant>, StoreError> {
    const SQL: &str = "select id, tenant_key, name, time_zone, created from tenant where tenant_key = $1";
    tx.row(SQL, args![key]).await
}

/// The key of a tenant.
pub async fn key(tx: &mut Tx<'_>, no: TenantNo) -> Result<Option<String>, StoreError> {
    const SQL: &str = "select tenant_key from tenant where id = $1";
    Ok(tx.row::<(String,)>(SQL, args![no]).await?.map(|(key,)| key))
}

/// What a tenant is called.
pub async fn name(tx: &mut Tx<'_>, no: TenantNo) -> Result<Option<String>, StoreError> {
    tx.row("select name from tenant where id = $1", args![no]).await
}

/// All tenants there are.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<TenantNo>, StoreError> {
    tx.rows::<(TenantNo,)>("select id from tenant order by id", args![])
        .await
        .map(|rows| rows.into_iter().map(|(no,)| no).collect())
}
