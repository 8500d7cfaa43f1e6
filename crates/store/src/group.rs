//! User groups.

use menjin_model::{AppNo, Change, Fact, GroupId, GroupNo, Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

pub mod back;
pub mod census;
pub mod deleted;
pub mod depend;
pub mod end;
pub mod give;
pub mod listing;
pub mod member;
pub mod people;
pub mod view;

/// A row of `user_group`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct GroupRow {
    pub id: GroupNo,
    pub group_id: GroupId,
    pub name: String,
    pub description: String,
    pub r#type: i64,
    pub rule: String,
    pub user_count: i64,
    pub department_count: i64,
    pub created: Millis,
    pub updated: Millis,
}

from_row!(GroupRow { id, group_id, name, description, r#type, rule, user_count, department_count, created, updated });

/// The group with this id.
pub async fn find(tx: &mut Tx<'_>, tenant: TenantNo, group_id: &str) -> Result<Option<GroupRow>, StoreError> {
    const FIND: &str = "select id, group_id, name, description, type, rule, user_count, department_count, created, updated \
                        from user_group where tenant = $1 and group_id = $2";
    tx.row(FIND, args![tenant, group_id]).await
}

/// A group as it is at one moment. The rows of people whose membership has not begun or is over are counted apart, by
/// indexes that hold such rows alone.
#[derive(Debug, Clone)]
pub struct GroupAt {
    /// The row; its counts are all that is stored.
    pub row: GroupRow,
    /// People whose membership has not begun, or is over.
    pub idle_users: i64,
    /// Departments likewise.
    pub idle_departments: i64,
}

impl GroupAt {
    /// How many people are members at that moment.
    #[must_use]
    pub fn users(&self) -> i64 {
        self.row.user_count - self.idle_users
    }

    /// How many departments are.
    #[must_use]
    pub fn departments(&self) -> i64 {
        self.row.department_count - self.idle_departments
    }

    /// Whether a rule says who is in it.
    #[must_use]
    pub fn is_dynamic(&self) -> bool {
        self.row.r#type == DYNAMIC
    }
}

/// The type of a group that a rule fills.
pub const DYNAMIC: i64 = 2;

impl crate::FromRow for GroupAt {
    fn from_row(row: &crate::Row<'_>) -> Result<Self, StoreError> {
        let (upcoming, ended): (i64, i64) = (row.take(10)?, row.take(11)?);
        let idle_departments = row.take(12)?;
        Ok(Self { row: GroupRow::from_row(row)?, idle_users: upcoming + ended, idle_departments })
    }
}

/// `$1` is the tenant, `$2` the moment.
macro_rules! at {
    ($tail:literal) => {
        concat!(
            "select g.id, g.group_id, g.name, g.description, g.type, g.rule, g.user_count, g.department_count, \
                    g.created, g.updated, \
               (select count(*) from group_member as m where m.tenant = $1 and m.user_group = g.id \
                  and m.starts > 0 and m.starts > $2), \
               (select count(*) from group_member as m where m.tenant = $1 and m.user_group = g.id \
                  and m.ends > 0 and m.ends <= $2 and m.starts <= $2), \
               case g.department_count when 0 then 0 else \
                 (select count(*) from group_department as d where d.tenant = $1 and d.user_group = g.id \
                    and (d.starts > $2 or (d.ends > 0 and d.ends <= $2))) end \
             from user_group as g where g.tenant = $1 and ",
            $tail
        )
    };
}

/// The group with this id, as it is at `now`.
pub async fn find_at(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group_id: &str,
    now: Millis,
) -> Result<Option<GroupAt>, StoreError> {
    const FIND: &str = at!("g.group_id = $3");
    if let Some(row) = tx.recall().group(tenant, group_id) {
        return Ok(Some(GroupAt { row, idle_users: 0, idle_departments: 0 }));
    }
    let found: Option<GroupAt> = tx.row(FIND, args![tenant, now, group_id]).await?;
    if let Some(group) = &found
        && tx.recall().keeps_groups()
        && !is_timed(tx, tenant, group.row.id).await?
    {
        tx.recall().keep_group(tenant, &group.row);
    }
    Ok(found)
}

/// Whether a membership of the group begins or ends at some moment.
async fn is_timed(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo) -> Result<bool, StoreError> {
    const TIMED: &str = "select \
        exists (select 1 from group_member where tenant = $1 and user_group = $2 and starts > 0) \
        or exists (select 1 from group_member where tenant = $1 and user_group = $2 and ends > 0) \
        or exists (select 1 from group_department where tenant = $1 and user_group = $2 and (starts > 0 or ends > 0))";
    Ok(tx.row(TIMED, args![tenant, group]).await?.unwrap_or(true))
}

/// Which groups a list shows.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// 1 or 2; 0 for both.
    pub kind: i64,
    /// Only those that this app's range lists; `None` for all.
    pub listed_by: Option<AppNo>,
}

/// The groups after `after` as they are at `now`, in the order of their creation, at most `limit`.
pub async fn list_at(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    now: Millis,
    filter: Filter,
    after: GroupNo,
    limit: i64,
) -> Result<Vec<GroupAt>, StoreError> {
    const LIST: &str = at!("g.id > $3 and ($4 = 0 or g.type = $4) \
        and ($5 = 0 or exists (select 1 from contact_range as r \
                               where r.tenant = $1 and r.app = $5 and r.kind = 'group' and r.member = g.id)) \
        order by g.id limit $6");
    let app = filter.listed_by.unwrap_or_default();
    tx.rows(LIST, args![tenant, now, after, filter.kind, app, limit]).await
}

/// A group as the list of somebody's groups shows it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct Belonging {
    pub id: GroupNo,
    pub group_id: GroupId,
    pub name: String,
    pub description: String,
    pub r#type: i64,
}

