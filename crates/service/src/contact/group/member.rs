//! Members of user groups: what their calls share.

use std::collections::HashSet;

use menjin_api::{
    Code,
    common::UserIdType,
    contact::group::{
        code as group_code,
        member::{BATCH_MAX, Member, code},
    },
};
use menjin_model::UserNo;
use menjin_store::{
    StoreError, Tx,
    group::{
        GroupAt,
        member::{self, MemberRow},
    },
    person,
};
use serde_json::{Value, json};

use super::{MEMBERS_MAX, MEMBERSHIPS_EACH, in_range, ordinary};
use crate::{Call, Caller, Refusal, directory::people, range};

mod add;
mod batch_add;
mod batch_remove;
mod remove;
mod simplelist;

pub use add::add;
pub use batch_add::batch_add;
pub use batch_remove::batch_remove;
pub use remove::remove;
pub use simplelist::simplelist;

/// The size of a page, within the limits of the call.
pub(super) fn page_size(asked: Option<i64>, default: i64, most: i64) -> Result<i64, Refusal> {
    let size = asked.unwrap_or(default);
    if (1..=most).contains(&size) { Ok(size) } else { Err(group_code::PAGE_SIZE.into()) }
}

/// The group that a change of members is about: known, ordinary, and in range; `refusal` is the page's own for the last.
async fn changeable<E>(tx: &mut Tx<'_>, call: &Call<E>, group_id: &str, refusal: Code) -> Result<GroupAt, Refusal>
where
    E: menjin_api::Endpoint,
{
    let group = ordinary(tx, call.caller.tenant, group_id, call.now).await?;
    in_range(tx, &call.caller, &group, refusal).await?;
    Ok(group)
}

/// How a person is written, from the two words that say so.
fn user_kind(member_type: &str, id_type: &str) -> Result<UserIdType, Code> {
    if member_type != "user" {
        return Err(code::TYPE);
    }
    match UserIdType::parse(id_type) {
        Some(kind) => Ok(kind),
        None if id_type == "department_id" => Err(code::MISMATCH),
        None => Err(code::ID_TYPE),
    }
}

/// Refuses a batch of none or too many.
fn check_batch(members: &[Member]) -> Result<(), Refusal> {
    if members.is_empty() {
        return Err(Refusal::field("members", None, "the min len is 1"));
    }
    if members.len() > BATCH_MAX {
        return Err(Refusal::field("members", None, format!("the max len is {BATCH_MAX}")));
    }
    Ok(())
}

/// The one person that a call names and may see.
async fn named(tx: &mut Tx<'_>, caller: &Caller, kind: UserIdType, id: &str) -> Result<UserNo, Refusal> {
    let found = people::resolve(tx, caller, kind, &[id]).await?;
    let user = found.first().and_then(|found| found.user()).ok_or_else(|| Refusal::new(code::UNKNOWN))?;
    if range::sees_user(tx, caller, user).await? { Ok(user) } else { Err(code::OUT_OF_RANGE.into()) }
}

/// Whom each member of a batch stands for, or why it is refused; one query for each way of writing ids.
async fn named_in_batch(
    tx: &mut Tx<'_>,
    caller: &Caller,
    members: &[Member],
) -> Result<Vec<Result<UserNo, Code>>, StoreError> {
    let kind = |member: &Member| {
        let id_type = member.member_id_type.as_deref().unwrap_or_default();
        // The pages of the batches have no code of their own for a type that does not fit.
        user_kind(&member.member_type, id_type)
            .map_err(|code| if code == code::MISMATCH { code::ID_TYPE } else { code })
    };
    let mut named: Vec<Result<UserNo, Code>> =
        members.iter().map(|member| kind(member).and(Err(code::UNKNOWN))).collect();
    for id_type in [UserIdType::OpenId, UserIdType::UnionId, UserIdType::UserId] {
        let (places, ids): (Vec<_>, Vec<_>) = members
            .iter()
            .zip(named.iter_mut())
            .filter(|(member, _)| kind(member) == Ok(id_type))
            .map(|(member, place)| (place, member.member_id.as_str()))
            .unzip();
        if !ids.is_empty() {
            for (place, found) in places.into_iter().zip(people::resolve(tx, caller, id_type, &ids).await?) {
                *place = found.user().ok_or(code::UNKNOWN);
            }
        }
    }
    if !range::sees_all(caller) {
        let users: Vec<UserNo> = named.iter().filter_map(|one| one.ok()).collect();
        let seen: HashSet<UserNo> = range::seen_users(tx, caller, &users).await?.into_iter().collect();
        for one in &mut named {
            if one.is_ok_and(|user| !seen.contains(&user)) {
                *one = Err(code::OUT_OF_RANGE);
            }
        }
    }
    Ok(named)
}

/// What became of people who were to be added.
#[derive(Debug, Default)]
struct Outcome {
    /// Added now.
    added: HashSet<UserNo>,
    /// Have left the company.
    resigned: HashSet<UserNo>,
    /// There was no place for them.
    full: HashSet<UserNo>,
    /// Planned or past memberships that the new ones take the place of.
    replaced: Vec<MemberRow>,
}

/// Adds people, each named once, in their order as long as there is room. Four statements when all is well, however many.
async fn add_users<E>(tx: &mut Tx<'_>, call: &Call<E>, group: &GroupAt, users: &[UserNo]) -> Result<Outcome, StoreError>
where
    E: menjin_api::Endpoint,
{
    let (tenant, id) = (call.caller.tenant, group.row.id);
    let mut outcome = Outcome::default();
    if users.is_empty() {
        return Ok(outcome);
    }
    let room = member::room(tx, tenant, MEMBERSHIPS_EACH).await?.min(MEMBERS_MAX - group.row.user_count);
    let room = usize::try_from(room).unwrap_or_default();
    let mut users = users.to_vec();
    if users.len() > room {
        let addable: HashSet<UserNo> = member::addable(tx, tenant, id, &users).await?.into_iter().collect();
        outcome.full = users.iter().copied().filter(|user| addable.contains(user)).skip(room).collect();
        users.retain(|user| !outcome.full.contains(user));
    }
    if group.idle_users > 0 {
        outcome.replaced = member::remove_idle(tx, tenant, id, &users, call.now).await?;
    }
    outcome.added = member::insert(tx, tenant, id, &users).await?.into_iter().collect();
    member::recount(tx, tenant, id, count(outcome.added.len()) - count(outcome.replaced.len())).await?;
    if outcome.added.len() < users.len() {
        users.retain(|user| !outcome.added.contains(user));
        outcome.resigned = person::resigned(tx, tenant, &users).await?.into_iter().collect();
    }
    Ok(outcome)
}

/// Takes people out of the group; what was taken away.
async fn remove_users<E>(
    tx: &mut Tx<'_>,
    call: &Call<E>,
    group: &GroupAt,
    users: &[UserNo],
) -> Result<Vec<MemberRow>, StoreError>
where
    E: menjin_api::Endpoint,
{
    let removed = member::remove(tx, call.caller.tenant, group.row.id, users).await?;
    member::recount(tx, call.caller.tenant, group.row.id, -count(removed.len())).await?;
    Ok(removed)
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// Memberships as the history keeps them: columns as they lie in the table.
fn history(group: &GroupAt, rows: &[MemberRow]) -> Value {
    if rows.is_empty() {
        return Value::Null;
    }
    let rows = rows.iter().map(|MemberRow { user, joined, starts, ends }| json!([joined, user, starts, ends]));
    json!({"id": group.row.id, "group_member": rows.collect::<Vec<_>>()})
}

/// People who came, as the history keeps them.
fn history_of_added(group: &GroupAt, added: &HashSet<UserNo>) -> Value {
    let mut users: Vec<_> = added.iter().copied().collect();
    users.sort_unstable();
    json!({"id": group.row.id, "users": users})
}
