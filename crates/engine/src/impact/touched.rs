//! What a change can touch. Never too little: whoever is named here in vain is found to have what they had.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use menjin_model::{AppList, Change, DepartmentNo, DocumentNo, Fact, GroupNo, Party, UserNo};

use crate::{Facts, Resource, search::crowd::Crowd};

/// The resources that may say something else, and the subjects, in order, of whom.
pub(super) fn touched(before: &Facts, after: &Facts, changes: &[Change]) -> BTreeMap<Resource, Arc<[Party]>> {
    let mut touch =
        Touch { sides: [before, after], of: BTreeMap::new(), groups: BTreeMap::new(), lists: HashMap::new() };
    for change in changes {
        match change {
            Change::Came(fact) | Change::Went(fact) => touch.fact(fact),
            Change::Became { before, after } => {
                touch.fact(before);
                touch.fact(after);
            }
        }
    }
    touch.end()
}

/// Of whom a resource may say something else.
#[derive(Debug, Clone, Default)]
struct Whom {
    /// All that it names, before or after.
    named: bool,
    /// These, whether it names them or not.
    lists: Vec<Arc<[Party]>>,
}

struct Touch<'f> {
    sides: [&'f Facts; 2],
    of: BTreeMap<Resource, Whom>,
    /// Who came to or left a group: there may be thousands, so that what it opens is looked up once for all.
    groups: BTreeMap<GroupNo, BTreeSet<Party>>,
    /// Whom a name means, before or after; `None` for everybody.
    lists: HashMap<Party, Option<Arc<[Party]>>>,
}

