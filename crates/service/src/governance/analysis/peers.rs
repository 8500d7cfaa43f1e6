//! What most of somebody's peers may and they may not: those directly in the same department, by real decisions.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

use menjin_engine::{Action, Resource};
use menjin_model::{DepartmentNo, GroupNo, Party, UserNo};

use super::world::{Opens, World};

/// Fewer peers say nothing.
const PEERS_MIN: usize = 3;
/// Of a department, so many people are asked about at most, the first who came.
const PEERS_MAX: usize = 100;
/// What so many of a hundred may is what peers may.
const SHARE: usize = 80;
/// So much is told of one person.
const TOLD: usize = 20;

/// Something that most peers may and a person may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What.
    pub opens: Opens,
    /// The department that makes them peers.
    pub department: DepartmentNo,
    /// How many peers were asked about.
    pub peers: usize,
    /// How many of them may.
    pub have: usize,
    /// The ordinary group through which most of them may.
    pub through: Option<GroupNo>,
}

/// What the people of a department may.
#[derive(Debug, Default)]
struct Crowd {
    people: Vec<UserNo>,
    /// For each thing and action, who may.
    may: BTreeMap<(Resource, Action), Entry>,
    /// The ordinary groups that they are in, and how many of them.
    groups: BTreeMap<GroupNo, usize>,
}

#[derive(Debug)]
struct Entry {
    opens: Opens,
    count: usize,
    through: BTreeMap<GroupNo, usize>,
}

/// What departments may, found once each.
#[derive(Debug)]
pub struct Peers<'w, 'f> {
    world: &'w World<'f>,
    crowds: RefCell<HashMap<DepartmentNo, Rc<Crowd>>>,
}

impl<'w, 'f> Peers<'w, 'f> {
    /// Nothing yet.
    #[must_use]
    pub fn new(world: &'w World<'f>) -> Self {
        Self { world, crowds: RefCell::default() }
    }

    /// What most peers of somebody may and they may not, the commonest first.
    #[must_use]
    pub fn missing(&self, user: UserNo) -> Vec<Missing> {
        let mut all: Vec<Missing> = Vec::new();
        for department in self.places(user) {
            let crowd = self.crowd(department);
            let peers = crowd.people.iter().filter(|peer| **peer != user).count();
            if peers < PEERS_MIN {
                continue;
            }
            // The strongest action on a thing comes last; it says all that the weaker ones would.
            let mut strongest: BTreeMap<Resource, Missing> = BTreeMap::new();
            for ((resource, _), entry) in &crowd.may {
                // Whoever may not is not among those who may.
                if entry.count * 100 >= SHARE * peers && !self.may(user, &entry.opens) {
                    let through = entry.through.iter().max_by_key(|(group, count)| (**count, -group.0));
                    let missing = Missing {
                        opens: entry.opens.clone(),
                        department,
                        peers,
                        have: entry.count,
                        through: through.map(|(group, _)| *group),
                    };
                    strongest.insert(*resource, missing);
                }
            }
            let is_told = |resource: &Resource| all.iter().any(|told| told.opens.resource == *resource);
            let new: Vec<Missing> =
                strongest.into_iter().filter(|(resource, _)| !is_told(resource)).map(|(_, new)| new).collect();
            all.extend(new);
        }
        all.sort_by_key(|missing| (missing.peers - missing.have, missing.opens.resource));
        all.truncate(TOLD);
        all
    }

    /// The ordinary group that the most peers of somebody are in, if at least half are and they are not.
    #[must_use]
    pub fn usual_group(&self, user: UserNo) -> Option<(GroupNo, usize, usize)> {
        let found = self.places(user).filter_map(|department| {
            let crowd = self.crowd(department);
            let peers = crowd.people.iter().filter(|peer| **peer != user).count();
            let (group, count) = crowd.groups.iter().max_by_key(|(group, count)| (**count, -group.0))?;
            (peers >= PEERS_MIN && count * 2 >= peers).then_some((*group, *count, peers))
        });
        found.max_by_key(|(group, count, _)| (*count, -group.0))
    }

    /// The departments that make peers: everybody is in the root, which makes nobody one.
    fn places(&self, user: UserNo) -> impl Iterator<Item = DepartmentNo> + 'f {
        self.world.facts.places(user).filter(|department| *department != DepartmentNo::ROOT)
    }

    fn may(&self, user: UserNo, opens: &Opens) -> bool {
        if opens.hours.is_none() {
            return self.world.may(user, opens);
        }
        self.world.open_doors(user).iter().any(|open| open.resource == opens.resource)
    }

    fn crowd(&self, department: DepartmentNo) -> Rc<Crowd> {
        if let Some(known) = self.crowds.borrow().get(&department) {
            return Rc::clone(known);
        }
        let found = Rc::new(self.find(department));
        self.crowds.borrow_mut().insert(department, Rc::clone(&found));
        found
    }

    fn find(&self, department: DepartmentNo) -> Crowd {
        let facts = self.world.facts;
        let is_active = |user: &UserNo| facts.user(*user).is_some_and(|person| !person.frozen && !person.resigned);
        let mut crowd =
            Crowd { people: facts.people(department).filter(is_active).take(PEERS_MAX).collect(), ..Crowd::default() };
        for peer in crowd.people.clone() {
            let groups = self.world.groups(peer);
            for belonging in groups.iter().filter(|belonging| !belonging.dynamic) {
                *crowd.groups.entry(belonging.group).or_default() += 1;
            }
            let is_ordinary =
                |group: &GroupNo| groups.iter().any(|belonging| belonging.group == *group && !belonging.dynamic);
            let mut mine: BTreeMap<(Resource, Action), (Opens, Vec<GroupNo>)> = BTreeMap::new();
            for (opens, name) in self.world.access(peer, &groups) {
                let through = if let Party::Group(group) = name { Some(group) } else { None }.filter(is_ordinary);
                for action in included(opens.action) {
                    let key = (opens.resource, *action);
                    let entry =
                        mine.entry(key).or_insert_with(|| (Opens { action: *action, ..opens.clone() }, Vec::new()));
                    entry.1.extend(through);
                }
            }
            for (key, (opens, groups)) in mine {
                let new = || Entry { opens, count: 0, through: BTreeMap::new() };
                let entry = crowd.may.entry(key).or_insert_with(new);
                entry.count += 1;
                for group in groups {
                    *entry.through.entry(group).or_default() += 1;
                }
            }
        }
        crowd
    }
}

/// What an action on a document includes, the weakest first.
fn included(action: Action) -> &'static [Action] {
    match action {
        Action::View => &[Action::View],
        Action::Edit => &[Action::View, Action::Edit],
        Action::FullAccess => &[Action::View, Action::Edit, Action::FullAccess],
        Action::Use => &[Action::Use],
        Action::Operate => &[Action::Operate],
        Action::Develop => &[Action::Develop],
        Action::Administer => &[Action::Administer],
        Action::Open => &[Action::Open],
        // To be reviewed is no access.
        _ => &[],
    }
}
