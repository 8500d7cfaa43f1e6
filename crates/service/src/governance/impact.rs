//! What a dry run found, as people read it: resource by resource, with names instead of ids.

use std::collections::HashMap;

use menjin_api::access::{
    Entity,
    impact::{Effect, Impact, List, Path, Query, Totals},
};
use menjin_api::common::UserIdType;
use menjin_model::Millis;
use menjin_store::label::{self, Wanted};

use crate::{Call, Caller, Cx, DryRun, Refusal, decision};

/// How many gains and losses are read, so that people can be named.
const NAMED: u64 = 500;

/// Somebody or something with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// `user`, `group`, `document`, …
    pub kind: String,
    /// Its id; `new` for what the change itself would make.
    pub id: String,
    /// Its name; the id where it has none.
    pub name: String,
}

/// Those who gain or lose something: as many as could be named, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Who {
    /// The first of them.
    pub named: Vec<Named>,
    /// All.
    pub total: u64,
}

impl Who {
    /// How many are not named when `shown` are.
    #[must_use]
    pub fn beyond(&self, shown: usize) -> u64 {
        self.total.saturating_sub(self.named.len().min(shown) as u64)
    }
}

/// Actions that the same people gain and lose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The actions.
    pub actions: Vec<String>,
    /// Who gains them.
    pub gained: Who,
    /// Who loses them.
    pub lost: Who,
}

/// What happens at one resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Which.
    pub resource: Named,
    /// What happens.
    pub moves: Vec<Move>,
}

/// A whole impact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// All of it in numbers.
    pub totals: Totals,
    /// Resource by resource.
    pub things: Vec<Thing>,
    /// How many resources are not shown.
    pub beyond: u64,
}

impl Told {
    /// Whether nobody gains or loses anything.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.totals.gain == 0 && self.totals.lose == 0
    }
}

/// What came of a dry run, told; nothing when it was refused before it tried to write.
pub async fn of(cx: &Cx, caller: &Caller, dry_run: &DryRun, now: Millis) -> Result<Told, Refusal> {
    match decision::impact::of(cx, caller, dry_run, now).await? {
        Some(impact) => tell(cx, caller, impact, now).await,
        None => Ok(Told::default()),
    }
}

/// The same of an impact that is known by its ids.
pub async fn tell(cx: &Cx, caller: &Caller, mut impact: Impact, now: Millis) -> Result<Told, Refusal> {
    if impact.has_more {
        let path = Path { id: impact.id.clone() };
        let query =
            Query { page_token: None, page_size: Some(NAMED), list: List::Items, user_id_type: UserIdType::UserId };
        let log_id = String::new();
        let call = Call { caller: caller.clone(), path, query, body: (), now, log_id, dry_run: None };
        impact.items = decision::impact::get(cx, call).await?.items;
    }
    let names = names(cx, caller, &impact).await?;
    let name = |entity: &Entity| Named {
        kind: entity.r#type.clone(),
        id: entity.id.clone(),
        name: names.get(&(entity.r#type.clone(), entity.id.clone())).cloned().unwrap_or_else(|| entity.id.clone()),
    };
    let mut of: HashMap<(String, String, String), Vec<&Effect>> = HashMap::new();
    for item in &impact.items {
        let Entity { r#type, id } = &item.resource;
        of.entry((r#type.clone(), id.clone(), item.action.clone())).or_default().push(item);
    }
    let mut things: Vec<Thing> = Vec::new();
    for shift in &impact.resources {
        let Entity { r#type, id } = &shift.resource;
        let effects = of.remove(&(r#type.clone(), id.clone(), shift.action.clone())).unwrap_or_default();
        let who = |effect: &str, total| Who {
            named: effects.iter().filter(|one| one.effect == effect).map(|one| name(&one.subject)).collect(),
            total,
        };
        let (gained, lost) = (who("gain", shift.gain), who("lose", shift.lose));
        let resource = name(&shift.resource);
        if things.iter().all(|thing| thing.resource != resource) {
            things.push(Thing { resource: resource.clone(), moves: Vec::new() });
        }
        let Some(thing) = things.iter_mut().find(|thing| thing.resource == resource) else { continue };
        match thing.moves.iter_mut().find(|one| one.gained == gained && one.lost == lost) {
            Some(same) => same.actions.push(shift.action.clone()),
            None => thing.moves.push(Move { actions: vec![shift.action.clone()], gained, lost }),
        }
    }
    let beyond = impact.totals.resources.saturating_sub(things.len() as u64);
    Ok(Told { totals: impact.totals, things, beyond })
}

async fn names(cx: &Cx, caller: &Caller, impact: &Impact) -> Result<HashMap<(String, String), String>, Refusal> {
    let entities = impact.resources.iter().map(|shift| &shift.resource);
    let subjects = impact.items.iter().map(|item| &item.subject);
    let mut entities: Vec<Entity> = entities.chain(subjects).cloned().collect();
    entities.sort_by(|one, other| (&one.r#type, &one.id).cmp(&(&other.r#type, &other.id)));
    entities.dedup();
    let tenant = caller.tenant;
    let found = cx.db.read(move |tx| {
        let entities = entities.clone();
        Box::pin(async move {
            let of = |kind: &str| -> Vec<&str> {
                entities.iter().filter(|entity| entity.r#type == kind).map(|entity| entity.id.as_str()).collect()
            };
            let wanted = Wanted {
                users: of("user"),
                departments: of("department"),
                groups: of("group"),
                documents: of("document"),
                apps: of("app"),
                doors: of("door"),
                rules: of("door_rule"),
                review_groups: of("review_group"),
                visitors: of("visitor"),
            };
            label::names(tx, tenant, &wanted).await.map_err(Refusal::from)
        })
    });
    Ok(found.await?.into_iter().map(|(kind, id, name)| ((kind, id), name)).collect())
}
