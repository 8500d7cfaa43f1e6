//! The facts of a company as an analysis asks them: who is in which groups, what a name opens, and what a person really may.
//!
//! What a name opens is found once and kept for all people who have it. Whether somebody may is for the engine to decide:
//! nothing here allows anything.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    rc::Rc,
    sync::Arc,
};

use menjin_engine::{
    Action, Ask, Facts, Resource, decide,
    door::{Wall, next_opening},
};
use menjin_model::{
    AppList, CollaboratorRole, DepartmentNo, DocumentNo, GroupNo, Millis, Opening, Party, Perm, UserNo,
};

/// Below one folder so many documents are looked at.
const BELOW_MAX: usize = 20_000;
/// A door counts as one that somebody may open if it opens to them within a week.
const WEEK: i64 = 7 * 86_400_000;
const MINUTES: u16 = 24 * 60;

/// Something that a grant, a rule or a list lets one do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opens {
    /// To what.
    pub resource: Resource,
    /// What: of a document the strongest of reading, changing and managing.
    pub action: Action,
    /// Of a door: when.
    pub hours: Option<Arc<Opening>>,
}

impl Opens {
    /// What two of the same thing both give, if they give something both: the lesser role, the hours when they are the same
    /// or one has no limits.
    #[must_use]
    pub fn shared(&self, other: &Self) -> Option<Self> {
        if self.resource != other.resource {
            return None;
        }
        match (&self.hours, &other.hours) {
            (Some(mine), Some(theirs)) if mine == theirs || theirs.is_always() => Some(self.clone()),
            (Some(mine), Some(_)) if mine.is_always() => Some(other.clone()),
            (Some(_), Some(_)) => None,
            _ if matches!(self.resource, Resource::Document(_)) => {
                Some(if self.action <= other.action { self.clone() } else { other.clone() })
            }
            _ => (self.action == other.action).then(|| self.clone()),
        }
    }

    /// Whether another of the same thing gives all that this one does.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.shared(other).is_some_and(|shared| shared == *self)
    }

    /// Whether it is a door at any hour of any day.
    #[must_use]
    pub fn is_any_hour(&self) -> bool {
        self.hours.as_ref().is_some_and(|hours| is_any_hour(hours))
    }
}

/// Whether a rule has neither days nor hours: whatever its first and last day, nobody is ever kept out at night.
fn is_any_hour(hours: &Opening) -> bool {
    let every_day = hours.weekdays == 0 || hours.weekdays & 0x7f == 0x7f;
    let whole_day = hours.windows.is_empty() || hours.windows.iter().any(|(from, to)| *from == 0 && *to >= MINUTES);
    every_day && whole_day
}

/// A way into a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As a member.
    Direct,
    /// This department is a member.
    Department(DepartmentNo),
    /// By the rule of a dynamic group.
    Rule,
}

/// A group that somebody is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belonging {
    /// The group.
    pub group: GroupNo,
    /// A rule says who is in it.
    pub dynamic: bool,
    /// All ways into it.
    pub ways: Vec<Way>,
}

impl Belonging {
    /// Whether they are a member themselves, so that they can be taken out.
    #[must_use]
    pub fn is_direct(&self) -> bool {
        self.ways.contains(&Way::Direct)
    }
}

/// What opens with a name.
type Opened = Rc<[Opens]>;

/// Facts at a moment, and what was found of them.
#[derive(Debug)]
pub struct World<'f> {
    /// The facts.
    pub facts: &'f Facts,
    /// The moment.
    pub at: Millis,
    wall: Wall,
    opened: RefCell<HashMap<Party, Opened>>,
}

impl<'f> World<'f> {
    /// The facts at a moment.
    #[must_use]
    pub fn new(facts: &'f Facts, at: Millis) -> Self {
        Self { facts, at, wall: Wall::of(facts.zone()), opened: RefCell::default() }
    }

