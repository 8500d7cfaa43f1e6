//! `GET /open-apis/contact/v3/group/:group_id/member/simplelist` - the members of a user group.
//!
//! A page begins behind a position in (joined, member), so the thousandth costs what the first does.

use std::{borrow::Cow, collections::HashSet, sync::Arc};

use menjin_api::{
    common::{DepartmentIdType, UserIdType},
    contact::group::{
        code as group_code,
        member::{
            code,
            simplelist::{Data, Item, PAGE_DEFAULT, PAGE_MAX, SimplelistMembers},
        },
    },
};
use menjin_model::{DepartmentNo, UserNo};
use menjin_store::{
    Tx,
    group::{
        GroupAt,
        member::{self, FIRST, Position},
    },
    range as listed,
};

use super::{
    super::{dynamic, in_range, known},
    page_size,
};
use crate::{
    Call, Caller, Cx, Refusal,
    directory::{departments, people},
    page::{Page, Pager},
    range,
};

/// How many members at a time are held against the range of an app that does not see everyone.
const CHUNK: usize = 1_000;

/// Which members are listed, and how they are written.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Users(UserIdType),
    Departments(DepartmentIdType),
}

/// Which rows are asked for: behind a position, at most so many.
#[derive(Debug, Clone, Copy)]
struct Ask {
    after: Position,
    limit: usize,
    /// Whether all members of a group may be looked at; otherwise the answer may be that this is needed.
    long: bool,
}

/// Lists the members that the app may see. Checks run in the order in which the page lists its codes.
pub async fn simplelist(cx: &Cx, call: Call<SimplelistMembers>) -> Result<Data, Refusal> {
    let size = usize::try_from(page_size(call.query.page_size, PAGE_DEFAULT, PAGE_MAX)?).unwrap_or_default();
    let member_type = call.query.member_type.as_deref().unwrap_or("user");
    let pager = Pager::new(&cx.keys, &call, &[&call.path.group_id, member_type]);
    let after = pager.position(call.query.page_token.as_deref()).map_err(|_| Refusal::new(group_code::PAGE_TOKEN))?;
    let after = match after.as_deref() {
        Some([joined, member]) => (*joined, *member),
        _ => FIRST,
    };
    let call = Arc::new(call);
    let ask = Ask { after, limit: size + 1, long: false };
    let rows = if let Some(rows) = cx.db.read(|tx| Box::pin(list(tx, Arc::clone(&call), ask))).await? {
        rows
    } else {
        let call = Arc::clone(&call);
        let rows = cx.db.scan(move |tx| Box::pin(list(tx, call, Ask { long: true, ..ask }))).await?;
        rows.unwrap_or_default()
    };
    let page = Page::cut(&pager, rows, size, |(_, (joined, member))| vec![*joined, *member]);
    let has_more = page.has_more();
    let memberlist = page.items.into_iter().map(|(item, _)| item).collect();
    Ok(Data { memberlist, page_token: page.next, has_more })
}

/// The rows asked for, written as the caller wants them; `None` when they cannot be had without a long look.
async fn list(
    tx: &mut Tx<'_>,
    call: Arc<Call<SimplelistMembers>>,
    ask: Ask,
) -> Result<Option<Vec<(Item, Position)>>, Refusal> {
    let group = known(tx, call.caller.tenant, &call.path.group_id, call.now).await?;
    let kind = kind(&call)?;
    in_range(tx, &call.caller, &group, group_code::OUT_OF_RANGE).await?;
    let is_long = matches!(kind, Kind::Users(_)) && (group.is_dynamic() || !range::sees_all(&call.caller));
    if is_long && !ask.long {
        return Ok(None);
    }
    let rows = seen(tx, &call, &group, kind, ask).await?;
    Ok(Some(written(tx, &call, kind, rows).await?))
}

fn kind(call: &Call<SimplelistMembers>) -> Result<Kind, Refusal> {
    let query = &call.query;
    let is_department = match query.member_type.as_deref().unwrap_or("user") {
        "user" => false,
        "department" => true,
        _ => return Err(code::TYPE.into()),
    };
    match (query.member_id_type.as_deref().unwrap_or("open_id"), is_department) {
        ("open_id" | "open_department_id", true) => Ok(Kind::Departments(DepartmentIdType::OpenDepartmentId)),
        ("department_id", true) => Ok(Kind::Departments(DepartmentIdType::DepartmentId)),
        ("union_id" | "user_id", true) | ("department_id" | "open_department_id", false) => Err(code::MISMATCH.into()),
        (word, false) => UserIdType::parse(word).map(Kind::Users).ok_or_else(|| code::ID_TYPE.into()),
        (_, true) => Err(code::ID_TYPE.into()),
    }
}

