//! `POST /menjin/v1/memberships/analyze` - what people belong to, and what is wrong with it: risk, groups that grant the same
//! twice, access that peers have, and what could be done.
//!
//! Everything rests on the facts in memory and on the engine's decisions over them. What was found is remembered for ten
//! minutes, as long as nothing changes.

pub mod cache;
mod names;
pub mod overlap;
pub mod peers;
pub mod report;
pub mod risk;
mod show;
pub mod study;
pub mod world;

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use menjin_api::{
    Code,
    menjin::membership::{
        analysis::Analysis,
        analyze::{AnalyzeMemberships, Body, Data, Failure, Item, NAMED_MAX, PEOPLE_MAX},
        code,
    },
};
use menjin_model::{DepartmentNo, Millis, TenantNo, UserNo};
use menjin_store::{BoxFuture, StoreError, Tx, department, person};

use crate::{
    Call, Cx, Refusal,
    knowledge::{self, Standing},
};

pub use cache::Analyses;
pub(crate) use names::Names;
use peers::Peers;
use study::Study;
use world::{Way, World};

/// Analyses people, each for itself.
pub async fn analyze(cx: &Cx, call: Call<AnalyzeMemberships>) -> Result<Data, Refusal> {
    let Call { caller, body, now, .. } = call;
    let tenant = caller.tenant;
    let refresh = body.refresh.unwrap_or_default();
    let standing = knowledge::whole(cx, tenant).await?;
    let asked = asked(cx, tenant, &standing, body).await?;
    let found: Vec<UserNo> = asked.iter().filter_map(|(_, who)| who.as_ref().ok().copied()).collect();
    let mut made = analyses(cx, tenant, &standing, &found, refresh, now).await?;
    let items: Vec<Item> = asked
        .into_iter()
        .map(|(id, who)| {
            let analysis = who.and_then(|user| made.remove(&user).ok_or(code::PERSON_UNKNOWN));
            match analysis {
                // Whoever was not named by an id of theirs is shown by it.
                Ok(analysis) => Item {
                    user_id: if id.is_empty() { analysis.user_id.clone() } else { id },
                    success: true,
                    analysis: Some(analysis),
                    error: None,
                },
                Err(code) => Item { user_id: id, success: false, analysis: None, error: Some(failure(code)) },
            }
        })
        .collect();
    let report =
        report::report(items.len(), &items.iter().filter_map(|item| item.analysis.as_ref()).collect::<Vec<_>>());
    Ok(Data { report, items })
}

fn failure(code: Code) -> Failure {
    Failure { code: code.number, message: code.msg.to_owned(), message_zh: code.zh.unwrap_or(code.msg).to_owned() }
}

/// Somebody asked about: as they were named, and who that is.
type Asked = (String, Result<UserNo, Code>);

async fn asked(cx: &Cx, tenant: TenantNo, standing: &Standing, body: Body) -> Result<Vec<Asked>, Refusal> {
    match (body.user_ids, body.department_id, body.everybody.unwrap_or_default()) {
        (Some(ids), None, false) if !ids.is_empty() => named(cx, tenant, ids).await,
        (None, Some(id), false) => {
            let department = find_department(cx, tenant, &id).await?.ok_or(code::DEPARTMENT_UNKNOWN)?;
            all(within(&standing.facts, department))
        }
        (None, None, true) => {
            all(standing.facts.users(None).filter(|(_, person)| !person.resigned).map(|(user, _)| user))
        }
        _ => Err(code::CHOICE.into()),
    }
}

/// All of these, in order, if they are not too many.
fn all(people: impl Iterator<Item = UserNo>) -> Result<Vec<Asked>, Refusal> {
    let all: Vec<Asked> = people.take(PEOPLE_MAX + 1).map(|user| (String::new(), Ok(user))).collect();
    if all.len() > PEOPLE_MAX { Err(code::TOO_MANY.into()) } else { Ok(all) }
}

/// The people in a department or below it who have not left.
fn within(facts: &menjin_engine::Facts, department: DepartmentNo) -> impl Iterator<Item = UserNo> {
    let (mut people, mut open, mut seen) = (BTreeSet::new(), vec![department], HashSet::from([department]));
    while let Some(department) = open.pop() {
        let stays = |user: &UserNo| facts.user(*user).is_some_and(|person| !person.resigned);
        people.extend(facts.people(department).filter(stays));
        open.extend(facts.departments_below(department).filter(|below| seen.insert(*below)));
    }
    people.into_iter()
}

