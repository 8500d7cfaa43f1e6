//! People and departments in ordinary groups.
//!
//! `user_group.user_count` counts rows, begun or not; every function here that adds or takes rows away leaves it to its
//! caller to say so with [`recount`], once for the whole write.

use menjin_model::{Change, DepartmentNo, Fact, GroupNo, Millis, Party, Span, TenantNo, UserNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `group_member`, but for its tenant and group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct MemberRow {
    pub user: UserNo,
    pub joined: i64,
    pub starts: Millis,
    pub ends: Millis,
}

from_row!(MemberRow { user, joined, starts, ends });

impl MemberRow {
    pub(super) fn fact(&self, group: GroupNo) -> Fact {
        Fact::GroupMember { group, member: Party::User(self.user), span: Span { starts: self.starts, ends: self.ends } }
    }
}

/// How many more memberships the tenant may have, when it may have `each` times as many as people.
pub async fn room(tx: &mut Tx<'_>, tenant: TenantNo, each: i64) -> Result<i64, StoreError> {
    const ROOM: &str = "select users * $2 - memberships from tally where tenant = $1";
    Ok(tx.row(ROOM, args![tenant, each]).await?.unwrap_or(0))
}

/// Makes those of `users` members who are neither members nor gone from the company; who was added, in no order.
pub async fn insert(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    users: &[UserNo],
) -> Result<Vec<UserNo>, StoreError> {
    const INSERT: &str = "insert into group_member (tenant, user_group, joined, user, starts, ends) \
        select $1, $2, $3, u.id, 0, 0 from json_each($4) as wanted cross join user as u \
          where u.tenant = $1 and u.id = wanted.value and u.resigned = 0 \
        on conflict (tenant, user, user_group) do nothing returning user";
    let joined = tx.new_id().await?;
    let added: Vec<UserNo> = tx.rows(INSERT, args![tenant, group, joined, users]).await?;
    let came =
        |user: &UserNo| Change::Came(Fact::GroupMember { group, member: Party::User(*user), span: Span::ALWAYS });
    tx.note_all(added.iter().map(came));
    Ok(added)
}

/// Those of `users` whom [`insert`] would add.
pub async fn addable(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    users: &[UserNo],
) -> Result<Vec<UserNo>, StoreError> {
    const FIND: &str = "select u.id from json_each($3) as wanted cross join user as u \
        where u.tenant = $1 and u.id = wanted.value and u.resigned = 0 \
          and not exists (select 1 from group_member as m where m.tenant = $1 and m.user = u.id and m.user_group = $2)";
    tx.rows(FIND, args![tenant, group, users]).await
}

/// Takes `users` out of the group; what was there of them, begun or not, in the order of joining.
pub async fn remove(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    users: &[UserNo],
) -> Result<Vec<MemberRow>, StoreError> {
    const DELETE: &str = "delete from group_member \
        where tenant = $1 and user_group = $2 and user in (select value from json_each($3)) \
        returning user, joined, starts, ends";
    let gone = tx.rows(DELETE, args![tenant, group, users]).await?;
    Ok(noted(tx, group, gone))
}

/// Takes away what was planned of `users` in the group, or is over; what that was.
pub async fn remove_idle(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    users: &[UserNo],
    now: Millis,
) -> Result<Vec<MemberRow>, StoreError> {
    const DELETE: &str = "delete from group_member \
        where tenant = $1 and user_group = $2 and user in (select value from json_each($3)) \
          and (starts > $4 or (ends > 0 and ends <= $4)) \
        returning user, joined, starts, ends";
    let gone = tx.rows(DELETE, args![tenant, group, users, now]).await?;
    Ok(noted(tx, group, gone))
}

/// Rows that went, in the order of joining.
fn noted(tx: &mut Tx<'_>, group: GroupNo, mut rows: Vec<MemberRow>) -> Vec<MemberRow> {
    rows.sort_by_key(|row| (row.joined, row.user));
    tx.note_all(rows.iter().map(|row| Change::Went(row.fact(group))));
    rows
}

/// Says that the group has so many rows more (or fewer).
pub async fn recount(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo, by: i64) -> Result<(), StoreError> {
    const UPDATE: &str = "update user_group set user_count = user_count + $3 where tenant = $1 and id = $2";
    if by != 0 {
        tx.execute(UPDATE, args![tenant, group, by]).await?;
    }
    Ok(())
}

/// Where a page of members begins: behind this row.
pub type Position = (i64, i64);

/// Before the first row.
pub const FIRST: Position = (i64::MIN, i64::MIN);

/// The members at `now` behind `after`, in the order of joining, at most `limit`: person, joined.
pub async fn page(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    now: Millis,
    after: Position,
    limit: i64,
) -> Result<Vec<(UserNo, i64)>, StoreError> {
    const PAGE: &str = "select user, joined from group_member \
        where tenant = $1 and user_group = $2 and (joined, user) > ($3, $4) \
          and starts <= $5 and (ends = 0 or ends > $5) \
        order by joined, user limit $6";
    tx.rows(PAGE, args![tenant, group, after.0, after.1, now, limit]).await
}

/// The departments that are members at `now` behind `after`, likewise.
pub async fn page_of_departments(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    now: Millis,
    after: Position,
    limit: i64,
) -> Result<Vec<(DepartmentNo, i64)>, StoreError> {
    const PAGE: &str = "select department, joined from group_department \
        where tenant = $1 and user_group = $2 and (joined, department) > ($3, $4) \
          and starts <= $5 and (ends = 0 or ends > $5) \
        order by joined, department limit $6";
    tx.rows(PAGE, args![tenant, group, after.0, after.1, now, limit]).await
}

/// When the memberships of a group end that do, and are not over at `now`.
pub async fn ends(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    now: Millis,
) -> Result<Vec<(UserNo, i64)>, StoreError> {
    const LIST: &str = "select user, ends from group_member where tenant = $1 and user_group = $2 and ends > $3";
    tx.rows(LIST, args![tenant, group, now]).await
}