impl Touch<'_> {
    fn fact(&mut self, fact: &Fact) {
        match *fact {
            Fact::TimeZone { .. } => self.named(self.doors()),
            Fact::Department { id, .. } => self.place(Party::Department(id), id),
            Fact::Place { user, department } => self.place(Party::User(user), department),
            Fact::User { id, .. } => self.mean(Party::User(id), self.everything()),
            Fact::Group { id, .. } => self.mean(Party::Group(id), self.opened([Party::Group(id)])),
            Fact::GroupMember { group, member, .. } => {
                self.groups.entry(group).or_default().insert(member);
            }
            Fact::App { id, .. } => {
                self.named([Resource::App(id)].into());
                self.mean(Party::App(id), self.documents());
            }
            Fact::AppRole { app, user, .. } => self.mean(Party::User(user), [Resource::App(app)].into()),
            Fact::AppListed { app, member, .. } => self.mean(member, [Resource::App(app)].into()),
            Fact::Document { id, .. } => self.named(self.below([id])),
            Fact::DocumentMember { document, single_page, member, .. } => {
                let reached = if single_page { [Resource::Document(document)].into() } else { self.below([document]) };
                self.mean(member, reached);
            }
            Fact::Device { id } => self.named([Resource::Door(id)].into()),
            Fact::DoorRule { id, .. } => self.named(self.doors_of(id)),
            Fact::DoorRuleDevice { device, .. } => self.named([Resource::Door(device)].into()),
            Fact::DoorRuleMember { rule, member, .. } => self.mean(member, self.doors_of(rule)),
            Fact::Visitor { id } => self.mean(Party::Visitor(id), self.doors()),
            Fact::ReviewGroup { id, .. } => self.named([Resource::ReviewGroup(id)].into()),
            Fact::ReviewMember { group, member } => self.mean(member, [Resource::ReviewGroup(group)].into()),
        }
    }

    /// Somebody in a department, or a department in another: what the departments above open, their groups, and the groups with
    /// rules, which look at departments.
    fn place(&mut self, whom: Party, department: DepartmentNo) {
        let mut names = BTreeSet::new();
        for facts in self.sides {
            for above in facts.upwards(department).take(DEPTH) {
                if above != DepartmentNo::ROOT {
                    names.insert(Party::Department(above));
                    names.extend(facts.groups_with(Party::Department(above)).map(Party::Group));
                }
            }
            names.extend(facts.dynamic().map(|(group, _)| Party::Group(group)));
        }
        self.mean(whom, self.opened(names));
    }

    /// All whom these resources name.
    fn named(&mut self, resources: BTreeSet<Resource>) {
        for resource in resources {
            self.of.entry(resource).or_default().named = true;
        }
    }

    /// All whom a name means, on these resources.
    fn mean(&mut self, name: Party, resources: BTreeSet<Resource>) {
        match self.list(name) {
            None => self.named(resources),
            Some(list) => self.these(&list, resources),
        }
    }

    fn these(&mut self, list: &Arc<[Party]>, resources: BTreeSet<Resource>) {
        for resource in resources {
            let lists = &mut self.of.entry(resource).or_default().lists;
            if !lists.iter().any(|known| Arc::ptr_eq(known, list)) {
                lists.push(Arc::clone(list));
            }
        }
    }

    fn list(&mut self, name: Party) -> Option<Arc<[Party]>> {
        let sides = self.sides;
        let list = self.lists.entry(name).or_insert_with(|| {
            let mut crowd = Crowd::default();
            for facts in sides {
                crowd.add(facts, name);
            }
            (!crowd.everyone).then(|| parties(crowd))
        });
        list.clone()
    }

    fn end(mut self) -> BTreeMap<Resource, Arc<[Party]>> {
        for (group, members) in std::mem::take(&mut self.groups) {
            let resources = self.opened([Party::Group(group)]);
            let mut crowd = Crowd::default();
            for facts in self.sides {
                for member in &members {
                    crowd.add(facts, *member);
                }
            }
            if crowd.everyone {
                self.named(resources);
            } else {
                self.these(&parties(crowd), resources);
            }
        }
        let mut joined: Joined = HashMap::new();
        let mut all = BTreeMap::new();
        for (resource, whom) in std::mem::take(&mut self.of) {
            let subjects = if whom.named { self.crowd_of(resource) } else { join(whom.lists, &mut joined) };
            all.insert(resource, subjects);
        }
        all
    }

    /// All that a resource names, before or after: nobody else may anything with it.
    fn crowd_of(&self, resource: Resource) -> Arc<[Party]> {
        let mut all = Crowd::default();
        for facts in self.sides {
            let crowd = Crowd::of(facts, resource);
            if crowd.everyone {
                all.people.extend(facts.users(None).map(|(user, _)| user));
            }
            all.people.extend(crowd.people);
            all.others.extend(crowd.others);
        }
        parties(all)
    }

    /// What names these parties, and what lies below.
    fn opened(&self, names: impl IntoIterator<Item = Party>) -> BTreeSet<Resource> {
        let (mut resources, mut documents) = (BTreeSet::new(), BTreeSet::new());
        for name in names {
            if let Party::Group(group) = name {
                resources.insert(Resource::Group(group));
            }
            for facts in self.sides {
                documents.extend(facts.grants_with(false, name));
                resources.extend(facts.grants_with(true, name).map(Resource::Document));
                for list in [AppList::White, AppList::Black] {
                    resources.extend(facts.listed_with(list, name).map(Resource::App));
                }
                for rule in facts.rules_with_member(name) {
                    resources.extend(facts.devices_of(rule).map(Resource::Door));
                }
                resources.extend(facts.review_groups_with(name).map(Resource::ReviewGroup));
            }
        }
        resources.extend(self.below(documents));
        resources
    }

    /// These documents and all that inherit from them.
    fn below(&self, documents: impl IntoIterator<Item = DocumentNo>) -> BTreeSet<Resource> {
        let mut seen = BTreeSet::new();
        let mut rest: Vec<DocumentNo> = documents.into_iter().collect();
        while let Some(document) = rest.pop() {
            if seen.insert(Resource::Document(document)) {
                for facts in self.sides {
                    let inherits = |below: &DocumentNo| facts.document(*below).is_some_and(|row| row.inherits);
                    rest.extend(facts.documents_below(document).filter(inherits));
                }
            }
        }
        seen
    }

    fn documents(&self) -> BTreeSet<Resource> {
        self.sides.iter().flat_map(|facts| facts.documents(None)).map(Resource::Document).collect()
    }

    fn doors(&self) -> BTreeSet<Resource> {
        self.sides.iter().flat_map(|facts| facts.devices(None)).map(Resource::Door).collect()
    }

    fn doors_of(&self, rule: menjin_model::RuleNo) -> BTreeSet<Resource> {
        self.sides.iter().flat_map(|facts| facts.devices_of(rule)).map(Resource::Door).collect()
    }

    fn everything(&self) -> BTreeSet<Resource> {
        let mut all = self.documents();
        all.extend(self.doors());
        for facts in self.sides {
            all.extend(facts.apps(None).map(Resource::App));
            all.extend(facts.groups(None).map(Resource::Group));
            all.extend(facts.review_groups(None).map(Resource::ReviewGroup));
        }
        all
    }
}

/// Departments above one another at most; for data that goes round in circles.
const DEPTH: usize = 1000;

/// Lists by the lists they were joined of, so that what many resources share is joined once.
type Joined = HashMap<Vec<*const Party>, (Vec<Arc<[Party]>>, Arc<[Party]>)>;

fn join(mut lists: Vec<Arc<[Party]>>, joined: &mut Joined) -> Arc<[Party]> {
    if lists.len() == 1 {
        return lists.pop().unwrap_or_default();
    }
    let key: Vec<*const Party> = lists.iter().map(|list| list.as_ptr()).collect();
    let (_, list) = joined.entry(key).or_insert_with(|| {
        let mut all: Vec<Party> = lists.iter().flat_map(|list| list.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        (lists, all.into())
    });
    Arc::clone(list)
}

/// People, apps and visitors, each once and in order.
fn parties(crowd: Crowd) -> Arc<[Party]> {
    let Crowd { people, others, .. } = crowd.sorted();
    people.into_iter().map(|user: UserNo| Party::User(user)).chain(others).collect()
}
