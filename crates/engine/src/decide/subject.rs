//! Who asks, with every name that a grant, a rule or a list may have for them.

use std::cell::{Cell, OnceCell};

use menjin_model::{DepartmentNo, Fact, GroupNo, Millis, Party, Span, UserNo};
use smallvec::SmallVec;

use crate::{Facts, ReasonCode, facts::Person};

/// So many groups are looked up before all memberships are read.
const LOOKED_UP: usize = 2;
/// More memberships than these are not read at once.
const MANY: usize = 128;

/// The ordinary groups that name somebody, and what they call them.
type Memberships = SmallVec<[(GroupNo, Party); 16]>;

/// A subject that is known.
#[derive(Debug)]
pub(crate) struct Subject<'f> {
    pub(super) facts: &'f Facts,
    /// Who it is.
    pub(super) party: Party,
    /// The person, if it is one.
    person: Option<Person>,
    departments: OnceCell<SmallVec<[DepartmentNo; 16]>>,
    /// How many groups were asked about: a few are looked up each, for more all memberships are read at once.
    asked: Cell<usize>,
    memberships: OnceCell<Option<Memberships>>,
}

/// How a name came to mean somebody, the plainest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Via {
    Direct,
    Department,
    Group,
    Everyone,
}

impl<'f> Subject<'f> {
    /// The subject; `None` if nobody knows it.
    pub(crate) fn find(facts: &'f Facts, party: Party) -> Option<Self> {
        // Everybody is who is in the root.
        let party = if party == Party::Everyone { Party::Department(DepartmentNo::ROOT) } else { party };
        let person = if let Party::User(user) = party { facts.user(user) } else { None };
        let is_known = match party {
            Party::User(_) => person.is_some(),
            Party::Department(department) => facts.parent(department).is_some(),
            Party::Group(group) => facts.group(group).is_some(),
            Party::App(app) => facts.app(app).is_some(),
            Party::Visitor(visitor) => facts.visitor(visitor),
            Party::Everyone => false,
        };
        if !is_known {
            return None;
        }
        Some(Self {
            facts,
            party,
            person,
            departments: OnceCell::new(),
            asked: Cell::new(0),
            memberships: OnceCell::new(),
        })
    }

    /// Their departments and all above, with the root; an app and a visitor are in none.
    pub(super) fn departments(&self) -> &[DepartmentNo] {
        self.departments.get_or_init(|| {
            let mut departments = SmallVec::new();
            match self.party {
                Party::User(user) => {
                    for place in self.facts.places(user) {
                        climb(self.facts, place, &mut departments);
                    }
                }
                Party::Department(department) => climb(self.facts, department, &mut departments),
                _ => {}
            }
            if self.is_people() && !departments.contains(&DepartmentNo::ROOT) {
                departments.push(DepartmentNo::ROOT);
            }
            departments
        })
    }

    /// Why this subject may nothing, whatever is granted.
    pub(crate) fn barred(&self) -> Option<ReasonCode> {
        let person = self.person?;
        if person.resigned {
            return Some(ReasonCode::SubjectResigned);
        }
        person.frozen.then_some(ReasonCode::SubjectFrozen)
    }

    /// A person, or some at once; neither an app nor a visitor.
    pub(super) fn is_people(&self) -> bool {
        !matches!(self.party, Party::App(_) | Party::Visitor(_))
    }

    /// Whether this name means the subject at this moment.
    pub(crate) fn is(&self, name: Party, at: Millis) -> bool {
        match name {
            Party::Department(department) => self.departments().contains(&department),
            Party::Group(group) => name == self.party || self.is_in(group, at),
            Party::Everyone => self.is_people(),
            Party::User(_) | Party::App(_) | Party::Visitor(_) => name == self.party,
        }
    }

    /// How this name would mean the subject.
    pub(super) fn via(&self, name: Party) -> Via {
        match name {
            name if name == self.party => Via::Direct,
            Party::Department(_) => Via::Department,
            Party::Everyone => Via::Everyone,
            _ => Via::Group,
        }
    }

    /// Whether a user group holds the subject at this moment.
    pub(super) fn is_in(&self, group: GroupNo, at: Millis) -> bool {
        match self.facts.group(group) {
            None => false,
            Some(Some(rule)) => self.user().is_some_and(|user| rule.matches(user, self.departments())),
            Some(None) => self.memberships(group).any(|(_, span)| span.holds(at)),
        }
    }

    /// What an ordinary group says of the subject: itself, then its departments.
    pub(super) fn memberships(&self, group: GroupNo) -> impl Iterator<Item = (Party, Span)> + '_ {
        self.asked.set(self.asked.get() + 1);
        let all = if self.asked.get() > LOOKED_UP { self.all_memberships() } else { None };
        let known = all.into_iter().flatten().filter(move |(of, _)| *of == group).map(|(_, name)| *name);
        let tried = all.is_none().then(|| self.names()).into_iter().flatten();
        known.chain(tried).filter_map(move |name| Some((name, self.facts.membership(group, name)?)))
    }

    /// The ordinary groups that name the subject, and how; `None` if they are many.
    fn all_memberships(&self) -> Option<&[(GroupNo, Party)]> {
        let all = self.memberships.get_or_init(|| {
            let mut all = Memberships::new();
            for name in self.names() {
                for group in self.facts.groups_with(name) {
                    if all.len() == MANY {
                        return None;
                    }
                    all.push((group, name));
                }
            }
            Some(all)
        });
        all.as_deref()
    }

    /// What an ordinary group may call the subject.
    fn names(&self) -> impl Iterator<Item = Party> + '_ {
        // The departments are not looked for before the person was not found.
        let departments = std::iter::once(()).flat_map(|()| self.departments());
        self.user().map(Party::User).into_iter().chain(departments.map(|department| Party::Department(*department)))
    }

    /// When this name means the subject: no span, one, or one for each membership that brings it into the group.
    pub(super) fn spans(&self, name: Party) -> SmallVec<[Span; 4]> {
        let is_ordinary = |group| matches!(self.facts.group(group), Some(None));
        match name {
            Party::Group(group) if name != self.party && is_ordinary(group) => {
                self.memberships(group).map(|(_, span)| span).collect()
            }
            _ if self.is(name, Millis(0)) => SmallVec::from_slice(&[Span::ALWAYS]),
            _ => SmallVec::new(),
        }
    }

    /// The membership that would bring the subject into a group; `None` where there can be none.
    pub(super) fn joining(&self, group: GroupNo) -> Option<Fact> {
        let can_join = matches!(self.party, Party::User(_) | Party::Department(_));
        let is_ordinary = matches!(self.facts.group(group), Some(None));
        (can_join && is_ordinary).then_some(Fact::GroupMember { group, member: self.party, span: Span::ALWAYS })
    }

    /// The person, if it is one.
    pub(super) fn user(&self) -> Option<UserNo> {
        if let Party::User(user) = self.party { Some(user) } else { None }
    }
}

/// Adds a department and all above it. Where one is known already, so are all above; that also ends a walk in a circle.
fn climb(facts: &Facts, from: DepartmentNo, departments: &mut SmallVec<[DepartmentNo; 16]>) {
    let mut next = Some(from);
    while let Some(department) = next {
        if departments.contains(&department) {
            return;
        }
        departments.push(department);
        next = facts.parent(department);
    }
}
