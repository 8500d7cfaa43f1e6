//! Facts as callers read them: things by their ids on the wire, and links between them.
//!
//! First it is found out which ids and names are wanted, for all answers of a request; those that are not remembered are read
//! with one query for each kind; then everything is written down.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use menjin_engine::{Ask, Decision, Missing, ReasonCode, Resource};
use menjin_model::{AppList, DepartmentNo, DocumentNo, Fact, GroupNo, Party, ReviewGroupNo, RuleNo, UserNo};
use menjin_store::{BoxFuture, StoreError, naming, person};

use super::{
    answer::{Ground, Need, Shown, Station},
    resolve::{View, person_kind, thing},
    sentence,
};
use crate::{Cx, knowledge::names::IdKind};

/// A thing: its word on the wire, how its id is written, its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Item {
    pub(super) word: &'static str,
    pub(super) kind: IdKind,
    pub(super) number: i64,
}

/// A link between two things; without a beginning it begins where the link before it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) from: Option<Item>,
    pub(super) to: Item,
    pub(super) why: &'static str,
}

/// How people and departments are written: as in the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct People {
    users: IdKind,
    departments: IdKind,
}

/// Stands for everybody, who has no id.
const EVERYBODY: &str = "*";
/// Stands for a thing that is yet to be made.
const NEW: &str = "new";

impl People {
    /// As a subject is written: who asks by the tenant's own ids is answered in them.
    pub(super) fn like(subject: IdKind) -> Self {
        match subject {
            IdKind::UnionId => Self { users: IdKind::UnionId, departments: IdKind::OpenDepartmentId },
            IdKind::UserId | IdKind::DepartmentId => Self { users: IdKind::UserId, departments: IdKind::DepartmentId },
            _ => Self { users: IdKind::OpenId, departments: IdKind::OpenDepartmentId },
        }
    }

    fn user(self, user: UserNo) -> Item {
        Item { word: "user", kind: self.users, number: user.0 }
    }

    fn department(self, department: DepartmentNo) -> Item {
        Item { word: "department", kind: self.departments, number: department.0 }
    }

    pub(super) fn party(self, party: Party) -> Item {
        let item = |word, kind, number| Item { word, kind, number };
        match party {
            Party::User(user) => self.user(user),
            Party::Department(no) => self.department(no),
            Party::Group(no) => group(no),
            Party::App(no) => item("app", IdKind::App, no.0),
            Party::Visitor(no) => item("visitor", IdKind::Visitor, no.0),
            // Written as the root's people, under a word of their own.
            Party::Everyone => item("everyone", self.departments, 0),
        }
    }

    /// The link that a fact is; `None` for one that only says that something is there.
    fn link(self, fact: &Fact) -> Option<Link> {
        let link = |from, to, why| Some(Link { from: Some(from), to, why });
        match *fact {
            Fact::Place { user, department: to } => link(self.user(user), self.department(to), "member"),
            Fact::Department { id, parent } => link(self.department(id), self.department(parent), "below"),
            Fact::Group { id, rule: Some(_) } => Some(Link { from: None, to: group(id), why: "rule" }),
            Fact::GroupMember { group: to, member, .. } => link(self.party(member), group(to), "member"),
            Fact::App { id, owner, .. } => link(self.user(owner), app(id.0), "owner"),
            Fact::AppRole { app: to, user, role } => link(self.user(user), app(to.0), role.as_str()),
            Fact::AppListed { app: to, list, member } => {
                let why = if list == AppList::White { "white_list" } else { "black_list" };
                link(self.party(member), app(to.0), why)
            }
            Fact::DocumentMember { document: to, member, perm, .. } => {
                link(self.party(member), document(to), perm.as_str())
            }
            Fact::DoorRuleMember { rule: to, member, .. } => link(self.party(member), rule(to), "named"),
            Fact::DoorRuleDevice { rule: from, device } => {
                let to = Item { word: "door", kind: IdKind::Device, number: device.0 };
                link(rule(from), to, "open")
            }
            Fact::ReviewMember { group: to, member } => link(self.party(member), review_group(to), "member"),
            _ => None,
        }
    }
}

fn group(no: GroupNo) -> Item {
    Item { word: "group", kind: IdKind::Group, number: no.0 }
}

fn app(number: i64) -> Item {
    Item { word: "app", kind: IdKind::App, number }
}

fn document(no: DocumentNo) -> Item {
    Item { word: "document", kind: IdKind::Document, number: no.0 }
}

fn rule(no: RuleNo) -> Item {
    Item { word: "door_rule", kind: IdKind::Rule, number: no.0 }
}

fn review_group(no: ReviewGroupNo) -> Item {
    Item { word: "review_group", kind: IdKind::ReviewGroup, number: no.0 }
}

pub(super) fn resource(resource: Resource) -> Item {
    match resource {
        Resource::Document(no) => document(no),
        Resource::App(no) => app(no.0),
        Resource::Door(no) => Item { word: "door", kind: IdKind::Device, number: no.0 },
        Resource::Group(no) => group(no),
        Resource::ReviewGroup(no) => review_group(no),
    }
}

/// What one decision shows, still by numbers.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) ask: Ask,
    pub(super) subject: Item,
    pub(super) resource: Item,
    /// The links of a yes.
    pub(super) path: Vec<Link>,
    /// What a no lacks.
    pub(super) missing: Vec<Lack>,
}

