//! The return of a deleted group, under the internal id it had: each list of its state (see [`end`](super::end)) is written back
//! as far as what it names still exists. Each statement answers what came back.

use menjin_model::{GroupNo, Millis, TenantNo};
use serde_json::Value as Json;

use super::member;
use crate::fact::read::{self, Read};
use crate::{StoreError, Tx, args};

/// A group that is to come back.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct Returning<'a> {
    pub id: GroupNo,
    pub group_id: &'a str,
    pub name: &'a str,
    pub description: &'a str,
    pub created: Millis,
    pub now: Millis,
}

/// Writes the group's own row, empty; `false`, and nothing is done, when its id or name is taken or the tenant has `most` groups.
pub async fn group(tx: &mut Tx<'_>, tenant: TenantNo, group: &Returning<'_>, most: i64) -> Result<bool, StoreError> {
    const INSERT: &str = "insert into user_group \
        (tenant, id, group_id, name, description, type, rule, user_count, department_count, created, updated) \
        select $1, $2, $3, $4, $5, 1, 'null', 0, 0, $6, $7 \
          where coalesce((select groups from tally where tenant = $1), 0) < $8 \
        on conflict do nothing returning id, type, rule";
    let Returning { id, group_id, name, description, created, now } = group;
    let values = args![tenant, id, group_id, name, description, created, now, most];
    Ok(came(tx, INSERT, values, read::group).await? == 1)
}

/// What came back, by internal numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as what they are")]
pub struct Back {
    pub users: Vec<i64>,
    pub departments: Vec<i64>,
    pub documents: Vec<i64>,
    pub apps: Vec<i64>,
    pub ranges: Vec<i64>,
    pub rules: Vec<i64>,
    pub reviews: Vec<i64>,
}

