//! The tree of departments: neighbours, levels, what lies below.

use menjin_model::{DepartmentNo, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A department's place in a list of those below another: its sort key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// How far below; 1 is a child.
    pub level: i64,
    /// Its place among its neighbours.
    pub position: i64,
    /// The department.
    pub id: DepartmentNo,
}

from_row!(Spot { level, position, id });

impl Spot {
    /// Before every other.
    pub const START: Self = Self { level: 0, position: -1, id: DepartmentNo(0) };
}

/// The departments directly below one, after a spot.
pub async fn children(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    parent: DepartmentNo,
    after: Spot,
    most: i64,
) -> Result<Vec<Spot>, StoreError> {
    const LIST: &str = "select 1, position, id from department where tenant = $1 and parent = $2 \
                        and (position, id) > ($3, $4) order by position, id limit $5";
    tx.rows(LIST, args![tenant, parent, after.position, after.id, most]).await
}

/// The departments on all levels below one, after a spot.
pub async fn descendants(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    top: DepartmentNo,
    after: Spot,
    most: i64,
) -> Result<Vec<Spot>, StoreError> {
    const LIST: &str = "with recursive below (level, position, id) as (\
          select 1, position, id from department where tenant = $1 and parent = $2 \
          union all select b.level + 1, d.position, d.id from below as b \
                    join department as d on d.tenant = $1 and d.parent = b.id) \
        select level, position, id from below where (level, position, id) > ($3, $4, $5) \
        order by level, position, id limit $6";
    tx.rows(LIST, args![tenant, top, after.level, after.position, after.id, most]).await
}

/// How many levels there are below a department; 0 when it has no children.
pub async fn height(tx: &mut Tx<'_>, tenant: TenantNo, top: DepartmentNo) -> Result<i64, StoreError> {
    const HEIGHT: &str = "with recursive below (level, id) as (\
          select 0, cast($2 as bigint) \
          union all select b.level + 1, d.id from below as b join department as d on d.tenant = $1 and d.parent = b.id) \
        select max(level) from below";
    Ok(tx.row(HEIGHT, args![tenant, top]).await?.unwrap_or(0))
}

/// The child of `parent` with this name.
pub async fn named(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    parent: DepartmentNo,
    name: &str,
) -> Result<Option<DepartmentNo>, StoreError> {
    const FIND: &str = "select id from department where tenant = $1 and parent = $2 and name = $3";
    tx.row(FIND, args![tenant, parent, name]).await
}

/// The child of `parent` in this place.
pub async fn placed(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    parent: DepartmentNo,
    position: i64,
) -> Result<Option<DepartmentNo>, StoreError> {
    const FIND: &str = "select id from department where tenant = $1 and parent = $2 and position = $3";
    tx.row(FIND, args![tenant, parent, position]).await
}

/// The place of the last child of `parent`; 0 when it has none.
pub async fn last_position(tx: &mut Tx<'_>, tenant: TenantNo, parent: DepartmentNo) -> Result<i64, StoreError> {
    const LAST: &str = "select coalesce(max(position), 0) from department where tenant = $1 and parent = $2";
    Ok(tx.row(LAST, args![tenant, parent]).await?.unwrap_or(0))
}

/// How many children `parent` has.
pub async fn child_count(tx: &mut Tx<'_>, tenant: TenantNo, parent: DepartmentNo) -> Result<i64, StoreError> {
    const COUNT: &str = "select count(*) from department where tenant = $1 and parent = $2";
    Ok(tx.row(COUNT, args![tenant, parent]).await?.unwrap_or(0))
}

/// How many departments the tenant has.
pub async fn count(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<i64, StoreError> {
    Ok(tx.row("select count(*) from department where tenant = $1", args![tenant]).await?.unwrap_or(0))
}

/// The children of `parent` with their profiles: what names in other languages are compared with.
pub async fn profiles(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    parent: DepartmentNo,
) -> Result<Vec<(DepartmentNo, String)>, StoreError> {
    tx.rows("select id, profile from department where tenant = $1 and parent = $2", args![tenant, parent]).await
}
