//! Whole people: found, made, changed.

use menjin_model::{Change, Fact, Millis, TenantNo, UserNo};

use crate::fact::{note, read};
use crate::{StoreError, Tx, args, from_row};

/// A row of `user`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct UserRow {
    pub id: UserNo,
    pub user_id: String,
    pub union_id: String,
    pub name: String,
    pub email: Option<String>,
    pub mobile: Option<String>,
    pub employee_no: Option<String>,
    pub leader: UserNo,
    pub employee_type: i64,
    pub frozen: bool,
    pub resigned: bool,
    pub manager: bool,
    pub profile: String,
    pub created: Millis,
}

from_row!(UserRow {
    id,
    user_id,
    union_id,
    name,
    email,
    mobile,
    employee_no,
    leader,
    employee_type,
    frozen,
    resigned,
    manager,
    profile,
    created
});

impl UserRow {
    fn fact(&self) -> Fact {
        let Self { id, frozen, resigned, manager, .. } = *self;
        Fact::User { id, frozen, resigned, manager }
    }
}

/// These people, in no particular order; unknown ones are left out.
pub async fn find(tx: &mut Tx<'_>, tenant: TenantNo, users: &[UserNo]) -> Result<Vec<UserRow>, StoreError> {
    const FIND: &str = "select u.id, u.user_id, u.union_id, u.name, u.email, u.mobile, u.employee_no, u.leader, \
        u.employee_type, u.frozen, u.resigned, u.manager, u.profile, u.created \
        from json_each($2) as wanted join user as u on u.tenant = $1 and u.id = wanted.value";
    tx.rows(FIND, args![tenant, users]).await
}

/// Adds a person.
pub async fn insert(tx: &mut Tx<'_>, tenant: TenantNo, row: &UserRow) -> Result<(), StoreError> {
    const INSERT: &str = "insert into user (tenant, id, user_id, union_id, name, email, mobile, employee_no, leader, \
        employee_type, frozen, resigned, manager, profile, created) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    let UserRow { id, user_id, union_id, name, email, mobile, employee_no, leader, .. } = row;
    let UserRow { employee_type, frozen, resigned, manager, profile, created, .. } = row;
    let ids = args![tenant, id, user_id, union_id, name, email, mobile, employee_no, leader];
    let rest = args![employee_type, frozen, resigned, manager, profile, created];
    tx.touch_people(tenant);
    tx.execute(INSERT, &[ids, rest].concat()).await?;
    tx.note(Change::Came(row.fact()));
    Ok(())
}

/// Makes a person's row this one; ids and time of creation never change.
pub async fn update(tx: &mut Tx<'_>, tenant: TenantNo, row: &UserRow) -> Result<(), StoreError> {
    const UPDATE: &str = "update user set name = $3, email = $4, mobile = $5, employee_no = $6, leader = $7, \
        employee_type = $8, frozen = $9, resigned = $10, manager = $11, profile = $12 where tenant = $1 and id = $2";
    const BEFORE: &str = "select id, frozen, resigned, manager from user where tenant = $1 and id = $2";
    let UserRow { id, name, email, mobile, employee_no, leader, .. } = row;
    let UserRow { employee_type, frozen, resigned, manager, profile, .. } = row;
    let values =
        args![tenant, id, name, email, mobile, employee_no, leader, employee_type, frozen, resigned, manager, profile];
    let before = note::before(tx, BEFORE, args![tenant, id], read::user).await?;
    tx.touch_people(tenant);
    tx.execute(UPDATE, values).await?;
    if let Some(before) = before {
        note::became(tx, before, row.fact());
    }
    Ok(())
}

/// Who of those present has this `user_id`.
pub async fn with_user_id(tx: &mut Tx<'_>, tenant: TenantNo, id: &str) -> Result<Option<UserNo>, StoreError> {
    tx.row("select id from user where tenant = $1 and user_id = $2 and resigned = 0", args![tenant, id]).await
}

/// Who of those present has this number.
pub async fn with_mobile(tx: &mut Tx<'_>, tenant: TenantNo, mobile: &str) -> Result<Option<UserNo>, StoreError> {
    tx.row("select id from user where tenant = $1 and mobile = $2 and resigned = 0", args![tenant, mobile]).await
}

/// Who of those present has this mail address.
pub async fn with_email(tx: &mut Tx<'_>, tenant: TenantNo, email: &str) -> Result<Option<UserNo>, StoreError> {
    tx.row("select id from user where tenant = $1 and email = $2 and resigned = 0", args![tenant, email]).await
}

/// Who of those present has this employee number.
pub async fn with_employee_no(tx: &mut Tx<'_>, tenant: TenantNo, number: &str) -> Result<Option<UserNo>, StoreError> {
    tx.row("select id from user where tenant = $1 and employee_no = $2 and resigned = 0", args![tenant, number]).await
}

/// Those present who have one of these mail addresses.
pub async fn by_emails(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    emails: &[&str],
) -> Result<Vec<(String, UserNo)>, StoreError> {
    const FIND: &str = "select u.email, u.id from json_each($2) as wanted \
                        join user as u on u.tenant = $1 and u.email = wanted.value and u.resigned = 0";
    tx.rows(FIND, args![tenant, emails]).await
}

/// Those present who have one of these numbers.
pub async fn by_mobiles(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    mobiles: &[&str],
) -> Result<Vec<(String, UserNo)>, StoreError> {
    const FIND: &str = "select u.mobile, u.id from json_each($2) as wanted \
                        join user as u on u.tenant = $1 and u.mobile = wanted.value and u.resigned = 0";
    tx.rows(FIND, args![tenant, mobiles]).await
}

/// Those who left and had one of these mail addresses or numbers, the latest last. Reads everybody: there is no index of
/// those who left.
pub async fn resigned_by_contacts(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    emails: &[&str],
    mobiles: &[&str],
) -> Result<Vec<(Option<String>, Option<String>, UserNo)>, StoreError> {
    const FIND: &str = "select email, mobile, id from user where tenant = $1 and resigned = 1 \
                        and (email in (select value from json_each($2)) or mobile in (select value from json_each($3))) \
                        order by id";
    tx.rows(FIND, args![tenant, emails, mobiles]).await
}

/// Adds what each app calls a new person: pairs of an app's number and an `open_id`, as a JSON list.
pub async fn meet_apps(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo, open_ids: &str) -> Result<(), StoreError> {
    const INSERT: &str = "insert into open_id (tenant, app, user, open_id) \
                          select $1, cast(value ->> 0 as bigint), $2, value ->> 1 from json_each($3)";
    tx.touch_people(tenant);
    tx.execute(INSERT, args![tenant, user, open_ids]).await?;
    Ok(())
}