async fn named(cx: &Cx, tenant: TenantNo, ids: Vec<String>) -> Result<Vec<Asked>, Refusal> {
    if ids.len() > NAMED_MAX {
        return Err(code::TOO_MANY_NAMED.into());
    }
    let mut seen = HashSet::new();
    let ids: Vec<String> = ids.into_iter().filter(|id| seen.insert(id.clone())).collect();
    let wanted = ids.clone();
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let ids: Vec<&str> = wanted.iter().map(String::as_str).collect();
            let found = find_people(tx, tenant, &ids).await?;
            let users: Vec<UserNo> = found.iter().flatten().copied().collect();
            Ok((found, person::resigned(tx, tenant, &users).await?))
        })
    });
    let (found, resigned) = read.await?;
    let mut seen = HashSet::new();
    let who = |user: Option<UserNo>| match user {
        None => Err(code::PERSON_UNKNOWN),
        Some(user) if resigned.contains(&user) => Err(code::PERSON_LEFT),
        Some(user) => Ok(user),
    };
    let asked = ids.into_iter().zip(found.into_iter().map(who));
    // One person by two ids counts once.
    Ok(asked.filter(|(_, who)| who.as_ref().map_or(true, |user| seen.insert(*user))).collect())
}

/// Who these ids stand for: `union_id`s begin as the platform makes them, all others are `user_id`s.
pub(super) async fn find_people(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    ids: &[&str],
) -> Result<Vec<Option<UserNo>>, StoreError> {
    let by_user_id = person::find(tx, tenant, person::IdKind::UserId, ids).await?;
    let by_union_id = person::find(tx, tenant, person::IdKind::UnionId, ids).await?;
    let known = by_user_id.into_iter().zip(by_union_id).map(|(one, other)| one.or(other).map(|known| known.user));
    Ok(known.collect())
}

/// The department of this `department_id` or `open_department_id`; `0` is the root.
pub(super) async fn find_department(cx: &Cx, tenant: TenantNo, id: &str) -> Result<Option<DepartmentNo>, Refusal> {
    if id == "0" {
        return Ok(Some(DepartmentNo::ROOT));
    }
    let id = id.to_owned();
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let mut found = department::by_ids(tx, tenant, &[&id]).await?;
            found.extend(department::by_open_ids(tx, tenant, &[&id]).await?);
            Ok(found.first().map(|(_, department)| *department))
        })
    });
    Ok(read.await?)
}

/// The analyses of these people, by who they are; who is gone meanwhile is left out.
pub(super) async fn analyses(
    cx: &Cx,
    tenant: TenantNo,
    standing: &Standing,
    people: &[UserNo],
    refresh: bool,
    now: Millis,
) -> Result<HashMap<UserNo, Analysis>, Refusal> {
    let mut found = HashMap::with_capacity(people.len());
    let mut left = Vec::new();
    for user in people {
        match cx.analyses.find((tenant, *user), standing.revision, now).filter(|_| !refresh) {
            Some(kept) => drop(found.insert(*user, Analysis { cached: true, ..Analysis::clone(&kept) })),
            None => left.push(*user),
        }
    }
    if left.is_empty() {
        return Ok(found);
    }
    let facts = standing.facts.clone();
    let work = tokio::task::spawn_blocking(move || {
        let world = World::new(&facts, now);
        let peers = Peers::new(&world);
        left.into_iter().map(|user| study::study(&world, &peers, user)).collect::<Vec<Study>>()
    });
    let studies = work.await.map_err(|error| Refusal::fault(error.to_string()))?;
    let names = names(cx, tenant, &studies).await?;
    let at = jiff::Timestamp::from_millisecond(now.0).unwrap_or_default().to_string();
    for study in &studies {
        let Some(analysis) = show::analysis(&names, study, standing.revision, &at) else { continue };
        let analysis = Arc::new(analysis);
        cx.analyses.keep((tenant, study.user), standing.revision, now, &analysis);
        found.insert(study.user, Arc::unwrap_or_clone(analysis));
    }
    Ok(found)
}

async fn names(cx: &Cx, tenant: TenantNo, studies: &[Study]) -> Result<Names, Refusal> {
    let things: HashSet<_> = studies.iter().flat_map(Study::things).collect();
    let people: Vec<UserNo> = studies.iter().map(|study| study.user).collect();
    let ways = studies.iter().flat_map(|study| &study.groups).flat_map(|(belonging, _)| &belonging.ways);
    let through = ways.filter_map(|way| if let Way::Department(no) = way { Some(*no) } else { None });
    let peers = studies.iter().flat_map(|study| study.missing.iter().map(|missing| missing.department));
    let departments: BTreeSet<DepartmentNo> = through.chain(peers).collect();
    let departments: Vec<DepartmentNo> = departments.into_iter().collect();
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(Names::read(tx, tenant, &things, &departments, &people))
    });
    Ok(read.await?)
}
