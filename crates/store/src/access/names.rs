//! What people call things: by their ids, by a part of their name, and by their numbers.

use menjin_model::TenantNo;

use crate::{StoreError, Tx, args};

/// What has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "named as on the wire")]
pub enum Kind {
    User,
    Department,
    Group,
    App,
    Visitor,
    Document,
    Door,
    DoorRule,
    ReviewGroup,
}

/// For each kind: by id, by a part of the name or id, by number. People who left are found by number alone.
struct Queries {
    by_id: &'static str,
    like: &'static str,
    by_number: &'static str,
}

macro_rules! queries {
    ($table:literal, $id:literal, $name:literal, $alive:literal) => {
        Queries {
            by_id: concat!(
                "select t.",
                $id,
                ", t.",
                $name,
                " from json_each($2) as wanted join ",
                $table,
                " as t on t.tenant = $1 and t.",
                $id,
                " = wanted.value",
                $alive
            ),
            like: concat!(
                "select t.",
                $id,
                ", t.",
                $name,
                " from ",
                $table,
                " as t where t.tenant = $1",
                $alive,
                " and (lower(t.",
                $name,
                ") like $2 escape '!' or lower(t.",
                $id,
                ") like $2 escape '!') order by t.id limit $3"
            ),
            by_number: concat!(
                "select t.id, t.",
                $id,
                ", t.",
                $name,
                " from json_each($2) as wanted join ",
                $table,
                " as t on t.tenant = $1 and t.id = wanted.value"
            ),
        }
    };
}

const fn queries(kind: Kind) -> Queries {
    match kind {
        Kind::User => queries!("user", "user_id", "name", " and t.resigned = 0"),
        Kind::Department => queries!("department", "department_id", "name", ""),
        Kind::Group => queries!("user_group", "group_id", "name", ""),
        Kind::App => queries!("app", "app_id", "name", ""),
        Kind::Visitor => queries!("visitor", "visitor_id", "name", " and t.deleted = 0"),
        Kind::Document => queries!("document", "token", "title", ""),
        Kind::Door => queries!("device", "device_id", "name", ""),
        Kind::DoorRule => queries!("door_rule", "rule_id", "name", " and t.deleted = 0"),
        Kind::ReviewGroup => queries!("review_group", "group_id", "name", ""),
    }
}

/// The names of things with these ids: id and name. Departments are found by either of their ids.
pub async fn by_ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    kind: Kind,
    ids: &[&str],
) -> Result<Vec<(String, String)>, StoreError> {
    const OPEN: &str = "select t.open_department_id, t.name from json_each($2) as wanted \
                        join department as t on t.tenant = $1 and t.open_department_id = wanted.value";
    let mut found: Vec<(String, String)> = tx.rows(queries(kind).by_id, args![tenant, ids]).await?;
    if kind == Kind::Department {
        found.extend(tx.rows::<(String, String)>(OPEN, args![tenant, ids]).await?);
    }
    Ok(found)
}

/// Things whose name or id has this text in it: id and name, the oldest first.
pub async fn like(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    kind: Kind,
    text: &str,
    most: i64,
) -> Result<Vec<(String, String)>, StoreError> {
    let pattern = pattern(text);
    tx.rows(queries(kind).like, args![tenant, pattern, most]).await
}

/// The ids and names of things with these numbers: number, id, name.
pub async fn by_numbers(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    kind: Kind,
    numbers: &[i64],
) -> Result<Vec<(i64, String, String)>, StoreError> {
    tx.rows(queries(kind).by_number, args![tenant, numbers]).await
}

/// The number of a thing with this id.
pub async fn number(tx: &mut Tx<'_>, tenant: TenantNo, kind: Kind, id: &str) -> Result<Option<i64>, StoreError> {
    let find = match kind {
        Kind::User => "select id from user where tenant = $1 and user_id = $2 and resigned = 0",
        Kind::Department => {
            "select id from department where tenant = $1 and (department_id = $2 or open_department_id = $2)"
        }
        Kind::Group => "select id from user_group where tenant = $1 and group_id = $2",
        Kind::App => "select id from app where tenant = $1 and app_id = $2",
        Kind::Visitor => "select id from visitor where tenant = $1 and visitor_id = $2 and deleted = 0",
        Kind::Document => "select id from document where tenant = $1 and token = $2",
        Kind::Door => "select id from device where tenant = $1 and device_id = $2",
        Kind::DoorRule => "select id from door_rule where tenant = $1 and rule_id = $2 and deleted = 0",
        Kind::ReviewGroup => "select id from review_group where tenant = $1 and group_id = $2",
    };
    Ok(tx.row::<(i64,)>(find, args![tenant, id]).await?.map(|(number,)| number))
}

/// The name and the time zone of the company.
pub async fn company(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Option<(String, String)>, StoreError> {
    tx.row("select name, time_zone from tenant where id = $1", args![tenant]).await
}

/// What `like` looks for: the text anywhere, letters of either case.
pub(super) fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.to_ascii_lowercase().chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}