from_row!(Belonging { id, group_id, name, description, r#type });

/// Those of `groups` that the filter lets through behind `after`, in the order of their creation, at most `limit`.
pub async fn list_among(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    groups: &[GroupNo],
    filter: Filter,
    after: GroupNo,
    limit: i64,
) -> Result<Vec<Belonging>, StoreError> {
    const LIST: &str = "select g.id, g.group_id, g.name, g.description, g.type from user_group as g \
        where g.tenant = $1 and g.id in (select value from json_each($2)) and g.id > $3 and ($4 = 0 or g.type = $4) \
          and ($5 = 0 or exists (select 1 from contact_range as r \
                                 where r.tenant = $1 and r.app = $5 and r.kind = 'group' and r.member = g.id)) \
        order by g.id limit $6";
    let app = filter.listed_by.unwrap_or_default();
    tx.rows(LIST, args![tenant, groups, after, filter.kind, app, limit]).await
}

/// Whether a group of the tenant has this very name.
pub async fn name_taken(tx: &mut Tx<'_>, tenant: TenantNo, name: &str) -> Result<bool, StoreError> {
    const FIND: &str = "select id from user_group where tenant = $1 and name = $2";
    Ok(tx.row::<(i64,)>(FIND, args![tenant, name]).await?.is_some())
}

/// A group that is to be made: ordinary, and without members.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct NewGroup<'a> {
    pub group_id: &'a GroupId,
    pub name: &'a str,
    pub description: &'a str,
    pub now: Millis,
}

/// Adds a group, unless its id or its name is taken or the tenant has `most` groups: then `None`, and nothing is done.
///
/// One statement where all is well, since creating is the call that many do at once; who got `None` asks for the reason.
pub async fn insert(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: &NewGroup<'_>,
    most: i64,
) -> Result<Option<GroupNo>, StoreError> {
    const INSERT: &str = "insert into user_group \
        (tenant, id, group_id, name, description, type, rule, user_count, department_count, created, updated) \
        select $1, $2, $3, $4, $5, 1, 'null', 0, 0, $6, $6 \
          where coalesce((select groups from tally where tenant = $1), 0) < $7 \
        on conflict do nothing";
    let id = GroupNo(tx.new_id().await?);
    let NewGroup { group_id, name, description, now } = group;
    let added = tx.execute(INSERT, args![tenant, id, group_id, name, description, now, most]).await?;
    if added != 1 {
        return Ok(None);
    }
    tx.note(Change::Came(Fact::Group { id, rule: None }));
    Ok(Some(id))
}

/// Gives a group another name and description; `false`, and nothing is done, when another group has the name.
pub async fn rename(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    name: &str,
    description: &str,
    now: Millis,
) -> Result<bool, StoreError> {
    const UPDATE: &str = "update user_group set name = $3, description = $4, updated = $5 \
        where tenant = $1 and id = $2 \
          and not exists (select 1 from user_group where tenant = $1 and name = $3 and id <> $2)";
    Ok(tx.execute(UPDATE, args![tenant, group, name, description, now]).await? == 1)
}
