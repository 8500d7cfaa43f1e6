//! Apps.

use menjin_model::{AppId, AppNo, TenantNo, UserNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `app`. Its sealed columns are read by functions of their own.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct AppRow {
    pub id: AppNo,
    pub app_id: AppId,
    pub tenant: TenantNo,
    pub name: String,
    pub description: String,
    pub kind: String,
    pub status: i64,
    pub scopes: String,
    pub contact_range: String,
    pub visible_to_all: bool,
    pub owner: UserNo,
    pub bot_open_id: String,
    pub redirect_urls: String,
    pub ip_allow_list: String,
}

from_row!(AppRow {
    id,
    app_id,
    tenant,
    name,
    description,
    kind,
    status,
    scopes,
    contact_range,
    visible_to_all,
    owner,
    bot_open_id,
    redirect_urls,
    ip_allow_list
});

/// An app by its internal identity.
pub async fn find(tx: &mut Tx<'_>, id: AppNo) -> Result<Option<AppRow>, StoreError> {
    const FIND: &str = "select id, app_id, tenant, name, description, kind, status, scopes, contact_range, visible_to_all, \
                        owner, bot_open_id, redirect_urls, ip_allow_list from app where id = $1";
    tx.row(FIND, args![id]).await
}

/// An app by `cli_…`, in whatever tenant: the tenant is found by it.
pub async fn find_by_app_id(tx: &mut Tx<'_>, app_id: &str) -> Result<Option<AppRow>, StoreError> {
    const FIND: &str = "select id, app_id, tenant, name, description, kind, status, scopes, contact_range, visible_to_all, \
                        owner, bot_open_id, redirect_urls, ip_allow_list from app where app_id = $1";
    tx.row(FIND, args![app_id]).await
}

/// The sealed secret of an app.
pub async fn secret(tx: &mut Tx<'_>, id: AppNo) -> Result<Option<Vec<u8>>, StoreError> {
    const SECRET: &str = "select secret from app where id = $1";
    Ok(tx.row::<(Vec<u8>,)>(SECRET, args![id]).await?.map(|(secret,)| secret))
}

/// Every app made in a tenant, by time of making: id, `cli_…`, name.
pub async fn list(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<(AppNo, AppId, String)>, StoreError> {
    const LIST: &str = "select id, app_id, name from app where tenant = $1 order by id";
    tx.rows(LIST, args![tenant]).await
}

/// The first app that was made: `cli_…` and name.
pub async fn first(tx: &mut Tx<'_>) -> Result<Option<(AppId, String)>, StoreError> {
    const FIRST: &str = "select app_id, name from app order by id limit 1";
    tx.row(FIRST, &[]).await
}

/// Every app that meets the tenant's people: its own, and those from the store.
pub async fn meeting(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<(AppNo, AppId)>, StoreError> {
    const LIST: &str = "select id, app_id from app where tenant = $1 or kind = 'isv' order by id";
    tx.rows(LIST, args![tenant]).await
}
