//! The listed part of an app's contact range.

use menjin_model::{AppNo, DepartmentNo, GroupNo, TenantNo, UserNo};

use crate::{StoreError, Tx, args};

/// Those of `users` that the range covers: listed, in a listed department or below one, or in a listed group
/// (themselves or through a department).
pub async fn users(tx: &mut Tx<'_>, tenant: TenantNo, app: AppNo, users: &[UserNo]) -> Result<Vec<UserNo>, StoreError> {
    const COVERED: &str = "with recursive \
        listed (kind, member) as (select kind, member from contact_range where tenant = $1 and app = $2), \
        below (id) as (\
          select member from listed where kind = 'department' \
          union select g.department from group_department as g join listed as l on l.kind = 'group' and g.tenant = $1 and g.user_group = l.member \
          union select d.id from department as d join below on d.tenant = $1 and d.parent = below.id) \
        select wanted.value from json_each($3) as wanted where \
          exists (select 1 from listed where kind = 'user' and member = wanted.value) \
          or exists (select 1 from user_department as ud join below on below.id = ud.department where ud.tenant = $1 and ud.user = wanted.value) \
          or exists (select 1 from group_member as m join listed as l on l.kind = 'group' and m.user_group = l.member where m.tenant = $1 and m.user = wanted.value)";
    Ok(tx.rows::<(UserNo,)>(COVERED, args![tenant, app, users]).await?.into_iter().map(|(user,)| user).collect())
}

/// Whether the range lists this department or one above it.
pub async fn department(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    department: DepartmentNo,
) -> Result<bool, StoreError> {
    const COVERED: &str = "with recursive above (id) as (\
          select cast($3 as bigint) union select d.parent from above join department as d on d.tenant = $1 and d.id = above.id) \
        select 1 from contact_range as r join above on r.member = above.id \
        where r.tenant = $1 and r.app = $2 and r.kind = 'department' limit 1";
    Ok(tx.row::<(i64,)>(COVERED, args![tenant, app, department]).await?.is_some())
}

/// Those of `departments` that the range covers: listed, or below a listed one.
pub async fn departments(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    departments: &[DepartmentNo],
) -> Result<Vec<DepartmentNo>, StoreError> {
    const COVERED: &str = "with recursive above (wanted, id) as (\
          select value, value from json_each($3) \
          union select a.wanted, d.parent from above as a join department as d on d.tenant = $1 and d.id = a.id) \
        select distinct above.wanted from above join contact_range as r \
        on r.tenant = $1 and r.app = $2 and r.kind = 'department' and r.member = above.id";
    tx.rows(COVERED, args![tenant, app, departments]).await
}

/// Whether the range lists this user group.
pub async fn group(tx: &mut Tx<'_>, tenant: TenantNo, app: AppNo, group: GroupNo) -> Result<bool, StoreError> {
    const LISTED: &str =
        "select 1 from contact_range where tenant = $1 and app = $2 and kind = 'group' and member = $3";
    Ok(tx.row::<(i64,)>(LISTED, args![tenant, app, group]).await?.is_some())
}