/// Writes back all that hung on the group; `lists` of documents at most.
pub async fn rest(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    state: &Json,
    lists: i64,
) -> Result<Back, StoreError> {
    const USERS: &str = "insert into group_member (tenant, user_group, joined, user, starts, ends) \
        select $1, $2, cast(w.value ->> 0 as bigint), u.id, cast(w.value ->> 2 as bigint), cast(w.value ->> 3 as bigint) \
        from json_each($3) as w cross join user as u \
          where u.tenant = $1 and u.id = cast(w.value ->> 1 as bigint) and u.resigned = 0 \
        on conflict do nothing returning user_group, user, starts, ends";
    const DEPARTMENTS: &str = "insert into group_department (tenant, user_group, joined, department, starts, ends) \
        select $1, $2, cast(value ->> 0 as bigint), cast(value ->> 1 as bigint), cast(value ->> 2 as bigint), \
          cast(value ->> 3 as bigint) from json_each($3) \
          where cast(value ->> 1 as bigint) = 0 or exists (select 1 from department as d \
            where d.tenant = $1 and d.id = cast(value ->> 1 as bigint)) \
        on conflict do nothing returning user_group, department, starts, ends";
    const DOCUMENTS: &str = "insert into document_member \
        (tenant, document, perm_type, kind, member, perm, added, starts, ends) \
        select $1, d.id, w.value ->> 1, 'group', $2, w.value ->> 2, cast(w.value ->> 3 as bigint), \
          cast(w.value ->> 4 as bigint), cast(w.value ->> 5 as bigint) \
        from json_each($3) as w cross join document as d \
          where d.tenant = $1 and d.id = cast(w.value ->> 0 as bigint) \
            and (select count(*) from document_member as o where o.tenant = $1 and o.document = d.id \
                   and o.kind in ('department', 'group')) < $4 \
        on conflict do nothing returning document, perm_type, kind, member, perm, starts, ends";
    const APPS: &str = "insert into app_availability (tenant, app, list, kind, member) \
        select $1, a.id, w.value ->> 1, 'group', $2 from json_each($3) as w cross join app as a \
          where a.id = cast(w.value ->> 0 as bigint) and a.tenant = $1 \
        on conflict do nothing returning app, list, kind, member";
    const RANGES: &str = "insert into contact_range (tenant, app, kind, member) \
        select $1, a.id, 'group', $2 from json_each($3) as w cross join app as a \
          where a.id = w.value and a.tenant = $1 \
        on conflict do nothing returning app";
    const RULES: &str = "insert into door_rule_member (tenant, rule, position, kind, member, starts, ends) \
        select $1, r.id, \
          1 + coalesce((select max(o.position) from door_rule_member as o where o.tenant = $1 and o.rule = r.id), 0), \
          'group', $2, cast(w.value ->> 2 as bigint), cast(w.value ->> 3 as bigint) \
        from json_each($3) as w cross join door_rule as r \
          where r.tenant = $1 and r.id = cast(w.value ->> 0 as bigint) and r.deleted = 0 \
        on conflict do nothing returning rule, kind, member, starts, ends";
    const REVIEWS: &str = "insert into review_member (tenant, review_group, kind, member) \
        select $1, r.id, 'group', $2 from json_each($3) as w cross join review_group as r \
          where r.tenant = $1 and r.id = w.value \
        on conflict do nothing returning review_group, kind, member";
    let list = |name: &str| state.get(name).cloned().unwrap_or_else(|| Json::Array(Vec::new())).to_string();
    let (users, departments) = (list("group_member"), list("group_department"));
    let (documents, apps, rules) = (list("document_member"), list("app_availability"), list("door_rule_member"));
    let plain = |name: &str| -> Vec<i64> {
        state.get(name).and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_i64).collect()
    };
    let (ranges, reviews) = (plain("contact_range"), plain("review_member"));
    let back = Back {
        users: numbers(tx, USERS, args![tenant, group, users], read::group_member).await?,
        departments: numbers(tx, DEPARTMENTS, args![tenant, group, departments], read::group_department).await?,
        documents: numbers(tx, DOCUMENTS, args![tenant, group, documents, lists], read::document_member).await?,
        apps: numbers(tx, APPS, args![tenant, group, apps], read::app_listed).await?,
        ranges: tx.rows::<i64>(RANGES, args![tenant, group, ranges]).await?,
        rules: numbers(tx, RULES, args![tenant, group, rules], read::door_rule_member).await?,
        reviews: numbers(tx, REVIEWS, args![tenant, group, reviews], read::review_member).await?,
    };
    member::recount(tx, tenant, group, i64::try_from(back.users.len()).unwrap_or(i64::MAX)).await?;
    super::give::recount(tx, tenant, group).await?;
    Ok(back)
}

async fn came(
    tx: &mut Tx<'_>,
    sql: &'static str,
    values: &[crate::Value<'_>],
    read: Read,
) -> Result<usize, StoreError> {
    Ok(numbers(tx, sql, values, read).await?.len())
}

/// Runs an insertion that answers facts, notes them, and says which other thing each is about.
async fn numbers(
    tx: &mut Tx<'_>,
    sql: &'static str,
    values: &[crate::Value<'_>],
    read: Read,
) -> Result<Vec<i64>, StoreError> {
    use menjin_model::{Change, Fact, Party};
    let facts = read::facts(tx, sql, values, read).await?;
    let number = |fact: &Fact| match fact {
        Fact::Group { id, .. } => id.0,
        Fact::GroupMember { member: Party::User(user), .. } => user.0,
        Fact::GroupMember { member: Party::Department(department), .. } => department.0,
        Fact::DocumentMember { document, .. } => document.0,
        Fact::AppListed { app, .. } => app.0,
        Fact::DoorRuleMember { rule, .. } => rule.0,
        Fact::ReviewMember { group, .. } => group.0,
        _ => 0,
    };
    let found = facts.iter().map(number).collect();
    tx.note_all(facts.into_iter().map(Change::Came));
    Ok(found)
}