    /// The departments of somebody and all above them, the root included.
    #[must_use]
    pub fn departments(&self, user: UserNo) -> Vec<DepartmentNo> {
        let mut all = Vec::new();
        for place in self.facts.places(user) {
            for department in self.facts.upwards(place) {
                if all.contains(&department) {
                    break;
                }
                all.push(department);
            }
        }
        if !all.contains(&DepartmentNo::ROOT) {
            all.push(DepartmentNo::ROOT);
        }
        all
    }

    /// The groups that somebody is in, in the order they were made.
    #[must_use]
    pub fn groups(&self, user: UserNo) -> Vec<Belonging> {
        let departments = self.departments(user);
        let mut ways: Vec<(GroupNo, Way)> = Vec::new();
        let holds = |group, member| self.facts.membership(group, member).is_some_and(|span| span.holds(self.at));
        let is_ordinary = |group: &GroupNo| matches!(self.facts.group(*group), Some(None));
        let me = Party::User(user);
        for group in self.facts.groups_with(me).filter(is_ordinary).filter(|group| holds(*group, me)) {
            ways.push((group, Way::Direct));
        }
        for department in &departments {
            let name = Party::Department(*department);
            for group in self.facts.groups_with(name).filter(is_ordinary).filter(|group| holds(*group, name)) {
                ways.push((group, Way::Department(*department)));
            }
        }
        for (group, _) in self.facts.dynamic().filter(|(_, rule)| rule.matches(user, &departments)) {
            ways.push((group, Way::Rule));
        }
        ways.sort_by_key(|(group, _)| *group);
        let mut all: Vec<Belonging> = Vec::new();
        for (group, way) in ways {
            match all.last_mut().filter(|last| last.group == group) {
                Some(last) => last.ways.push(way),
                None => all.push(Belonging { group, dynamic: way == Way::Rule, ways: vec![way] }),
            }
        }
        all
    }

    /// The names that grants have for somebody, but for those that everybody has.
    #[must_use]
    pub fn names(&self, user: UserNo, groups: &[Belonging]) -> Vec<Party> {
        let departments = self.departments(user).into_iter().filter(|department| *department != DepartmentNo::ROOT);
        std::iter::once(Party::User(user))
            .chain(departments.map(Party::Department))
            .chain(groups.iter().map(|belonging| Party::Group(belonging.group)))
            .collect()
    }

    /// What grants, rules and lists give to a name.
    #[must_use]
    pub fn opened(&self, name: Party) -> Opened {
        if let Some(known) = self.opened.borrow().get(&name) {
            return Rc::clone(known);
        }
        let found: Opened = self.find(name).into();
        self.opened.borrow_mut().insert(name, Rc::clone(&found));
        found
    }

    fn find(&self, name: Party) -> Vec<Opens> {
        let mut all = self.documents(name);
        all.extend(self.doors(name));
        let apps = self.facts.listed_with(AppList::White, name).map(|app| (Resource::App(app), Action::Use));
        let reviews = self.facts.review_groups_with(name).map(|group| (Resource::ReviewGroup(group), Action::Member));
        all.extend(apps.chain(reviews).map(|(resource, action)| Opens { resource, action, hours: None }));
        if let Party::User(user) = name {
            for app in self.facts.roles_with(user) {
                let action = match self.facts.role(app, user) {
                    Some(CollaboratorRole::Administrator) => Action::Administer,
                    Some(CollaboratorRole::Developer) => Action::Develop,
                    Some(CollaboratorRole::Operator) => Action::Operate,
                    None => continue,
                };
                all.push(Opens { resource: Resource::App(app), action, hours: None });
            }
        }
        all
    }

    fn documents(&self, name: Party) -> Vec<Opens> {
        let mut best: HashMap<DocumentNo, Perm> = HashMap::new();
        let mut add = |document, perm: Perm| {
            let held = best.entry(document).or_insert(perm);
            *held = perm.max(*held);
        };
        for single_page in [false, true] {
            for document in self.facts.grants_with(single_page, name) {
                let Some((perm, span)) = self.facts.grant(document, single_page, name) else { continue };
                if !span.holds(self.at) {
                    continue;
                }
                add(document, perm);
                if !single_page {
                    self.below(document).into_iter().for_each(|below| add(below, perm));
                }
            }
        }
        let lives = |document: &DocumentNo| self.facts.document(*document).is_some_and(|row| !row.deleted);
        let mut found: Vec<(DocumentNo, Perm)> = best.into_iter().filter(|(document, _)| lives(document)).collect();
        found.sort_unstable_by_key(|(document, _)| *document);
        let opens = |(document, perm)| {
            let action = match perm {
                Perm::View => Action::View,
                Perm::Edit => Action::Edit,
                Perm::FullAccess => Action::FullAccess,
            };
            Opens { resource: Resource::Document(document), action, hours: None }
        };
        found.into_iter().map(opens).collect()
    }

