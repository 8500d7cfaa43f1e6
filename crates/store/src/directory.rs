//! Everything of a tenant by all its names: for the control that shows a developer every id.

use menjin_model::{AppNo, ReviewGroupNo, TenantNo};

use crate::{StoreError, Tx, args};

/// People who are present: user_id, open_id of one app, union_id, name.
pub async fn users(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
) -> Result<Vec<(String, String, String, String)>, StoreError> {
    const LIST: &str = "select u.user_id, o.open_id, u.union_id, u.name from user as u \
        join open_id as o on o.tenant = u.tenant and o.app = $2 and o.user = u.id \
        where u.tenant = $1 and u.resigned = 0 order by u.id";
    tx.rows(LIST, args![tenant, app]).await
}

/// Departments: department_id, open_department_id, name.
pub async fn departments(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<(String, String, String)>, StoreError> {
    const LIST: &str = "select department_id, open_department_id, name from department where tenant = $1 order by id";
    tx.rows(LIST, args![tenant]).await
}

/// User groups: id, name, type.
pub async fn groups(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<(String, String, i64)>, StoreError> {
    const LIST: &str = "select group_id, name, type from user_group where tenant = $1 order by id";
    tx.rows(LIST, args![tenant]).await
}

/// Documents that live: token, type, title.
pub async fn documents(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<(String, String, String)>, StoreError> {
    const LIST: &str = "select token, type, title from document where tenant = $1 and deleted = 0 order by id";
    tx.rows(LIST, args![tenant]).await
}

/// Doors: id, name.
pub async fn devices(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<(String, String)>, StoreError> {
    const LIST: &str = "select device_id, name from device where tenant = $1 order by id";
    tx.rows(LIST, args![tenant]).await
}

/// People groups of reviews: number, id, name, whether they take API writes.
pub async fn review_groups(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
) -> Result<Vec<(ReviewGroupNo, String, String, bool)>, StoreError> {
    const LIST: &str = "select id, group_id, name, api_import from review_group where tenant = $1 order by id";
    tx.rows(LIST, args![tenant]).await
}

/// Who is in which people group: group, user_id.
pub async fn review_members(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<(ReviewGroupNo, String)>, StoreError> {
    const LIST: &str = "select m.review_group, u.user_id from review_member as m \
        join user as u on u.tenant = m.tenant and u.id = m.member \
        where m.tenant = $1 and m.kind = 'user' order by m.review_group, u.id";
    tx.rows(LIST, args![tenant]).await
}