/// The members that the app may see.
async fn seen(
    tx: &mut Tx<'_>,
    call: &Call<SimplelistMembers>,
    group: &GroupAt,
    kind: Kind,
    ask: Ask,
) -> Result<Vec<Position>, Refusal> {
    let chunk = if range::sees_all(&call.caller) { ask.limit } else { ask.limit.max(CHUNK) };
    let mut seen = Vec::new();
    let mut after = ask.after;
    loop {
        let rows = members(tx, call, group, kind, after, chunk).await?;
        let Some(last) = rows.last() else { break };
        after = *last;
        let is_last = rows.len() < chunk;
        seen.extend(in_sight(tx, call, kind, rows).await?);
        if is_last || seen.len() >= ask.limit {
            break;
        }
    }
    seen.truncate(ask.limit);
    Ok(seen)
}

/// The members behind `after`, whether the app may see them or not.
async fn members(
    tx: &mut Tx<'_>,
    call: &Call<SimplelistMembers>,
    group: &GroupAt,
    kind: Kind,
    after: Position,
    limit: usize,
) -> Result<Vec<Position>, Refusal> {
    let (tenant, now, rows) = (call.caller.tenant, call.now, i64::try_from(limit).unwrap_or(i64::MAX));
    Ok(match kind {
        Kind::Users(_) if group.is_dynamic() => {
            let rule = dynamic::parse(&group.row.rule)?;
            let users = dynamic::members(tx, tenant, &rule, UserNo(after.1), limit).await?;
            users.into_iter().map(|user| (0, user.0)).collect()
        }
        Kind::Users(_) => {
            let rows = member::page(tx, tenant, group.row.id, now, after, rows).await?;
            rows.into_iter().map(|(user, joined)| (joined, user.0)).collect()
        }
        Kind::Departments(_) => {
            let rows = member::page_of_departments(tx, tenant, group.row.id, now, after, rows).await?;
            rows.into_iter().map(|(department, joined)| (joined, department.0)).collect()
        }
    })
}

async fn in_sight(
    tx: &mut Tx<'_>,
    call: &Call<SimplelistMembers>,
    kind: Kind,
    mut rows: Vec<Position>,
) -> Result<Vec<Position>, Refusal> {
    if range::sees_all(&call.caller) {
        return Ok(rows);
    }
    match kind {
        Kind::Users(_) => {
            let users: Vec<UserNo> = rows.iter().map(|(_, user)| UserNo(*user)).collect();
            let seen: HashSet<UserNo> = range::seen_users(tx, &call.caller, &users).await?.into_iter().collect();
            rows.retain(|(_, user)| seen.contains(&UserNo(*user)));
            Ok(rows)
        }
        Kind::Departments(_) => {
            let departments: Vec<DepartmentNo> = rows.iter().map(|(_, number)| DepartmentNo(*number)).collect();
            let Caller { tenant, app, .. } = &call.caller;
            let seen = listed::departments(tx, *tenant, app.no, &departments).await?;
            rows.retain(|(_, department)| seen.contains(&DepartmentNo(*department)));
            Ok(rows)
        }
    }
}

/// The ids as the caller wants them: one query, however many.
async fn written(
    tx: &mut Tx<'_>,
    call: &Call<SimplelistMembers>,
    kind: Kind,
    rows: Vec<Position>,
) -> Result<Vec<(Item, Position)>, Refusal> {
    match kind {
        Kind::Users(id_type) => {
            let users: Vec<UserNo> = rows.iter().map(|(_, user)| UserNo(*user)).collect();
            let mut names = people::pairs(tx, &call.caller, id_type, &users).await?;
            names.sort_unstable_by_key(|(user, _)| *user);
            Ok(items("user", rows, |user| {
                let place = names.binary_search_by_key(&UserNo(user), |(user, _)| *user).ok()?;
                names.get_mut(place).map(|(_, name)| std::mem::take(name))
            }))
        }
        Kind::Departments(id_type) => {
            let departments: Vec<DepartmentNo> = rows.iter().map(|(_, number)| DepartmentNo(*number)).collect();
            let mut names = departments::names(tx, call.caller.tenant, id_type, &departments).await?;
            Ok(items("department", rows, |number| names.remove(&DepartmentNo(number))))
        }
    }
}

fn items(
    member_type: &'static str,
    rows: Vec<Position>,
    mut name: impl FnMut(i64) -> Option<String>,
) -> Vec<(Item, Position)> {
    let item = |row: Position| {
        let member_id = name(row.1).unwrap_or_default();
        (Item { member_id, member_type: Cow::Borrowed(member_type) }, row)
    };
    rows.into_iter().map(item).collect()
}
