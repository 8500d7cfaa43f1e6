//! People and departments in a group, each with a beginning and an end: all of a call, or none.

use std::sync::Arc;

use menjin_api::{
    common::{DepartmentIdType, UserIdType},
    menjin::change::{
        MEMBERS_MAX, Member, code,
        member::{add, remove},
    },
};
use menjin_model::{DepartmentNo, Millis, UserNo};
use menjin_store::{
    Tx, Written,
    group::{
        GroupAt,
        end::DepartmentRow,
        give::{self, Window},
        member::{self as rows, MemberRow},
    },
    person,
};
use serde_json::{Value, json};

use super::ordinary;
use crate::{
    Call, Caller, Cx, Refusal,
    contact::group::{MEMBERS_MAX as GROUP_MAX, MEMBERSHIPS_EACH},
    directory::{departments, people},
};

/// Adds members, or gives them another beginning and end.
pub async fn add(cx: &Cx, call: Call<add::AddMembers>) -> Result<add::Data, Refusal> {
    cx.write(call, |tx, call| Box::pin(insert(tx, call))).await
}

async fn insert(tx: &mut Tx<'_>, call: Arc<Call<add::AddMembers>>) -> Result<Written<add::Data>, Refusal> {
    let tenant = call.caller.tenant;
    let group = ordinary(tx, tenant, &call.path.id, call.now).await?;
    let added = put(tx, &call.caller, &group, &call.body.members, call.now).await?;
    let data = add::Data { added: added.count() };
    if added.count() == 0 {
        return Ok(Written::unchanged(data));
    }
    let before = kept(&group, &added.replaced_people, &added.replaced_departments);
    let audit = call.audit(object(&group), before, json!({"id": group.row.id, "members": added.history()}));
    Ok(Written::new(data, audit))
}

/// Takes members out; who is none stays none.
pub async fn remove(cx: &Cx, call: Call<remove::RemoveMembers>) -> Result<remove::Data, Refusal> {
    cx.write(call, |tx, call| Box::pin(take(tx, call))).await
}

async fn take(tx: &mut Tx<'_>, call: Arc<Call<remove::RemoveMembers>>) -> Result<Written<remove::Data>, Refusal> {
    let tenant = call.caller.tenant;
    let group = ordinary(tx, tenant, &call.path.id, call.now).await?;
    let Named { people, departments } = named(tx, &call.caller, &call.body.members, None).await?;
    let people: Vec<UserNo> = people.iter().map(|(user, _)| *user).collect();
    let departments: Vec<DepartmentNo> = departments.iter().map(|(department, _)| *department).collect();
    let gone = rows::remove(tx, tenant, group.row.id, &people).await?;
    rows::recount(tx, tenant, group.row.id, -count(gone.len())).await?;
    let gone_departments = give::remove_departments(tx, tenant, group.row.id, &departments).await?;
    let data = remove::Data { removed: gone.len() + gone_departments.len() };
    if data.removed == 0 {
        return Ok(Written::unchanged(data));
    }
    let audit = call.audit(object(&group), kept(&group, &gone, &gone_departments), Value::Null);
    Ok(Written::new(data, audit))
}

/// Who was added.
#[derive(Debug, Default)]
pub(super) struct Added {
    people: Vec<(UserNo, Window)>,
    departments: Vec<(DepartmentNo, Window)>,
    replaced_people: Vec<MemberRow>,
    replaced_departments: Vec<DepartmentRow>,
}

impl Added {
    pub(super) fn count(&self) -> usize {
        self.people.len() + self.departments.len()
    }

    /// As the history keeps them.
    pub(super) fn history(&self) -> Value {
        let people =
            self.people.iter().map(|(user, (starts, ends))| json!({"user": user, "starts": starts, "ends": ends}));
        let departments = self
            .departments
            .iter()
            .map(|(department, (starts, ends))| json!({"department": department, "starts": starts, "ends": ends}));
        people.chain(departments).collect()
    }
}

