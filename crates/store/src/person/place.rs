//! People in departments.

use menjin_model::{DepartmentNo, Fact, TenantNo, UserNo};
use serde_json::json;

use crate::fact::{note, read};
use crate::{StoreError, Tx, args, from_row};

/// A row of `user_department`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct Place {
    pub user: UserNo,
    pub department: DepartmentNo,
    pub user_order: i64,
    pub department_order: i64,
    pub is_primary: bool,
}

from_row!(Place { user, department, user_order, department_order, is_primary });

/// The places of these people, each person's primary one first.
pub async fn of(tx: &mut Tx<'_>, tenant: TenantNo, users: &[UserNo]) -> Result<Vec<Place>, StoreError> {
    const FIND: &str = "select ud.user, ud.department, ud.user_order, ud.department_order, ud.is_primary \
        from json_each($2) as wanted join user_department as ud on ud.tenant = $1 and ud.user = wanted.value \
        order by ud.user, ud.is_primary desc, ud.department_order desc, ud.department";
    tx.rows(FIND, args![tenant, users]).await
}

/// Makes these the only places of a person.
pub async fn replace(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo, places: &[Place]) -> Result<(), StoreError> {
    const DELETE: &str = "delete from user_department where tenant = $1 and user = $2 returning user, department";
    const INSERT: &str = "insert into user_department (tenant, department, user, user_order, department_order, is_primary) \
        select $1, cast(value ->> 0 as bigint), $2, cast(value ->> 1 as bigint), cast(value ->> 2 as bigint), \
          cast(value ->> 3 as bigint) from json_each($3)";
    let before = read::facts(tx, DELETE, args![tenant, user], read::place).await?;
    let rows: Vec<_> = places
        .iter()
        .map(|place| json!([place.department, place.user_order, place.department_order, i64::from(place.is_primary)]))
        .collect();
    tx.execute(INSERT, args![tenant, user, json!(rows).to_string()]).await?;
    let after = places.iter().map(|place| Fact::Place { user, department: place.department }).collect();
    note::replaced(tx, before, after);
    Ok(())
}

/// Those present who belong to a department directly, after this one, by number.
pub async fn members(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    department: DepartmentNo,
    after: UserNo,
    most: i64,
) -> Result<Vec<UserNo>, StoreError> {
    const LIST: &str = "select ud.user from user_department as ud join user as u on u.tenant = $1 and u.id = ud.user \
        where ud.tenant = $1 and ud.department = $2 and ud.user > $3 and u.resigned = 0 order by ud.user limit $4";
    tx.rows(LIST, args![tenant, department, after, most]).await
}

/// How many belong to each of these departments directly; empty ones are left out.
pub async fn direct_counts(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    departments: &[DepartmentNo],
) -> Result<Vec<(DepartmentNo, i64)>, StoreError> {
    const COUNT: &str = "select ud.department, count(*) from json_each($2) as wanted \
        join user_department as ud on ud.tenant = $1 and ud.department = wanted.value group by ud.department";
    tx.rows(COUNT, args![tenant, departments]).await
}

/// How many people present belong to each of these departments or to one below it, each person once; empty ones are left
/// out.
pub async fn counts(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    departments: &[DepartmentNo],
) -> Result<Vec<(DepartmentNo, i64)>, StoreError> {
    const COUNT: &str = "with recursive below (top, id) as (\
          select value, value from json_each($2) \
          union select b.top, d.id from below as b join department as d on d.tenant = $1 and d.parent = b.id) \
        select b.top, count(distinct ud.user) from below as b \
        join user_department as ud on ud.tenant = $1 and ud.department = b.id \
        join user as u on u.tenant = $1 and u.id = ud.user and u.resigned = 0 group by b.top";
    tx.rows(COUNT, args![tenant, departments]).await
}

/// How many people present have each of these departments as their primary one; those of nobody are left out.
pub async fn primary_counts(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    departments: &[DepartmentNo],
) -> Result<Vec<(DepartmentNo, i64)>, StoreError> {
    const COUNT: &str = "select ud.department, count(*) from json_each($2) as wanted \
        join user_department as ud on ud.tenant = $1 and ud.department = wanted.value and ud.is_primary = 1 \
        join user as u on u.tenant = $1 and u.id = ud.user and u.resigned = 0 group by ud.department";
    tx.rows(COUNT, args![tenant, departments]).await
}
