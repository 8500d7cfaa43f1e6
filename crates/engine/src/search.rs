//! Complete lists: who can, what can, which actions.
//!
//! Whoever comes into question is found first (`crowd`), then each is decided about, so a list cannot say anything else than the
//! single answers do. A page goes on behind the last item of the one before.

pub(crate) mod crowd;

use menjin_model::{DepartmentNo, Millis, Party, UserNo};

use crate::{Action, Ask, Facts, Resource, decide};
use crowd::Crowd;

/// Which subjects a search names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubjectKind {
    /// People.
    User,
    /// Departments, as whole ones.
    Department,
    /// User groups, as whole ones.
    Group,
    /// Apps.
    App,
    /// Visitors.
    Visitor,
}

/// Which resources a search names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ResourceKind {
    /// Documents and folders.
    Document,
    /// Apps.
    App,
    /// Doors.
    Door,
    /// User groups.
    Group,
    /// People groups of performance reviews.
    ReviewGroup,
}

/// A page of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// What was found, in the order of the internal ids.
    pub items: Vec<T>,
    /// Whether there is more behind the last item.
    pub more: bool,
}

/// Who may do this to that: all subjects of one kind for whom [`decide`](crate::decide()) says yes, behind `after`, at most
/// `limit`.
#[must_use]
pub fn subjects(
    facts: &Facts,
    kind: SubjectKind,
    action: Action,
    resource: Resource,
    at: Millis,
    after: Option<Party>,
    limit: usize,
) -> Found<Party> {
    let may = |subject: &Party| decide(facts, &Ask { subject: *subject, action, resource, at });
    match kind {
        SubjectKind::User => {
            let after = after.and_then(|party| if let Party::User(no) = party { Some(no) } else { None });
            people(facts, resource, after, may, limit)
        }
        SubjectKind::Department => {
            let after = after.and_then(|party| if let Party::Department(no) = party { Some(no) } else { None });
            let root = after.is_none().then_some(DepartmentNo::ROOT);
            page(root.into_iter().chain(facts.departments(after)).map(Party::Department).filter(may), limit)
        }
        SubjectKind::Group => {
            let after = after.and_then(|party| if let Party::Group(no) = party { Some(no) } else { None });
            page(facts.groups(after).map(Party::Group).filter(may), limit)
        }
        SubjectKind::App => {
            let after = after.and_then(|party| if let Party::App(no) = party { Some(no) } else { None });
            page(facts.apps(after).map(Party::App).filter(may), limit)
        }
        SubjectKind::Visitor => {
            let after = after.and_then(|party| if let Party::Visitor(no) = party { Some(no) } else { None });
            page(facts.visitors(after).map(Party::Visitor).filter(may), limit)
        }
    }
}

fn people(
    facts: &Facts,
    resource: Resource,
    after: Option<UserNo>,
    may: impl Fn(&Party) -> bool,
    limit: usize,
) -> Found<Party> {
    let crowd = Crowd::of(facts, resource);
    if crowd.everyone {
        return page(facts.users(after).map(|(user, _)| Party::User(user)).filter(may), limit);
    }
    let mut people = crowd.people;
    people.retain(|user| after.is_none_or(|after| *user > after));
    people.sort_unstable();
    people.dedup();
    page(people.into_iter().map(Party::User).filter(may), limit)
}

/// To what the subject may do this: all resources of one kind for which [`decide`](crate::decide()) says yes, behind `after`, at
/// most `limit`.
#[must_use]
pub fn resources(
    facts: &Facts,
    subject: Party,
    action: Action,
    kind: ResourceKind,
    at: Millis,
    after: Option<Resource>,
    limit: usize,
) -> Found<Resource> {
    let may = |resource: &Resource| decide(facts, &Ask { subject, action, resource: *resource, at });
    match kind {
        ResourceKind::Document => {
            let after = after.and_then(|of| if let Resource::Document(no) = of { Some(no) } else { None });
            page(facts.documents(after).map(Resource::Document).filter(may), limit)
        }
        ResourceKind::App => {
            let after = after.and_then(|of| if let Resource::App(no) = of { Some(no) } else { None });
            page(facts.apps(after).map(Resource::App).filter(may), limit)
        }
        ResourceKind::Door => {
            let after = after.and_then(|of| if let Resource::Door(no) = of { Some(no) } else { None });
            page(facts.devices(after).map(Resource::Door).filter(may), limit)
        }
        ResourceKind::Group => {
            let after = after.and_then(|of| if let Resource::Group(no) = of { Some(no) } else { None });
            page(facts.groups(after).map(Resource::Group).filter(may), limit)
        }
        ResourceKind::ReviewGroup => {
            let after = after.and_then(|of| if let Resource::ReviewGroup(no) = of { Some(no) } else { None });
            page(facts.review_groups(after).map(Resource::ReviewGroup).filter(may), limit)
        }
    }
}

/// What the subject may do to that, the weakest first.
#[must_use]
pub fn actions(facts: &Facts, subject: Party, resource: Resource, at: Millis) -> Vec<Action> {
    let may = |action: &Action| decide(facts, &Ask { subject, action: *action, resource, at });
    resource.actions().iter().copied().filter(may).collect()
}

/// The first `limit`, and whether there is one more.
fn page<T>(mut found: impl Iterator<Item = T>, limit: usize) -> Found<T> {
    let items: Vec<T> = found.by_ref().take(limit).collect();
    let more = items.len() == limit && found.next().is_some();
    Found { items, more }
}