/// Makes these members of the group; who is one already, with the same beginning and end, is left alone.
pub(super) async fn put(
    tx: &mut Tx<'_>,
    caller: &Caller,
    group: &GroupAt,
    members: &[Member],
    now: Millis,
) -> Result<Added, Refusal> {
    let (tenant, id) = (caller.tenant, group.row.id);
    let Named { mut people, mut departments } = named(tx, caller, members, Some(now)).await?;

    let users: Vec<UserNo> = people.iter().map(|(user, _)| *user).collect();
    let had = give::windows_of_people(tx, tenant, id, &users).await?;
    people.retain(|(user, (starts, ends))| !had.contains(&(user.0, *starts, *ends)));
    let changed: Vec<UserNo> = people.iter().map(|(user, _)| *user).collect();
    let replaced_people = rows::remove(tx, tenant, id, &changed).await?;
    let more = count(people.len()) - count(replaced_people.len());
    let room = rows::room(tx, tenant, MEMBERSHIPS_EACH).await?.min(GROUP_MAX - group.row.user_count);
    if more > room {
        return Err(code::GROUP_FULL.into());
    }
    give::people(tx, tenant, id, &people).await?;
    rows::recount(tx, tenant, id, more).await?;

    let wanted: Vec<DepartmentNo> = departments.iter().map(|(department, _)| *department).collect();
    let had = give::windows_of_departments(tx, tenant, id, &wanted).await?;
    departments.retain(|(department, (starts, ends))| !had.contains(&(department.0, *starts, *ends)));
    let changed: Vec<DepartmentNo> = departments.iter().map(|(department, _)| *department).collect();
    let replaced_departments =
        if changed.is_empty() { Vec::new() } else { give::remove_departments(tx, tenant, id, &changed).await? };
    give::departments(tx, tenant, id, &departments).await?;
    Ok(Added { people, departments, replaced_people, replaced_departments })
}

/// Whom the members of a call mean, each once.
#[derive(Debug, Default)]
struct Named {
    people: Vec<(UserNo, Window)>,
    departments: Vec<(DepartmentNo, Window)>,
}

/// Finds out; those to be added at `now` must be present and not over already.
async fn named(tx: &mut Tx<'_>, caller: &Caller, members: &[Member], now: Option<Millis>) -> Result<Named, Refusal> {
    if members.is_empty() || members.len() > MEMBERS_MAX {
        return Err(Refusal::new(code::BATCH_SIZE).with_field("members", None, ""));
    }
    let users: Vec<&str> = members.iter().filter_map(|member| member.user.as_deref()).collect();
    let found = people::resolve(tx, caller, UserIdType::UserId, &users).await?;
    let found: Vec<Option<UserNo>> = found.into_iter().map(people::Found::user).collect();
    let known: Vec<UserNo> = found.iter().copied().flatten().collect();
    let gone = if now.is_some() { person::resigned(tx, caller.tenant, &known).await? } else { Vec::new() };
    let ids: Vec<&str> = members.iter().filter_map(|member| member.department.as_deref()).collect();
    let lists = departments::resolve(tx, caller.tenant, DepartmentIdType::DepartmentId, &ids).await?;
    let (mut found, mut lists) = (found.into_iter(), lists.into_iter());
    let mut named = Named::default();
    for (index, member) in members.iter().enumerate() {
        let refuse = |code| Refusal::new(code).with_field(&format!("members[{index}]"), None, "");
        let window = match now {
            Some(now) => window(member, now).ok_or_else(|| refuse(code::MEMBER_INVALID))?,
            None => (Millis(0), Millis(0)),
        };
        match (&member.user, &member.department) {
            (Some(_), None) => {
                let user = found.next().flatten().filter(|user| !gone.contains(user));
                let user = user.ok_or_else(|| refuse(code::MEMBER_UNKNOWN))?;
                if named.people.iter().all(|(earlier, _)| *earlier != user) {
                    named.people.push((user, window));
                }
            }
            (None, Some(_)) => {
                let department = lists.next().flatten().ok_or_else(|| refuse(code::MEMBER_UNKNOWN))?;
                if named.departments.iter().all(|(earlier, _)| *earlier != department) {
                    named.departments.push((department, window));
                }
            }
            _ => return Err(refuse(code::MEMBER_INVALID)),
        }
    }
    Ok(named)
}

/// Beginning and end; `None` when they make no sense.
fn window(member: &Member, now: Millis) -> Option<Window> {
    let moment = |text: &Option<String>| match text {
        None => Some(Millis(0)),
        Some(text) => {
            let at: jiff::Timestamp = text.parse().ok()?;
            Some(Millis(at.as_millisecond())).filter(|at| at.0 > 0)
        }
    };
    let (starts, ends) = (moment(&member.from)?, moment(&member.until)?);
    (ends == Millis(0) || (ends > starts && ends > now)).then_some((starts, ends))
}

fn kept(group: &GroupAt, people: &[MemberRow], departments: &[DepartmentRow]) -> Value {
    if people.is_empty() && departments.is_empty() {
        return Value::Null;
    }
    let people = people.iter().map(|row| json!([row.joined, row.user, row.starts, row.ends]));
    let departments = departments.iter().map(|row| json!([row.joined, row.department, row.starts, row.ends]));
    json!({
        "id": group.row.id,
        "group_member": people.collect::<Vec<_>>(),
        "group_department": departments.collect::<Vec<_>>(),
    })
}

fn object(group: &GroupAt) -> String {
    format!("group:{}", group.row.group_id)
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
