//! What one person may, thing by thing: the strongest action, and why.

use std::collections::HashSet;

use menjin_api::menjin::{membership::analysis::Thing, person::get::GetPerson};
use menjin_engine::{Action, Ask, Facts, ReasonCode, Resource, actions, explain};
use menjin_model::{Millis, Party, UserNo};
use menjin_store::{
    BoxFuture, StoreError,
    naming::{self, Thing as Name},
};

use super::super::analysis::{Names, world::World};
use crate::{Call, Cx, Refusal, knowledge};

/// How many a page holds.
const PAGE: usize = 50;

/// Which things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as what they are")]
pub enum Kind {
    Documents,
    Apps,
    Doors,
}

/// A page of what somebody may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// The things.
    pub items: Vec<Held>,
    /// The id of the last, when more come behind it.
    pub next: Option<String>,
}

/// A thing, and what somebody may do to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The thing.
    pub thing: Thing,
    /// What they may, by the word of the strongest action.
    pub action: &'static str,
    /// Why, by the word of a decision's reason.
    pub reason: &'static str,
    /// Of a door: it opens at any hour.
    pub any_hour: bool,
    /// Of a door: it opens now.
    pub now: bool,
}

/// What a person may, behind the thing with the id `after`. Whoever may see the person may see it.
pub async fn access(cx: &Cx, call: Call<GetPerson>, kind: Kind, after: Option<&str>) -> Result<Access, Refusal> {
    let (tenant, at) = (call.caller.tenant, call.now);
    let user = super::get::find(cx, tenant, &call.path.user_id).await?;
    let standing = knowledge::whole(cx, tenant).await?;
    let after = after.map(str::to_owned);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let Some(after) = after else { return Ok(None) };
            let thing = match kind {
                Kind::Documents => Name::Document,
                Kind::Apps => Name::App,
                Kind::Doors => Name::Device,
            };
            Ok(naming::numbers(tx, tenant, thing, &[&after]).await?.first().map(|(_, number)| *number))
        })
    });
    let after: Option<i64> = read.await?;
    let facts = standing.facts.clone();
    let found = tokio::task::spawn_blocking(move || find(&facts, user, kind, after, at));
    let mut found = found.await.map_err(|error| Refusal::fault(error.to_string()))?;
    let goes_on = found.len() > PAGE;
    found.truncate(PAGE);
    let things: HashSet<Resource> = found.iter().map(|row| row.resource).collect();
    let names = cx
        .db
        .read(|tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(Names::read(tx, tenant, &things, &[], &[])) });
    let names = names.await?;
    let held = |row: Row| Held {
        thing: names.thing(row.resource),
        action: row.action.as_str(),
        reason: row.reason.as_str(),
        any_hour: row.any_hour,
        now: row.now,
    };
    let items: Vec<Held> = found.into_iter().map(held).collect();
    let next = items.last().filter(|_| goes_on).map(|last| last.thing.id.clone());
    Ok(Access { items, next })
}

struct Row {
    resource: Resource,
    action: Action,
    reason: ReasonCode,
    any_hour: bool,
    now: bool,
}

fn find(facts: &Facts, user: UserNo, kind: Kind, after: Option<i64>, at: Millis) -> Vec<Row> {
    let subject = Party::User(user);
    let row = |resource: Resource| {
        // The roles on a document are weaker before stronger; what follows from them comes behind.
        let may = actions(facts, subject, resource, at);
        let roles = [Action::FullAccess, Action::Edit, Action::View];
        let strongest = roles.into_iter().find(|role| may.contains(role)).or_else(|| may.last().copied());
        let action = strongest?;
        let reason = explain(facts, &Ask { subject, action, resource, at }).code;
        Some(Row { resource, action, reason, any_hour: false, now: true })
    };
    match kind {
        Kind::Documents => {
            let all = facts.documents(after.map(Into::into)).map(Resource::Document);
            all.filter_map(row).take(PAGE + 1).collect()
        }
        Kind::Apps => facts.apps(after.map(Into::into)).map(Resource::App).filter_map(row).take(PAGE + 1).collect(),
        Kind::Doors => doors(facts, user, after, at),
    }
}

/// Doors that open to somebody within a week, with the reason for now.
fn doors(facts: &Facts, user: UserNo, after: Option<i64>, at: Millis) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for opens in World::new(facts, at).open_doors(user) {
        let Resource::Door(no) = opens.resource else { continue };
        if after.is_some_and(|after| no.0 <= after) {
            continue;
        }
        if let Some(last) = rows.last_mut().filter(|last| last.resource == opens.resource) {
            last.any_hour |= opens.is_any_hour();
            continue;
        }
        let found =
            explain(facts, &Ask { subject: Party::User(user), action: Action::Open, resource: opens.resource, at });
        rows.push(Row {
            resource: opens.resource,
            action: Action::Open,
            reason: found.code,
            any_hour: opens.is_any_hour(),
            now: found.allowed,
        });
    }
    rows.truncate(PAGE + 1);
    rows
}
