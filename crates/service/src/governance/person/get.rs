//! `GET /menjin/v1/people/:user_id` - one person: departments, groups, access in short, risk and recommendations.

use menjin_api::menjin::{
    membership::code,
    person::{
        get::{AccessCounts, Data, GetPerson},
        list::Status,
    },
};
use menjin_engine::{Action, Ask, Facts, Resource, decide};
use menjin_model::{Millis, Party, TenantNo, UserNo};
use menjin_store::{BoxFuture, StoreError, person};

use super::super::analysis::{analyses, find_people, world::World};
use crate::{Call, Cx, Refusal, knowledge};

/// Tells of one person.
pub async fn get(cx: &Cx, call: Call<GetPerson>) -> Result<Data, Refusal> {
    let (tenant, now) = (call.caller.tenant, call.now);
    let user = find(cx, tenant, &call.path.user_id).await?;
    let standing = knowledge::whole(cx, tenant).await?;
    let person = super::shown(cx, tenant, &standing, &[user], now).await?.pop().ok_or(code::PERSON_UNKNOWN)?;
    let refresh = call.query.refresh.unwrap_or_default();
    let analysis = match person.status {
        Status::Resigned => None,
        _ => analyses(cx, tenant, &standing, &[user], refresh, now).await?.remove(&user),
    };
    let facts = standing.facts.clone();
    let counted = tokio::task::spawn_blocking(move || counts(&facts, user, now));
    let access = counted.await.map_err(|error| Refusal::fault(error.to_string()))?;
    Ok(Data { person, access, analysis })
}

/// What a person is called.
pub async fn name(cx: &Cx, call: Call<GetPerson>) -> Result<String, Refusal> {
    let tenant = call.caller.tenant;
    let user = find(cx, tenant, &call.path.user_id).await?;
    let read =
        cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(person::card(tx, tenant, user)) });
    Ok(read.await?.ok_or(code::PERSON_UNKNOWN)?.name)
}

/// Who has this `user_id` or `union_id`.
pub(super) async fn find(cx: &Cx, tenant: TenantNo, id: &str) -> Result<UserNo, Refusal> {
    let id = id.to_owned();
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move { find_people(tx, tenant, &[&id]).await })
    });
    Ok(read.await?.into_iter().next().flatten().ok_or(code::PERSON_UNKNOWN)?)
}

fn counts(facts: &Facts, user: UserNo, at: Millis) -> AccessCounts {
    let may = |resource, action| decide(facts, &Ask { subject: Party::User(user), action, resource, at });
    let documents = facts.documents(None).filter(|no| may(Resource::Document(*no), Action::View)).count();
    let some = |app: Resource| app.actions().iter().any(|action| may(app, *action));
    let apps = facts.apps(None).filter(|app| some(Resource::App(*app))).count();
    let doors = World::new(facts, at).open_doors(user);
    let mut doors: Vec<Resource> = doors.into_iter().map(|opens| opens.resource).collect();
    doors.dedup();
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    AccessCounts { documents: count(documents), apps: count(apps), doors: count(doors.len()) }
}
