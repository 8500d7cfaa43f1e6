//! Complete lists: who can, what can, which actions.

use menjin_model::{Millis, Party};

use crate::{Action, Facts, Resource};

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
    _facts: &Facts,
    _kind: SubjectKind,
    _action: Action,
    _resource: Resource,
    _at: Millis,
    _after: Option<Party>,
    _limit: usize,
) -> Found<Party> {
    Found { items: Vec::new(), more: false }
}

/// To what the subject may do this: all resources of one kind for which [`decide`](crate::decide()) says yes, behind `after`, at
/// most `limit`.
#[must_use]
pub fn resources(
    _facts: &Facts,
    _subject: Party,
    _action: Action,
    _kind: ResourceKind,
    _at: Millis,
    _after: Option<Resource>,
    _limit: usize,
) -> Found<Resource> {
    Found { items: Vec::new(), more: false }
}

/// What the subject may do to that, the weakest first.
#[must_use]
pub fn actions(_facts: &Facts, _subject: Party, _resource: Resource, _at: Millis) -> Vec<Action> {
    Vec::new()
}
