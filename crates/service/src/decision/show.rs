//! Facts as callers read them: things, and links between them. By numbers still: first it is found out which ids and names are wanted, for
//! all answers of a request, then the [book](super::book) of them is filled, and everything is written down.

use menjin_engine::{Ask, Decision, Missing, ReasonCode, Resource};
use menjin_model::{AppList, DepartmentNo, DocumentNo, Fact, GroupNo, Party, ReviewGroupNo, RuleNo, UserNo};

use super::sentence;
use crate::knowledge::names::IdKind;

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
    pub(super) fn items(&self) -> impl Iterator<Item = Item> + '_ {
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
