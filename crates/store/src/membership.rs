//! Of which user groups somebody is a member.

use menjin_model::{DepartmentNo, GroupNo, Millis, TenantNo, UserNo};

use crate::{StoreError, Tx, args};

/// The ordinary groups that hold a person themself or one of `departments` at this moment.
pub async fn ordinary(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    user: UserNo,
    departments: &[DepartmentNo],
    now: Millis,
) -> Result<Vec<GroupNo>, StoreError> {
    const FIND: &str = "select user_group from group_member \
          where tenant = $1 and user = $2 and starts <= $4 and (ends = 0 or ends > $4) \
        union select g.user_group from json_each($3) as d cross join group_department as g \
          where g.tenant = $1 and g.department = d.value and g.starts <= $4 and (g.ends = 0 or g.ends > $4)";
    let rows: Vec<(GroupNo,)> = tx.rows(FIND, args![tenant, user, departments, now]).await?;
    Ok(rows.into_iter().map(|(group,)| group).collect())
}

/// The dynamic groups of the tenant and their rules.
pub async fn rules(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<(GroupNo, String)>, StoreError> {
    const LIST: &str = "select id, rule from user_group where tenant = $1 and type = 2 order by id";
    tx.rows(LIST, args![tenant]).await
}