/// Something that a no lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lack {
    /// A link that is not there, or says less.
    Link(Link),
    /// One that is there and forbids.
    Gone(Link),
    /// Something about a thing itself must be different.
    Be(Item, &'static str),
    /// A moment, by the tenant's clock.
    Moment(jiff::Zoned),
}

impl Outline {
    pub(super) fn of(people: People, ask: Ask, decision: &Decision, zone: Option<&str>) -> Self {
        let (subject, of) = (people.party(ask.subject), resource(ask.resource));
        let path = if decision.allowed { path(people, subject, of, &ask, &decision.chain) } else { Vec::new() };
        let code = decision.code;
        let missing = decision.missing.iter().map(|missing| lack(people, &ask, code, missing, zone)).collect();
        Self { ask, subject, resource: of, path, missing }
    }

    /// The things of which ids are wanted.
    fn items(&self) -> impl Iterator<Item = Item> + '_ {
        let path = self.path.iter().map(|link| link.to);
        let missing = self.missing.iter().flat_map(|lack| match lack {
            Lack::Link(link) | Lack::Gone(link) => [link.from, Some(link.to)],
            Lack::Be(item, _) => [Some(*item), None],
            Lack::Moment(_) => [None, None],
        });
        path.chain(missing.flatten()).chain([self.subject])
    }
}

/// The links of a chain, one behind the other, ending at the resource.
fn path(people: People, subject: Item, of: Item, ask: &Ask, chain: &[Fact]) -> Vec<Link> {
    let mut path: Vec<Link> = Vec::with_capacity(chain.len());
    for fact in chain {
        let at = path.last().map_or(subject, |link| link.to);
        let link = match fact {
            // A folder hands on what it gives to what lies in it; at the top are the owner and the link.
            Fact::Document { id, .. } => {
                let to = document(*id);
                let why = match at {
                    at if at == to => continue,
                    Item { kind: IdKind::Document, .. } => "inherited",
                    _ if matches!(fact, Fact::Document { owner, .. } if *owner == ask.subject) => "owner",
                    _ => "link_share",
                };
                Some(Link { from: Some(at), to, why })
            }
            Fact::App { id, owner, .. } => {
                let to = app(id.0);
                if at == to {
                    continue;
                }
                let owns = Party::User(*owner) == ask.subject && ask.action != menjin_engine::Action::Use;
                Some(Link { from: Some(at), to, why: if owns { "owner" } else { "everyone" } })
            }
            Fact::ReviewGroup { id, .. } => {
                let to = review_group(*id);
                if at == to {
                    continue;
                }
                Some(Link { from: Some(at), to, why: "back_office" })
            }
            fact => people.link(fact),
        };
        let Some(link) = link.filter(|link| link.to != at) else { continue };
        // Everybody, and the root, in which everybody is: no fact leads there.
        if let Some(from) = link.from.filter(|from| *from != at && from.number == 0) {
            path.push(Link { from: Some(at), to: from, why: "member" });
        }
        path.push(link);
    }
    // A department's own row tells the one above it, whether that matters or not.
    let kept: Vec<Link> = path
        .iter()
        .enumerate()
        .filter(|(number, link)| {
            let mut later = path.iter().skip(number + 1);
            link.why != "below" || later.any(|next| next.from.is_none_or(|from| from == link.to))
        })
        .map(|(_, link)| *link)
        .collect();
    let mut path = kept;
    if path.last().is_none_or(|link| link.to != of) && subject != of {
        path.push(Link { from: None, to: of, why: ask.action.as_str() });
    }
    path
}

fn lack(people: People, ask: &Ask, code: ReasonCode, missing: &Missing, zone: Option<&str>) -> Lack {
    let is_barred = matches!(code, ReasonCode::SubjectFrozen | ReasonCode::SubjectResigned);
    let be = |fact: &Fact| match fact {
        Fact::User { id, .. } => Lack::Be(people.user(*id), if is_barred { "active" } else { "manager" }),
        Fact::ReviewGroup { id, .. } => Lack::Be(review_group(*id), "shown"),
        Fact::Document { id, deleted: false, owner, .. } if *owner != ask.subject => {
            Lack::Be(document(*id), "restored")
        }
        Fact::DoorRule { id, .. } => Lack::Be(rule(*id), "open"),
        Fact::App { id, owner, .. } if Party::User(*owner) != ask.subject => Lack::Be(app(id.0), "enabled"),
        _ => Lack::Be(resource(ask.resource), ask.action.as_str()),
    };
    match missing {
        Missing::Fact(fact @ Fact::App { id, owner, .. })
            if Party::User(*owner) == ask.subject && ask.action == menjin_engine::Action::Own =>
        {
            Lack::Link(people.link(fact).unwrap_or(Link { from: None, to: app(id.0), why: "owner" }))
        }
        Missing::Fact(fact @ (Fact::App { .. } | Fact::DoorRule { .. })) => be(fact),
        Missing::Fact(fact) => people.link(fact).map_or_else(|| be(fact), Lack::Link),
        Missing::Gone(fact) => people.link(fact).map_or_else(|| be(fact), Lack::Gone),
        Missing::Moment(at) => Lack::Moment(sentence::on_the_wall(*at, zone)),
    }
}

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
