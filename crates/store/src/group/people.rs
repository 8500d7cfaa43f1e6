//! Whom the rule of a dynamic group may mean: people present, and their departments.

use menjin_model::{DepartmentNo, TenantNo, UserNo};

use crate::{StoreError, Tx, args};

/// Everybody present behind `after`, in the order of joining the company, at most `limit`.
pub async fn everyone(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    after: UserNo,
    limit: usize,
) -> Result<Vec<UserNo>, StoreError> {
    const LIST: &str = "select id from user where tenant = $1 and resigned = 0 and id > $2 order by id limit $3";
    tx.rows(LIST, args![tenant, after, i64::try_from(limit).unwrap_or(i64::MAX)]).await
}

/// The people present who are in one of `departments` themselves or are among `users`, behind `after`, in the same order.
pub async fn some(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    departments: &[DepartmentNo],
    users: &[UserNo],
    after: UserNo,
) -> Result<Vec<UserNo>, StoreError> {
    const LIST: &str = "select u.id from (\
          select ud.user as id from json_each($2) as d cross join user_department as ud \
            where ud.tenant = $1 and ud.department = d.value and ud.user > $4 \
          union select value from json_each($3) where value > $4\
        ) as chosen cross join user as u where u.tenant = $1 and u.id = chosen.id and u.resigned = 0 order by u.id";
    tx.rows(LIST, args![tenant, departments, users, after]).await
}

/// The departments that these people are in themselves.
pub async fn departments(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    users: &[UserNo],
) -> Result<Vec<(UserNo, DepartmentNo)>, StoreError> {
    const LIST: &str = "select ud.user, ud.department from json_each($2) as wanted cross join user_department as ud \
                        where ud.tenant = $1 and ud.user = wanted.value";
    tx.rows(LIST, args![tenant, users]).await
}

/// Every department and the one above it.
pub async fn tree(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<(DepartmentNo, DepartmentNo)>, StoreError> {
    const LIST: &str = "select id, parent from department where tenant = $1";
    tx.rows(LIST, args![tenant]).await
}
