//! People and how they are written. (`user` is a word of the language of one database; the table keeps the platform's name.)

pub mod history;
pub mod leave;
pub mod page;
pub mod place;
pub mod row;

use std::collections::HashMap;

use menjin_model::{AppNo, TenantNo, UserNo};

use crate::{StoreError, Tx, args, from_row};

/// The ways in which a person is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdKind {
    /// As one app sees them, whichever app of the tenant.
    OpenId,
    /// As all apps do.
    UnionId,
    /// As their company does; others may have it after them.
    UserId,
}

/// Whom an id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The app whose `open_id` it is; 0 for the other kinds.
    pub app: AppNo,
    /// The person, present or gone.
    pub user: UserNo,
}

impl Known {
    /// The person, unless it is an `open_id` that another app than `app` sees.
    #[must_use]
    pub fn of(self, kind: IdKind, app: AppNo) -> Option<UserNo> {
        (kind != IdKind::OpenId || self.app == app).then_some(self.user)
    }
}

/// Whom this id stands for, if that is remembered.
#[must_use]
pub fn remembered(tx: &Tx<'_>, tenant: TenantNo, kind: IdKind, id: &str) -> Option<Known> {
    tx.recall().known(tenant, kind, id)
}

/// Remembers whom ids stand for, as this transaction has read it; `open_id`s are those of `app`.
pub fn remember<'a>(
    tx: &Tx<'_>,
    (tenant, app): (TenantNo, AppNo),
    kind: IdKind,
    ids: impl Iterator<Item = (&'a str, UserNo)>,
) {
    let app = if kind == IdKind::OpenId { app } else { AppNo::default() };
    for (id, user) in ids {
        tx.recall().keep_known(tenant, kind, id, Known { app, user });
    }
}

/// Whom each of `ids` stands for, in the same order. A `user_id` is its present holder's before those of who left, and of
/// those the latest's.
pub async fn find(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    kind: IdKind,
    ids: &[&str],
) -> Result<Vec<Option<Known>>, StoreError> {
    let view = tx.recall();
    let mut found: Vec<_> = ids.iter().map(|id| view.known(tenant, kind, id)).collect();
    let missing: Vec<&str> = ids.iter().zip(&found).filter(|(_, found)| found.is_none()).map(|(id, _)| *id).collect();
    if missing.is_empty() {
        return Ok(found);
    }
    let read = read(tx, tenant, kind, &missing).await?;
    let view = tx.recall();
    for (id, found) in ids.iter().zip(&mut found) {
        if let (None, Some(known)) = (*found, read.get(*id)) {
            view.keep_known(tenant, kind, id, *known);
            *found = Some(*known);
        }
    }
    Ok(found)
}

/// Everybody who has or had this `user_id`, the present holder first, then who left, the latest first.
pub async fn holders(tx: &mut Tx<'_>, tenant: TenantNo, user_id: &str) -> Result<Vec<UserNo>, StoreError> {
    const FIND: &str = "select id from user where tenant = $1 and user_id = $2 order by resigned, id desc";
    Ok(tx.rows::<(UserNo,)>(FIND, args![tenant, user_id]).await?.into_iter().map(|(user,)| user).collect())
}

async fn read(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    kind: IdKind,
    ids: &[&str],
) -> Result<HashMap<String, Known>, StoreError> {
    const BY_OPEN_ID: &str = "select o.open_id, o.app, o.user from json_each($2) as wanted \
                              join open_id as o on o.tenant = $1 and o.open_id = wanted.value";
    const BY_UNION_ID: &str = "select u.union_id, 0, u.id from json_each($2) as wanted \
                               join user as u on u.tenant = $1 and u.union_id = wanted.value";
    // Ascending, so that below the present holder overwrites those who left.
    const BY_USER_ID: &str = "select u.user_id, 0, u.id from json_each($2) as wanted \
                              join user as u on u.tenant = $1 and u.user_id = wanted.value order by u.resigned desc, u.id";
    let find = match kind {
        IdKind::OpenId => BY_OPEN_ID,
        IdKind::UnionId => BY_UNION_ID,
        IdKind::UserId => BY_USER_ID,
    };
    let rows: Vec<(String, AppNo, UserNo)> = tx.rows(find, args![tenant, ids]).await?;
    Ok(rows.into_iter().map(|(id, app, user)| (id, Known { app, user })).collect())
}

