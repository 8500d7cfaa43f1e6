//! `GET /menjin/v1/groups/:id/people` - who is in a group, and through what. A page begins behind the last of the one before, so the
//! thousandth costs what the first does.

use std::collections::HashMap;

use menjin_api::menjin::group::people::{Data, Department, GroupPeople, Member, Who};
use menjin_engine::Facts;
use menjin_model::{DepartmentNo, GroupNo, Millis, Party, TenantNo, UserNo};
use menjin_store::{
    BoxFuture, StoreError,
    group::{
        listing::{self, Like, Named},
        member::FIRST,
    },
};

use super::{bad_token, belong, census::standing, check_text, number, page_size};
use crate::{Call, Cx, Refusal, knowledge::Standing, page::Pager};

/// So many people are held against a text at a time.
const CHUNK: usize = 2_000;

/// Lists members.
pub async fn people(cx: &Cx, call: Call<GroupPeople>) -> Result<Data, Refusal> {
    let size = page_size(call.query.page_size)?;
    check_text(call.query.q.as_deref())?;
    let text = call.query.q.as_deref().unwrap_or_default().trim();
    let pager = Pager::new(&cx.keys, &call, &[&call.path.id, call.query.kind.as_str(), text]);
    let position = pager.position(call.query.page_token.as_deref()).map_err(|_| bad_token())?;
    let (tenant, now, like) = (call.caller.tenant, call.now, Like::of(text));
    let group = number(cx, tenant, &call.path.id).await?;
    let (_, standing) = standing(cx, tenant).await?;
    let wish = Wish { tenant, group, like, limit: size + 1, now };
    let mut rows = match call.query.kind {
        Who::Everybody => {
            let after = position.and_then(|position| position.first().copied()).unwrap_or(i64::MIN);
            everybody(cx, &standing, &wish, UserNo(after)).await?
        }
        kind => {
            let after = match position.as_deref() {
                Some([joined, number]) => (*joined, *number),
                Some(_) => return Err(bad_token()),
                None => FIRST,
            };
            named(cx, &standing.facts, &wish, kind, after).await?
        }
    };
    let has_more = rows.len() > size;
    rows.truncate(size);
    let page_token = rows.last().filter(|_| has_more).map(|(place, _)| pager.token(place));
    Ok(Data { items: rows.into_iter().map(|(_, member)| member).collect(), has_more, page_token })
}

/// What is wanted.
struct Wish {
    tenant: TenantNo,
    group: GroupNo,
    like: Like,
    limit: usize,
    now: Millis,
}

/// A member, and the place in the list.
type Row = (Vec<i64>, Member);

/// People or departments that the group names.
async fn named(cx: &Cx, facts: &Facts, wish: &Wish, kind: Who, after: (i64, i64)) -> Result<Vec<Row>, Refusal> {
    let Wish { tenant, group, ref like, limit, .. } = *wish;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let like = like.clone();
        Box::pin(async move {
            match kind {
                Who::Departments => listing::departments(tx, tenant, group, &like, after, limit).await,
                _ => listing::people(tx, tenant, group, &like, after, limit).await,
            }
        })
    });
    let is_person = kind != Who::Departments;
    let shown = |row: Named| {
        let frozen = is_person && facts.user(UserNo(row.number)).is_some_and(|person| person.frozen);
        let member = Member {
            r#type: if is_person { "user" } else { "department" }.to_owned(),
            id: row.id,
            name: row.name,
            direct: true,
            by_rule: false,
            departments: Vec::new(),
            frozen,
            starts: row.starts.0,
            ends: row.ends.0,
        };
        (vec![row.joined, row.number], member)
    };
    Ok(read.await?.into_iter().map(shown).collect())
}

/// Everybody, in the order of the internal ids.
async fn everybody(cx: &Cx, standing: &Standing, wish: &Wish, after: UserNo) -> Result<Vec<Row>, Refusal> {
    let Wish { tenant, group, ref like, limit, now } = *wish;
    let facts = standing.facts.clone();
    let found = tokio::task::spawn_blocking(move || belong::people(&facts, group, now, &mut None)).await;
    let all = found.map_err(|error| Refusal::fault(error.to_string()))?;
    let first = all.partition_point(|user| *user <= after);
    let rest: Vec<UserNo> = all.into_iter().skip(first).collect();
    // Without a text everybody is found, and one piece of the size of the page will do.
    let chunk = if like.part == Like::of("").part { limit } else { CHUNK };
    let mut called = Vec::new();
    for users in rest.chunks(chunk.max(1)) {
        let (users, like) = (users.to_vec(), like.clone());
        let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
            let (users, like) = (users.clone(), like.clone());
            Box::pin(async move { listing::called(tx, tenant, &users, &like).await })
        });
        called.extend(read.await?);
        if called.len() >= limit {
            break;
        }
    }
    called.truncate(limit);
    let facts = &standing.facts;
    let ways: Vec<Vec<DepartmentNo>> = called.iter().map(|(user, ..)| through(facts, group, *user, now)).collect();
    let names = departments(cx, tenant, ways.iter().flatten().copied().collect()).await?;
    let by_rule = facts.group(group).flatten().is_some();
    let member = |((user, id, name), ways): ((UserNo, String, String), Vec<DepartmentNo>)| {
        let span = facts.membership(group, Party::User(user)).filter(|span| span.holds(now));
        let department = |no: &DepartmentNo| {
            let (id, name) = names.get(no).cloned().unwrap_or_else(|| ("0".to_owned(), String::new()));
            Department { id, name }
        };
        let member = Member {
            r#type: "user".to_owned(),
            id,
            name,
            direct: span.is_some(),
            by_rule,
            departments: ways.iter().map(department).collect(),
            frozen: facts.user(user).is_some_and(|person| person.frozen),
            starts: span.map_or(0, |span| span.starts.0),
            ends: span.map_or(0, |span| span.ends.0),
        };
        (vec![user.0], member)
    };
    Ok(called.into_iter().zip(ways).map(member).collect())
}

/// The departments of the group through which somebody is in it.
fn through(facts: &Facts, group: GroupNo, user: UserNo, now: Millis) -> Vec<DepartmentNo> {
    let mut all = belong::departments(facts, user);
    all.retain(|department| {
        facts.membership(group, Party::Department(*department)).is_some_and(|span| span.holds(now))
    });
    all
}

async fn departments(
    cx: &Cx,
    tenant: TenantNo,
    mut departments: Vec<DepartmentNo>,
) -> Result<HashMap<DepartmentNo, (String, String)>, Refusal> {
    departments.sort_unstable();
    departments.dedup();
    if departments.is_empty() {
        return Ok(HashMap::new());
    }
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let departments = departments.clone();
        Box::pin(async move { listing::departments_called(tx, tenant, &departments).await })
    });
    Ok(read.await?.into_iter().map(|(no, id, name)| (no, (id, name))).collect())
}
