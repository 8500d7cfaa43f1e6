//! What things are called: id and name of many at once.

use std::collections::{BTreeMap, HashMap};

use menjin_api::menjin::group::Thing as Shown;
use menjin_engine::{Facts, Resource};
use menjin_model::{Millis, TenantNo};
use menjin_store::{BoxFuture, StoreError, Tx, administrator, naming, naming::Thing};

use crate::Cx;

/// Things whose names are wanted, then the names.
#[derive(Debug, Default)]
pub(super) struct Names {
    wanted: BTreeMap<u8, (Option<Thing>, Vec<i64>)>,
    found: HashMap<(Thing, i64), (String, String)>,
}

impl Names {
    pub(super) fn want(&mut self, thing: Thing, number: i64) {
        let (of, numbers) = self.wanted.entry(thing as u8).or_default();
        *of = Some(thing);
        numbers.push(number);
    }

    pub(super) fn want_resource(&mut self, resource: Resource) {
        let (thing, number) = place(resource);
        self.want(thing, number);
    }

    /// Reads them: two statements for each kind of thing.
    pub(super) async fn read(&mut self, cx: &Cx, tenant: TenantNo) -> Result<(), StoreError> {
        let wanted: Vec<(Thing, Vec<i64>)> = std::mem::take(&mut self.wanted)
            .into_values()
            .filter_map(|(thing, mut numbers)| {
                numbers.sort_unstable();
                numbers.dedup();
                Some((thing?, numbers))
            })
            .collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
            let wanted = wanted.clone();
            Box::pin(async move {
                let mut found: HashMap<(Thing, i64), (String, String)> = HashMap::new();
                for (thing, numbers) in wanted {
                    for (number, id) in naming::ids(tx, tenant, thing, &numbers).await? {
                        found.entry((thing, number)).or_default().0 = id;
                    }
                    for (number, name) in naming::labels(tx, tenant, thing, &numbers).await? {
                        found.entry((thing, number)).or_default().1 = name;
                    }
                }
                Ok(found)
            })
        });
        self.found = read.await?;
        Ok(())
    }

    /// Id and name; empty for what is gone meanwhile.
    pub(super) fn of(&self, thing: Thing, number: i64) -> (String, String) {
        self.found.get(&(thing, number)).cloned().unwrap_or_default()
    }

    /// A resource as answers show it.
    pub(super) fn shown(&self, facts: &Facts, resource: Resource) -> Shown {
        let (thing, number) = place(resource);
        let (id, name) = self.of(thing, number);
        Shown { r#type: word(facts, resource).to_owned(), id, name }
    }
}

fn place(resource: Resource) -> (Thing, i64) {
    match resource {
        Resource::Document(no) => (Thing::Document, no.0),
        Resource::App(no) => (Thing::App, no.0),
        Resource::Door(no) => (Thing::Device, no.0),
        Resource::Group(no) => (Thing::Group, no.0),
        Resource::ReviewGroup(no) => (Thing::ReviewGroup, no.0),
    }
}

fn word(facts: &Facts, resource: Resource) -> &'static str {
    match resource {
        Resource::Document(no) if facts.document(no).is_some_and(|document| document.is_folder) => "folder",
        Resource::Document(_) => "document",
        Resource::App(_) => "app",
        Resource::Door(_) => "door",
        Resource::Group(_) => "group",
        Resource::ReviewGroup(_) => "review_group",
    }
}

/// The names of a tenant's administrators, by what the audit calls them.
pub(super) async fn administrators(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<HashMap<String, String>, StoreError> {
    let rows = administrator::list(tx, tenant).await?;
    Ok(rows.into_iter().map(|row| (format!("administrator:{}", row.id.0), row.name)).collect())
}

/// How many whole days ago something was.
pub(super) fn days_since(at: Millis, now: Millis) -> i64 {
    const DAY: i64 = 86_400_000;
    now.0.saturating_sub(at.0).max(0) / DAY
}