/// The `open_id`s of these people for one app.
pub async fn open_ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    users: &[UserNo],
) -> Result<Vec<(UserNo, String)>, StoreError> {
    const FIND: &str = "select o.user, o.open_id from json_each($3) as wanted \
                        join open_id as o on o.tenant = $1 and o.app = $2 and o.user = wanted.value";
    let (mut found, mut missing) = (Vec::with_capacity(users.len()), Vec::new());
    let view = tx.recall();
    for user in users {
        match view.open_id(tenant, app, *user) {
            Some(open_id) => found.push((*user, open_id.into_string())),
            None => missing.push(*user),
        }
    }
    if !missing.is_empty() {
        let read: Vec<(UserNo, String)> = tx.rows(FIND, args![tenant, app, missing]).await?;
        let view = tx.recall();
        for (user, open_id) in &read {
            view.keep_open_id(tenant, app, *user, open_id);
        }
        found.extend(read);
    }
    Ok(found)
}

/// The `union_id`s of these people.
pub async fn union_ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    users: &[UserNo],
) -> Result<Vec<(UserNo, String)>, StoreError> {
    const FIND: &str = "select u.id, u.union_id from json_each($2) as wanted \
                        join user as u on u.tenant = $1 and u.id = wanted.value";
    tx.rows(FIND, args![tenant, users]).await
}

/// The `user_id`s of these people.
pub async fn user_ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    users: &[UserNo],
) -> Result<Vec<(UserNo, String)>, StoreError> {
    const FIND: &str = "select u.id, u.user_id from json_each($2) as wanted \
                        join user as u on u.tenant = $1 and u.id = wanted.value";
    tx.rows(FIND, args![tenant, users]).await
}

/// Those of `users` who have left.
pub async fn resigned(tx: &mut Tx<'_>, tenant: TenantNo, users: &[UserNo]) -> Result<Vec<UserNo>, StoreError> {
    const FIND: &str = "select u.id from json_each($2) as wanted \
                        join user as u on u.tenant = $1 and u.id = wanted.value where u.resigned = 1";
    Ok(tx.rows::<(UserNo,)>(FIND, args![tenant, users]).await?.into_iter().map(|(user,)| user).collect())
}

/// How many people are present in the tenant.
pub async fn count(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<i64, StoreError> {
    const COUNT: &str = "select count(*) from user where tenant = $1 and resigned = 0";
    Ok(tx.row::<(i64,)>(COUNT, args![tenant]).await?.map_or(0, |(count,)| count))
}

/// Whether a person has left, and whether they are frozen; `None` for nobody.
pub async fn standing(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo) -> Result<Option<(bool, bool)>, StoreError> {
    const FIND: &str = "select resigned, frozen from user where tenant = $1 and id = $2";
    tx.row(FIND, args![tenant, user]).await
}

/// The columns of `user` that are shown of a person.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct Card {
    pub user_id: String,
    pub union_id: String,
    pub name: String,
    pub email: Option<String>,
    pub mobile: Option<String>,
    pub employee_no: Option<String>,
    pub frozen: bool,
    pub resigned: bool,
    pub profile: String,
}

from_row!(Card { user_id, union_id, name, email, mobile, employee_no, frozen, resigned, profile });

/// One person.
pub async fn card(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo) -> Result<Option<Card>, StoreError> {
    const FIND: &str = "select user_id, union_id, name, email, mobile, employee_no, frozen, resigned, profile \
                        from user where tenant = $1 and id = $2";
    tx.row(FIND, args![tenant, user]).await
}

/// The first people who are present and not frozen, by time of joining: number, name.
pub async fn active(tx: &mut Tx<'_>, tenant: TenantNo, most: i64) -> Result<Vec<(UserNo, String)>, StoreError> {
    const LIST: &str =
        "select id, name from user where tenant = $1 and resigned = 0 and frozen = 0 order by id limit $2";
    tx.rows(LIST, args![tenant, most]).await
}

/// Who has this `user_id` or is called so, present or not.
pub async fn called(tx: &mut Tx<'_>, tenant: TenantNo, word: &str) -> Result<Vec<UserNo>, StoreError> {
    const FIND: &str = "select id from user where tenant = $1 and (user_id = $2 or name = $2) order by id limit 100";
    let rows: Vec<(UserNo,)> = tx.rows(FIND, args![tenant, word]).await?;
    Ok(rows.into_iter().map(|(user,)| user).collect())
}
