//! Ids and names for all answers of a request: those that are remembered, and those that had to be read.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use menjin_engine::Decision;
use menjin_model::UserNo;
use menjin_store::{BoxFuture, StoreError, naming, person};

use super::{
    answer::{Ground, Need, Shown, Station},
    resolve::{View, person_kind, thing},
    sentence,
    show::{Item, Lack, Link, Outline},
};
use crate::{
    Cx,
    knowledge::{Gone, names::IdKind},
};

/// Stands for everybody, who has no id.
const EVERYBODY: &str = "*";
/// Stands for a thing that is yet to be made.
pub(super) const NEW: &str = "new";

/// Ids and names, found for all answers of a request.
#[derive(Debug, Default)]
pub(super) struct Book {
    ids: HashMap<(IdKind, i64), Arc<str>>,
    labels: HashMap<(IdKind, i64), Arc<str>>,
}

impl Book {
    /// An id that the question itself has told.
    pub(super) fn tell(&mut self, item: Item, id: &str) {
        self.ids.entry((item.kind, item.number)).or_insert_with(|| id.into());
    }

    /// Takes what an earlier state knows of things that are gone since.
    pub(super) fn know(&mut self, gone: &Gone, outline: &Outline) {
        self.know_items(gone, outline.items());
    }

    /// The same of these things.
    pub(super) fn know_items(&mut self, gone: &Gone, items: impl Iterator<Item = Item>) {
        for item in items {
            if let Some(id) = gone.id(item.kind, item.number) {
                self.ids.insert((item.kind, item.number), id);
            }
            if let Some(label) = gone.label(item.kind, item.number) {
                self.labels.insert((item.kind, item.number), label);
            }
        }
    }

    /// Finds the ids of these, and the names of those in `outlines` that a sentence speaks of.
    pub(super) async fn fill(
        &mut self,
        cx: &Cx,
        view: View<'_>,
        outlines: &[Option<Outline>],
    ) -> Result<(), StoreError> {
        let renamed = cx.knowledge.labels(view.tenant);
        let generation = view.names.generation();
        let (mut ids, mut labels) = (HashSet::new(), HashSet::new());
        for outline in outlines.iter().flatten() {
            for item in outline.items() {
                if self.recall_id(view, item) {
                    ids.insert((item.kind, item.number));
                }
            }
            for item in sentence::spoken_of(outline) {
                let key = (item.kind, item.number);
                if item.number == 0 || self.labels.contains_key(&key) {
                    continue;
                }
                match view.names.label(renamed, view.space(item.kind), item.number) {
                    Some(label) => drop(self.labels.insert(key, label)),
                    None => drop(labels.insert(key)),
                }
            }
        }
        if ids.is_empty() && labels.is_empty() {
            return Ok(());
        }
        let found = read(cx, view, by_kind(ids), by_kind(labels)).await?;
        for (kind, number, id) in found.ids {
            let id: Arc<str> = id.into();
            view.names.keep_id(generation, view.space(kind), number, &id);
            self.ids.insert((kind, number), id);
        }
        for (kind, number, label) in found.labels {
            let label: Arc<str> = label.into();
            view.names.keep_label((generation, renamed), view.space(kind), number, &label);
            self.labels.insert((kind, number), label);
        }
        Ok(())
    }

    /// Finds the ids of these alone.
    pub(super) async fn fill_ids(
        &mut self,
        cx: &Cx,
        view: View<'_>,
        items: impl Iterator<Item = Item>,
    ) -> Result<(), StoreError> {
        let generation = view.names.generation();
        let mut ids = HashSet::new();
        for item in items {
            if self.recall_id(view, item) {
                ids.insert((item.kind, item.number));
            }
        }
        if ids.is_empty() {
            return Ok(());
        }
        for (kind, number, id) in read(cx, view, by_kind(ids), HashMap::new()).await?.ids {
            let id: Arc<str> = id.into();
            view.names.keep_id(generation, view.space(kind), number, &id);
            self.ids.insert((kind, number), id);
        }
        Ok(())
    }