    /// What lies below a folder and takes its collaborators from it.
    fn below(&self, folder: DocumentNo) -> Vec<DocumentNo> {
        let (mut found, mut seen, mut open) = (Vec::new(), HashSet::from([folder]), vec![folder]);
        while let Some(folder) = open.pop() {
            for document in self.facts.documents_below(folder) {
                let inherits = self.facts.document(document).is_some_and(|row| row.inherits);
                if inherits && found.len() < BELOW_MAX && seen.insert(document) {
                    found.push(document);
                    open.push(document);
                }
            }
        }
        found
    }

    fn doors(&self, name: Party) -> Vec<Opens> {
        let mut all: Vec<Opens> = Vec::new();
        for rule in self.facts.rules_with_member(name) {
            let holds = self.facts.rule_member(rule, name).is_some_and(|span| span.holds(self.at));
            let Some(opening) = self.facts.rule(rule).filter(|_| holds) else { continue };
            if self.opens_next(opening).is_none() {
                continue;
            }
            let hours = Arc::new(opening.clone());
            for device in self.facts.devices_of(rule).filter(|device| self.facts.device(*device)) {
                let opens =
                    Opens { resource: Resource::Door(device), action: Action::Open, hours: Some(Arc::clone(&hours)) };
                if !all.iter().any(|known| opens.is_within(known)) {
                    all.retain(|known| !known.is_within(&opens));
                    all.push(opens);
                }
            }
        }
        all.sort_by_key(|opens| opens.resource);
        all
    }

    /// When a door rule lets people in next, within a week.
    fn opens_next(&self, opening: &Opening) -> Option<Millis> {
        next_opening(opening, &self.wall, self.at, Millis(self.at.0.saturating_add(WEEK)))
    }

    /// Whether somebody really may what was found for a name of theirs; of a door, when it opens next.
    #[must_use]
    pub fn may(&self, user: UserNo, opens: &Opens) -> bool {
        let at = match &opens.hours {
            Some(hours) => self.opens_next(hours),
            None => Some(self.at),
        };
        let ask = |at| Ask { subject: Party::User(user), action: opens.action, resource: opens.resource, at };
        at.is_some_and(|at| decide(self.facts, &ask(at)))
    }

    /// Everything that somebody may by a name of theirs, those that everybody has left aside, and by which names.
    #[must_use]
    pub fn access(&self, user: UserNo, groups: &[Belonging]) -> Vec<(Opens, Party)> {
        let mut all = Vec::new();
        for name in self.names(user, groups) {
            for opens in self.opened(name).iter().filter(|opens| self.may(user, opens)) {
                all.push((opens.clone(), name));
            }
        }
        all
    }

    /// The doors that open to somebody within a week, each once, by whatever name; with their hours.
    #[must_use]
    pub fn open_doors(&self, user: UserNo) -> Vec<Opens> {
        let everybody = [Party::Department(DepartmentNo::ROOT), Party::Everyone];
        let mut all: Vec<Opens> = Vec::new();
        for name in self.names(user, &self.groups(user)).into_iter().chain(everybody) {
            let is_door = |opens: &&Opens| matches!(opens.resource, Resource::Door(_));
            for opens in self.opened(name).iter().filter(is_door).filter(|opens| self.may(user, opens)) {
                if !all.iter().any(|known| opens.is_within(known)) {
                    all.retain(|known| !known.is_within(opens));
                    all.push(opens.clone());
                }
            }
        }
        all.sort_by_key(|opens| opens.resource);
        all
    }
}
