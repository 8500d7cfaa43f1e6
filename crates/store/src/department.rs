//! Departments and how they are written.

pub mod row;
pub mod tree;

use menjin_model::{DepartmentNo, TenantNo};

use crate::{StoreError, Tx, args};

/// Which departments these `open_department_id`s are; unknown ones are left out.
pub async fn by_open_ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    ids: &[&str],
) -> Result<Vec<(String, DepartmentNo)>, StoreError> {
    const FIND: &str = "select d.open_department_id, d.id from json_each($2) as wanted \
                        join department as d on d.tenant = $1 and d.open_department_id = wanted.value";
    tx.rows(FIND, args![tenant, ids]).await
}

/// Which departments these `department_id`s are; unknown ones are left out.
pub async fn by_ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    ids: &[&str],
) -> Result<Vec<(String, DepartmentNo)>, StoreError> {
    const FIND: &str = "select d.department_id, d.id from json_each($2) as wanted \
                        join department as d on d.tenant = $1 and d.department_id = wanted.value";
    tx.rows(FIND, args![tenant, ids]).await
}

/// The `department_id` and `open_department_id` of these departments.
pub async fn ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    departments: &[DepartmentNo],
) -> Result<Vec<(DepartmentNo, String, String)>, StoreError> {
    const FIND: &str = "select d.id, d.department_id, d.open_department_id from json_each($2) as wanted \
                        join department as d on d.tenant = $1 and d.id = wanted.value";
    tx.rows(FIND, args![tenant, departments]).await
}

/// These departments and all below them, each once.
pub async fn with_descendants(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    departments: &[DepartmentNo],
) -> Result<Vec<DepartmentNo>, StoreError> {
    const BELOW: &str = "with recursive below (id) as (\
                           select value from json_each($2) \
                           union select d.id from department as d join below on d.tenant = $1 and d.parent = below.id\
                         ) select id from below";
    Ok(tx.rows::<(DepartmentNo,)>(BELOW, args![tenant, departments]).await?.into_iter().map(|(id,)| id).collect())
}

/// These departments and all above them, each once, the root included.
pub async fn with_ancestors(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    departments: &[DepartmentNo],
) -> Result<Vec<DepartmentNo>, StoreError> {
    const ABOVE: &str = "with recursive above (id) as (\
                           select value from json_each($2) \
                           union select d.parent from above join department as d on d.tenant = $1 and d.id = above.id\
                         ) select id from above";
    Ok(tx.rows::<(DepartmentNo,)>(ABOVE, args![tenant, departments]).await?.into_iter().map(|(id,)| id).collect())
}

/// The departments of one person and all above them, each once, the root included.
pub async fn of_user_with_ancestors(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    user: menjin_model::UserNo,
) -> Result<Vec<DepartmentNo>, StoreError> {
    const ABOVE: &str = "with recursive above (id) as (\
                           select department from user_department where tenant = $1 and user = $2 \
                           union select d.parent from above join department as d on d.tenant = $1 and d.id = above.id\
                         ) select id from above union select 0";
    Ok(tx.rows::<(DepartmentNo,)>(ABOVE, args![tenant, user]).await?.into_iter().map(|(id,)| id).collect())
}