    /// Takes what is remembered of an id; whether it must be read.
    fn recall_id(&mut self, view: View<'_>, item: Item) -> bool {
        let key = (item.kind, item.number);
        if item.number == 0 || self.ids.contains_key(&key) {
            return false;
        }
        match view.names.id(view.space(item.kind), item.number) {
            Some(id) => {
                self.ids.insert(key, id);
                false
            }
            None => true,
        }
    }

    /// How a thing is written; empty for one that is gone.
    pub(super) fn shown(&self, item: Item) -> Shown {
        let id = match item {
            Item { word: "everyone", .. } => Arc::from(EVERYBODY),
            Item { number: 0, kind: IdKind::OpenDepartmentId | IdKind::DepartmentId, .. } => Arc::from("0"),
            Item { number: 0, .. } => Arc::from(NEW),
            _ => self.ids.get(&(item.kind, item.number)).cloned().unwrap_or_default(),
        };
        Shown { r#type: item.word, id }
    }

    /// What people call a thing; its id where nothing else is known.
    pub(super) fn label(&self, item: Item) -> Arc<str> {
        let known = self.labels.get(&(item.kind, item.number)).filter(|label| !label.is_empty());
        known.cloned().unwrap_or_else(|| self.shown(item).id)
    }

    /// What a decision rests on or lacks.
    pub(super) fn ground(&self, decision: &Decision, outline: &Outline) -> Ground {
        if decision.allowed {
            let mut path = Vec::with_capacity(outline.path.len() + 1);
            path.push(Station { thing: self.shown(outline.subject), why: None });
            path.extend(outline.path.iter().map(|link| Station { thing: self.shown(link.to), why: Some(link.why) }));
            return Ground::Path(path);
        }
        let need = |need, link: &Link| Need {
            need,
            from: Some(self.shown(link.from.unwrap_or(outline.subject))),
            to: Some(self.shown(link.to)),
            why: Some(link.why),
            time: None,
        };
        let needs = outline.missing.iter().map(|lack| match lack {
            Lack::Link(link) => need("fact", link),
            Lack::Gone(link) => need("absence", link),
            Lack::Be(item, why) => {
                Need { need: "fact", from: None, to: Some(self.shown(*item)), why: Some(why), time: None }
            }
            Lack::Moment(at) => Need {
                need: "moment",
                from: None,
                to: None,
                why: None,
                time: Some(at.strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string()),
            },
        });
        Ground::Missing(needs.collect())
    }
}

type ByKind = HashMap<IdKind, Vec<i64>>;

fn by_kind(wanted: HashSet<(IdKind, i64)>) -> ByKind {
    let mut by_kind = ByKind::new();
    for (kind, number) in wanted {
        by_kind.entry(kind).or_default().push(number);
    }
    by_kind
}

struct Read {
    ids: Vec<(IdKind, i64, String)>,
    labels: Vec<(IdKind, i64, String)>,
}

async fn read(cx: &Cx, view: View<'_>, ids: ByKind, labels: ByKind) -> Result<Read, StoreError> {
    cx.db
        .read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
            Box::pin(async move {
                let mut read = Read { ids: Vec::new(), labels: Vec::new() };
                for (kind, numbers) in ids {
                    let rows = if let Some(thing) = thing(kind) {
                        naming::ids(tx, view.tenant, thing, &numbers).await?
                    } else {
                        let users: Vec<UserNo> = numbers.into_iter().map(UserNo).collect();
                        let rows = match person_kind(kind) {
                            person::IdKind::OpenId => person::open_ids(tx, view.tenant, view.app, &users).await?,
                            person::IdKind::UnionId => person::union_ids(tx, view.tenant, &users).await?,
                            person::IdKind::UserId => person::user_ids(tx, view.tenant, &users).await?,
                        };
                        rows.into_iter().map(|(user, id)| (user.0, id)).collect()
                    };
                    read.ids.extend(rows.into_iter().map(|(number, id)| (kind, number, id)));
                }
                for (kind, numbers) in labels {
                    if let Some(thing) = thing(kind) {
                        let rows = naming::labels(tx, view.tenant, thing, &numbers).await?;
                        read.labels.extend(rows.into_iter().map(|(number, label)| (kind, number, label)));
                    }
                }
                Ok(read)
            })
        })
        .await
}
