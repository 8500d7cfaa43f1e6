//! Rows as [`Facts`] holds them, said again as the facts they came from.

use menjin_model::{AppNo, DepartmentNo, DocumentNo, Fact, GroupNo, Party, ReviewGroupNo, RuleNo, UserNo};

use crate::{
    Facts,
    facts::{App, Document},
};

/// A person.
pub(super) fn user(facts: &Facts, id: UserNo) -> Option<Fact> {
    let person = facts.user(id)?;
    Some(Fact::User { id, frozen: person.frozen, resigned: person.resigned, manager: person.manager })
}

/// A department; the root has no row.
pub(super) fn department(facts: &Facts, id: DepartmentNo) -> Option<Fact> {
    if id == DepartmentNo::ROOT {
        return None;
    }
    Some(Fact::Department { id, parent: facts.parent(id)? })
}

/// A user group.
pub(super) fn group(facts: &Facts, id: GroupNo) -> Option<Fact> {
    Some(Fact::Group { id, rule: facts.group(id)?.cloned() })
}

/// An app.
pub(super) fn app(id: AppNo, app: App) -> Fact {
    let App { owner, enabled, visible_to_all } = app;
    Fact::App { id, owner, enabled, visible_to_all }
}

/// A document or folder.
pub(super) fn document(id: DocumentNo, document: &Document) -> Fact {
    let Document { is_folder, owner, folder, inherits, sharing, deleted } = *document;
    Fact::Document { id, is_folder, owner, folder, inherits, sharing, deleted }
}

/// A door rule.
pub(super) fn rule(facts: &Facts, id: RuleNo) -> Option<Fact> {
    Some(Fact::DoorRule { id, opening: facts.rule(id)?.clone() })
}

/// A review group.
pub(super) fn review_group(facts: &Facts, id: ReviewGroupNo) -> Option<Fact> {
    Some(Fact::ReviewGroup { id, hidden: facts.review_group(id)? })
}

/// The row of whoever it is.
pub(super) fn party(facts: &Facts, party: Party) -> Option<Fact> {
    match party {
        Party::User(id) => user(facts, id),
        Party::Department(id) => department(facts, id),
        Party::Group(id) => group(facts, id),
        Party::App(id) => Some(app(id, facts.app(id)?)),
        Party::Visitor(id) => facts.visitor(id).then_some(Fact::Visitor { id }),
        Party::Everyone => None,
    }
}
