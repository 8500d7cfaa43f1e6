//! Apps as lists show them, and who may use them.

use menjin_model::{AppId, AppList, AppNo, Change, Fact, Party, TenantNo, UserNo};

use super::names::pattern;
use crate::fact::{note, read};
use crate::{StoreError, Tx, args, from_row};

/// An app in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct ListedRow {
    pub id: AppNo,
    pub app_id: AppId,
    pub name: String,
    pub description: String,
    pub status: i64,
    pub visible_to_all: bool,
    pub owner: UserNo,
    pub owner_name: String,
    pub owner_id: String,
    pub collaborators: i64,
    pub white: i64,
    pub black: i64,
}

from_row!(ListedRow {
    id,
    app_id,
    name,
    description,
    status,
    visible_to_all,
    owner,
    owner_name,
    owner_id,
    collaborators,
    white,
    black
});

/// Apps of the tenant whose name or id has this text in it, the oldest first.
pub async fn list(tx: &mut Tx<'_>, tenant: TenantNo, text: &str, most: i64) -> Result<Vec<ListedRow>, StoreError> {
    const LIST: &str = "select a.id, a.app_id, a.name, a.description, a.status, a.visible_to_all, a.owner, \
          coalesce(u.name, ''), coalesce(u.user_id, ''), \
          (select count(*) from app_collaborator as c where c.tenant = $1 and c.app = a.id), \
          (select count(*) from app_availability as w where w.tenant = $1 and w.app = a.id and w.list = 'white'), \
          (select count(*) from app_availability as b where b.tenant = $1 and b.app = a.id and b.list = 'black') \
        from app as a left join user as u on u.tenant = $1 and u.id = a.owner \
        where a.tenant = $1 and ($2 = '%%' or lower(a.name) like $2 escape '!' or lower(a.app_id) like $2 escape '!') \
        order by a.id limit $3";
    let text = pattern(text);
    tx.rows(LIST, args![tenant, text, most]).await
}

/// Who stands in the lists of an app: list, kind, number.
pub async fn listed(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    most: i64,
) -> Result<Vec<(String, String, i64)>, StoreError> {
    const LIST: &str = "select list, kind, member from app_availability where tenant = $1 and app = $2 \
                        order by list desc, kind, member limit $3";
    tx.rows(LIST, args![tenant, app, most]).await
}

/// Puts somebody on a list; whether they were not on it.
pub async fn add(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    list: AppList,
    (kind, member): (&str, Party),
) -> Result<bool, StoreError> {
    const PUT: &str = "insert into app_availability (tenant, app, list, kind, member) values ($1, $2, $3, $4, $5) \
                       on conflict (tenant, app, list, kind, member) do nothing";
    let number = number(member);
    let added = tx.execute(PUT, args![tenant, app, word(list), kind, number]).await? > 0;
    if added {
        tx.note(Change::Came(Fact::AppListed { app, list, member }));
    }
    Ok(added)
}

/// Takes somebody off a list; whether they were on it.
pub async fn remove(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    list: AppList,
    (kind, member): (&str, Party),
) -> Result<bool, StoreError> {
    const DELETE: &str = "delete from app_availability \
        where tenant = $1 and app = $2 and list = $3 and kind = $4 and member = $5 returning app, list, kind, member";
    let number = number(member);
    Ok(!note::went(tx, DELETE, args![tenant, app, word(list), kind, number], read::app_listed).await?.is_empty())
}

/// Opens an app to everyone, or to its white list alone; whether that was not so.
pub async fn open(tx: &mut Tx<'_>, tenant: TenantNo, app: AppNo, to_all: bool) -> Result<bool, StoreError> {
    const UPDATE: &str = "update app set visible_to_all = $3 where tenant = $1 and id = $2 and visible_to_all <> $3";
    const BEFORE: &str = "select id, owner, status, visible_to_all from app where tenant = $1 and id = $2";
    let before = note::before(tx, BEFORE, args![tenant, app], read::app).await?;
    let changed = tx.execute(UPDATE, args![tenant, app, to_all]).await? > 0;
    if let (true, Some(before @ Fact::App { id, owner, enabled, .. })) = (changed, before) {
        note::became(tx, before, Fact::App { id, owner, enabled, visible_to_all: to_all });
    }
    Ok(changed)
}

const fn word(list: AppList) -> &'static str {
    match list {
        AppList::White => "white",
        AppList::Black => "black",
    }
}

const fn number(member: Party) -> i64 {
    match member {
        Party::User(no) => no.0,
        Party::Department(no) => no.0,
        Party::Group(no) => no.0,
        Party::App(no) => no.0,
        Party::Visitor(no) => no.0,
        Party::Everyone => 0,
    }
}
