//! Whole departments: found, made, changed, deleted.

use menjin_model::{Change, DepartmentNo, Fact, Millis, TenantNo, UserNo};

use crate::fact::{note, read};
use crate::{StoreError, Tx, args, from_row};

/// A row of `department`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct DepartmentRow {
    pub id: DepartmentNo,
    pub department_id: String,
    pub open_department_id: String,
    pub parent: DepartmentNo,
    pub name: String,
    pub position: i64,
    pub leader: UserNo,
    pub leaders: String,
    pub profile: String,
    pub created: Millis,
}

from_row!(DepartmentRow {
    id,
    department_id,
    open_department_id,
    parent,
    name,
    position,
    leader,
    leaders,
    profile,
    created
});

impl DepartmentRow {
    fn fact(&self) -> Fact {
        Fact::Department { id: self.id, parent: self.parent }
    }
}

/// These departments, in no particular order; the root and unknown ones are left out.
pub async fn find(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    departments: &[DepartmentNo],
) -> Result<Vec<DepartmentRow>, StoreError> {
    const FIND: &str = "select d.id, d.department_id, d.open_department_id, d.parent, d.name, d.position, d.leader, \
        d.leaders, d.profile, d.created \
        from json_each($2) as wanted join department as d on d.tenant = $1 and d.id = wanted.value";
    tx.rows(FIND, args![tenant, departments]).await
}

/// Adds a department.
pub async fn insert(tx: &mut Tx<'_>, tenant: TenantNo, row: &DepartmentRow) -> Result<(), StoreError> {
    const INSERT: &str = "insert into department (tenant, id, department_id, open_department_id, parent, name, position, \
        leader, leaders, profile, created) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let DepartmentRow { id, department_id, open_department_id, parent, name, .. } = row;
    let DepartmentRow { position, leader, leaders, profile, created, .. } = row;
    let values =
        args![tenant, id, department_id, open_department_id, parent, name, position, leader, leaders, profile, created];
    tx.execute(INSERT, values).await?;
    tx.note(Change::Came(row.fact()));
    Ok(())
}

/// Makes a department's row this one; ids and time of creation never change.
pub async fn update(tx: &mut Tx<'_>, tenant: TenantNo, row: &DepartmentRow) -> Result<(), StoreError> {
    const UPDATE: &str = "update department set parent = $3, name = $4, position = $5, leader = $6, leaders = $7, \
                          profile = $8 where tenant = $1 and id = $2";
    const BEFORE: &str = "select id, parent from department where tenant = $1 and id = $2";
    let DepartmentRow { id, parent, name, position, leader, leaders, profile, .. } = row;
    let before = note::before(tx, BEFORE, args![tenant, id], read::department).await?;
    tx.execute(UPDATE, args![tenant, id, parent, name, position, leader, leaders, profile]).await?;
    if let Some(before) = before {
        note::became(tx, before, row.fact());
    }
    Ok(())
}

/// Deletes a department and takes it out of everything that names it; the groups that lost it get lower counts.
pub async fn delete(tx: &mut Tx<'_>, tenant: TenantNo, department: DepartmentNo) -> Result<Ended, StoreError> {
    const GROUPS: &str = "delete from group_department where tenant = $1 and department = $2 \
                          returning user_group, department, starts, ends";
    const COUNTS: &str = "update user_group set department_count = department_count - 1 \
                          where tenant = $1 and id in (select value from json_each($2))";
    const RANGES: &str =
        "delete from contact_range where tenant = $1 and kind = 'department' and member = $2 returning app";
    const USES: &str = "delete from app_availability where tenant = $1 and kind = 'department' and member = $2 \
                        returning app, list, kind, member";
    const GRANTS: &str = "delete from document_member where tenant = $1 and kind = 'department' and member = $2 \
                          returning document, perm_type, kind, member, perm, starts, ends";
    const DOORS: &str = "delete from door_rule_member where tenant = $1 and kind = 'department' and member = $2 \
                         returning rule, kind, member, starts, ends";
    const PLACES: &str = "delete from user_department where tenant = $1 and department = $2 returning user, department";
    const DELETE: &str = "delete from department where tenant = $1 and id = $2 returning id, parent";
    let what = args![tenant, department];
    let groups = note::owners(&note::went(tx, GROUPS, what, read::group_department).await?);
    tx.execute(COUNTS, args![tenant, groups]).await?;
    let ended = Ended {
        groups,
        ranges: tx.rows(RANGES, what).await?,
        availabilities: note::owners(&note::went(tx, USES, what, read::app_listed).await?),
        documents: note::owners(&note::went(tx, GRANTS, what, read::document_member).await?),
        doors: note::owners(&note::went(tx, DOORS, what, read::door_rule_member).await?),
    };
    // Whoever still has a place here has left.
    note::went(tx, PLACES, what, read::place).await?;
    note::went(tx, DELETE, what, read::department).await?;
    Ok(ended)
}

/// What ended with a department: the internal ids of the other sides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ended {
    /// Groups it was a member of.
    pub groups: Vec<i64>,
    /// Apps whose contact range listed it.
    pub ranges: Vec<i64>,
    /// Apps whose availability listed it.
    pub availabilities: Vec<i64>,
    /// Documents it had a grant on.
    pub documents: Vec<i64>,
    /// Door rules it was in.
    pub doors: Vec<i64>,
}
