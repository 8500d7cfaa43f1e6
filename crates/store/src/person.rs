//! People and how they are written. (`user` is a word of the language of one database; the table keeps the platform's name.)

pub mod leave;
pub mod place;
pub mod row;

use menjin_model::{AppNo, TenantNo, UserNo};

use crate::{StoreError, Tx, args, from_row};

/// Who these `open_id`s are, of whichever app of the tenant; unknown ones are left out.
pub async fn by_open_ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    ids: &[&str],
) -> Result<Vec<(String, AppNo, UserNo)>, StoreError> {
    const FIND: &str = "select o.open_id, o.app, o.user from json_each($2) as wanted \
                        join open_id as o on o.tenant = $1 and o.open_id = wanted.value";
    tx.rows(FIND, args![tenant, ids]).await
}

/// Who these `union_id`s are; unknown ones are left out.
pub async fn by_union_ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    ids: &[&str],
) -> Result<Vec<(String, UserNo)>, StoreError> {
    const FIND: &str = "select u.union_id, u.id from json_each($2) as wanted \
                        join user as u on u.tenant = $1 and u.union_id = wanted.value";
    tx.rows(FIND, args![tenant, ids]).await
}

/// Who these `user_id`s are; the present holder before one who has left, the latest of those who left. Unknown ones are left out.
pub async fn by_user_ids(tx: &mut Tx<'_>, tenant: TenantNo, ids: &[&str]) -> Result<Vec<(String, UserNo)>, StoreError> {
    // Ascending, so that in the caller's map the present holder overwrites those who left.
    const FIND: &str = "select u.user_id, u.id from json_each($2) as wanted \
                        join user as u on u.tenant = $1 and u.user_id = wanted.value order by u.resigned desc, u.id";
    tx.rows(FIND, args![tenant, ids]).await
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
    tx.rows(FIND, args![tenant, app, users]).await
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
