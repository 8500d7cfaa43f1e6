//! What a group is given beside documents (see [`document_member`](crate::document_member)), and departments in it.

use menjin_model::{
    AppList, AppNo, Change, DepartmentNo, Fact, GroupNo, Millis, Party, ReviewGroupNo, RuleNo, Span, TenantNo, UserNo,
};

use super::end::DepartmentRow;
use crate::{StoreError, Tx, args};

/// A beginning and an end.
pub type Window = (Millis, Millis);

/// Lets the group use an app; `false` when it may already.
pub async fn app(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo, app: AppNo) -> Result<bool, StoreError> {
    const INSERT: &str = "insert into app_availability (tenant, app, list, kind, member) \
                          values ($1, $2, 'white', 'group', $3) on conflict do nothing";
    let added = tx.execute(INSERT, args![tenant, app, group]).await? == 1;
    if added {
        tx.note(Change::Came(Fact::AppListed { app, list: AppList::White, member: Party::Group(group) }));
    }
    Ok(added)
}

/// Puts the group into a door rule, behind all others; `false` when it is in it.
pub async fn rule(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo, rule: RuleNo) -> Result<bool, StoreError> {
    const INSERT: &str = "insert into door_rule_member (tenant, rule, position, kind, member, starts, ends) \
        select $1, $2, 1 + coalesce((select max(position) from door_rule_member where tenant = $1 and rule = $2), 0), \
          'group', $3, 0, 0 \
        where not exists (select 1 from door_rule_member \
                          where tenant = $1 and kind = 'group' and member = $3 and rule = $2)";
    let added = tx.execute(INSERT, args![tenant, rule, group]).await? == 1;
    if added {
        tx.note(Change::Came(Fact::DoorRuleMember { rule, member: Party::Group(group), span: Span::ALWAYS }));
    }
    Ok(added)
}

/// Puts the group into a people group; `false` when it is in it.
pub async fn review(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    review: ReviewGroupNo,
) -> Result<bool, StoreError> {
    const INSERT: &str = "insert into review_member (tenant, review_group, kind, member) \
                          values ($1, $2, 'group', $3) on conflict do nothing";
    let added = tx.execute(INSERT, args![tenant, review, group]).await? == 1;
    if added {
        tx.note(Change::Came(Fact::ReviewMember { group: review, member: Party::Group(group) }));
    }
    Ok(added)
}

/// Makes people members, each from its beginning until its end. None of them may be in the group.
pub async fn people(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    people: &[(UserNo, Window)],
) -> Result<(), StoreError> {
    const INSERT: &str = "insert into group_member (tenant, user_group, joined, user, starts, ends) \
        select $1, $2, $3, cast(value ->> 0 as bigint), cast(value ->> 1 as bigint), cast(value ->> 2 as bigint) \
        from json_each($4)";
    if people.is_empty() {
        return Ok(());
    }
    let joined = tx.new_id().await?;
    let rows = rows(people.iter().map(|(user, window)| (user.0, *window)))?;
    tx.execute(INSERT, args![tenant, group, joined, rows]).await?;
    tx.note_all(people.iter().map(|(user, window)| Change::Came(member(group, Party::User(*user), *window))));
    Ok(())
}

/// The same for departments; `user_group.department_count` is kept here.
pub async fn departments(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    departments: &[(DepartmentNo, Window)],
) -> Result<(), StoreError> {
    const INSERT: &str = "insert into group_department (tenant, user_group, joined, department, starts, ends) \
        select $1, $2, $3, cast(value ->> 0 as bigint), cast(value ->> 1 as bigint), cast(value ->> 2 as bigint) \
        from json_each($4)";
    if departments.is_empty() {
        return Ok(());
    }
    let joined = tx.new_id().await?;
    let rows = rows(departments.iter().map(|(department, window)| (department.0, *window)))?;
    tx.execute(INSERT, args![tenant, group, joined, rows]).await?;
    let came = departments.iter().map(|(no, window)| Change::Came(member(group, Party::Department(*no), *window)));
    tx.note_all(came);
    recount(tx, tenant, group).await
}

/// Takes departments out of the group; what was there of them.
pub async fn remove_departments(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    departments: &[DepartmentNo],
) -> Result<Vec<DepartmentRow>, StoreError> {
    const DELETE: &str = "delete from group_department \
        where tenant = $1 and user_group = $2 and department in (select value from json_each($3)) \
        returning department, joined, starts, ends";
    let gone: Vec<DepartmentRow> = tx.rows(DELETE, args![tenant, group, departments]).await?;
    let went = |row: &DepartmentRow| {
        Change::Went(member(group, Party::Department(DepartmentNo(row.department)), (row.starts, row.ends)))
    };
    tx.note_all(gone.iter().map(went));
    recount(tx, tenant, group).await?;
    Ok(gone)
}

/// Says that the group was changed at this moment.
pub async fn touch(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo, now: Millis) -> Result<(), StoreError> {
    const TOUCH: &str = "update user_group set updated = $3 where tenant = $1 and id = $2";
    tx.execute(TOUCH, args![tenant, group, now]).await.map(drop)
}

pub(super) async fn recount(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo) -> Result<(), StoreError> {
    const COUNT: &str = "update user_group set department_count = \
          (select count(*) from group_department as d where d.tenant = $1 and d.user_group = $2) \
        where tenant = $1 and id = $2";
    tx.execute(COUNT, args![tenant, group]).await.map(drop)
}

fn member(group: GroupNo, member: Party, (starts, ends): Window) -> Fact {
    Fact::GroupMember { group, member, span: Span { starts, ends } }
}

fn rows(rows: impl Iterator<Item = (i64, Window)>) -> Result<String, StoreError> {
    let rows: Vec<_> = rows.map(|(no, (starts, ends))| (no, starts.0, ends.0)).collect();
    serde_json::to_string(&rows).map_err(|_| StoreError::Misuse("a list is not JSON"))
}

/// The beginning and end of those of `users` who are in the group, whether begun or over.
pub async fn windows_of_people(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    users: &[UserNo],
) -> Result<Vec<(i64, Millis, Millis)>, StoreError> {
    const LIST: &str = "select m.user, m.starts, m.ends from json_each($3) as w cross join group_member as m \
                        where m.tenant = $1 and m.user = w.value and m.user_group = $2";
    tx.rows(LIST, args![tenant, group, users]).await
}

/// The same of departments.
pub async fn windows_of_departments(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    departments: &[DepartmentNo],
) -> Result<Vec<(i64, Millis, Millis)>, StoreError> {
    const LIST: &str = "select m.department, m.starts, m.ends from json_each($3) as w cross join group_department as m \
                        where m.tenant = $1 and m.department = w.value and m.user_group = $2";
    tx.rows(LIST, args![tenant, group, departments]).await
}
