//! Documents: owner, collaborators, the folders above, the link.

use menjin_model::{DocumentNo, Fact, Millis, Party, Perm, Sharing, Span};
use smallvec::SmallVec;

use super::{
    no, rows,
    subject::{Subject, Via},
    times::{Times, meet},
    yes,
};
use crate::{Action, Decision, Facts, Missing, ReasonCode, facts};

/// How many folders lie in each other at most; for data that goes round in circles.
const LEVELS: usize = 201;

/// A document, or one of the folders from which it inherits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Level<'f> {
    id: DocumentNo,
    pub(crate) row: &'f facts::Document,
    is_above: bool,
}

/// The document and all it inherits from, nearest first.
pub(crate) fn levels(facts: &Facts, document: DocumentNo) -> impl Iterator<Item = Level<'_>> {
    let first = facts.document(document).map(|row| Level { id: document, row, is_above: false });
    let above = |level: &Level<'_>| {
        let inherits = level.row.inherits && level.row.folder != DocumentNo(0);
        inherits.then_some(level.row.folder)
    };
    std::iter::successors(first, move |level| {
        let id = above(level)?;
        Some(Level { id, row: facts.document(id)?, is_above: true })
    })
    .take(LEVELS)
}

/// A collaborator entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grant {
    single_page: bool,
    pub(crate) member: Party,
    pub(crate) perm: Perm,
    pub(crate) span: Span,
}

impl Grant {
    fn on(self, document: DocumentNo) -> Fact {
        let Self { single_page, member, perm, span } = self;
        Fact::DocumentMember { document, single_page, member, perm, span }
    }
}

impl<'f> Level<'f> {
    /// What counts here: an entry for a single page does not reach what lies below, a folder gives nothing to apps.
    pub(crate) fn grants(self, facts: &'f Facts) -> impl Iterator<Item = Grant> + 'f {
        let container = facts.grants(self.id, false).map(|grant| (false, grant));
        let single = facts.grants(self.id, true).map(|grant| (true, grant)).take_while(move |_| !self.is_above);
        container
            .chain(single)
            .map(|(single_page, (member, perm, span))| Grant { single_page, member, perm, span })
            .filter(move |grant| !(self.row.is_folder && matches!(grant.member, Party::App(_))))
    }
}

/// The least role that lets one do this.
pub(crate) fn least(facts: &Facts, document: DocumentNo, action: Action) -> Option<Perm> {
    least_on(levels(facts, document), action)
}

fn least_on<'f>(mut levels: impl Iterator<Item = Level<'f>>, action: Action) -> Option<Perm> {
    let mut setting = |said: fn(&Sharing) -> Option<Perm>| {
        Some(levels.find_map(|level| said(&level.row.sharing)).unwrap_or(Perm::View))
    };
    match action {
        Action::View => Some(Perm::View),
        Action::Edit => Some(Perm::Edit),
        Action::FullAccess | Action::ManagePublic => Some(Perm::FullAccess),
        Action::Comment => setting(|sharing| sharing.comment),
        Action::Share => setting(|sharing| sharing.manage_collaborator),
        Action::Export | Action::Print => setting(|sharing| sharing.security),
        Action::Copy => setting(|sharing| sharing.copy),
        _ => None,
    }
}

/// The level whose word on the link counts, and the role it gives.
pub(crate) fn link(facts: &Facts, document: DocumentNo) -> Option<(usize, Perm)> {
    link_on(levels(facts, document))
}

fn link_on<'f>(levels: impl Iterator<Item = Level<'f>>) -> Option<(usize, Perm)> {
    let (number, link) = levels.enumerate().find_map(|(number, level)| Some((number, level.row.sharing.link?)))?;
    Some((number, link.perm()?))
}

/// Whether the subject may: it has what the action asks for, and the document does not lie in the bin.
pub(super) fn allows(subject: &Subject<'_>, action: Action, document: DocumentNo, at: Millis) -> bool {
    let levels: Levels<'_> = levels(subject.facts, document).collect();
    levels.first().is_some_and(|first| !first.row.deleted) && gives(&levels, subject, action, at)
}

/// Documents and folders above one another; more than a few are rare.
type Levels<'f> = SmallVec<[Level<'f>; 6]>;

/// Whether these levels give what the action asks for, the bin left aside.
fn gives(chain: &[Level<'_>], subject: &Subject<'_>, action: Action, at: Millis) -> bool {
    let facts = subject.facts;
    let Some(least) = least_on(chain.iter().copied(), action) else { return false };
    if matches!(subject.party, Party::Visitor(_)) {
        return false;
    }
    for level in chain {
        if level.row.owner == subject.party {
            return true;
        }
        let gives = |grant: &Grant| grant.perm >= least && grant.span.holds(at) && subject.is(grant.member, at);
        if level.grants(facts).any(|grant| gives(&grant)) {
            return true;
        }
    }
    link_on(chain.iter().copied()).is_some_and(|(_, perm)| perm >= least)
}

/// The same with the reason.
pub(super) fn explain(subject: &Subject<'_>, action: Action, document: DocumentNo, at: Millis) -> Decision {
    let found = grants(subject, action, document, at).unwrap_or_else(|| lacks(subject, action, document, at));
    let Some(row) = subject.facts.document(document).filter(|row| row.deleted) else { return found };
    // Whoever has no way to it even then is not helped by taking it out of the bin.
    if !found.allowed && found.missing.is_empty() {
        return no(ReasonCode::ResourceDeleted, Vec::new());
    }
    let mut missing = found.missing;
    if !matches!(missing.first(), Some(Missing::Fact(Fact::Document { .. }))) {
        let restored = facts::Document { deleted: false, ..*row };
        missing.insert(0, Missing::Fact(rows::document(document, &restored)));
    }
    no(ReasonCode::ResourceDeleted, missing)
}

/// A yes, by the plainest thing that gives it.
fn grants(subject: &Subject<'_>, action: Action, document: DocumentNo, at: Millis) -> Option<Decision> {
    let facts = subject.facts;
    let chain: Levels<'_> = levels(facts, document).collect();
    if !gives(&chain, subject, action, at) {
        return None;
    }
    let least = least(facts, document, action)?;
    for (number, level) in levels(facts, document).enumerate() {
        let code = |code| if level.is_above { ReasonCode::InheritedGrant } else { code };
        if level.row.owner == subject.party {
            return Some(yes(code(ReasonCode::Owner), subject.own(), down_from(facts, document, number)));
        }
        let best = level
            .grants(facts)
            .filter(|grant| grant.perm >= least && grant.span.holds(at) && subject.is(grant.member, at))
            .min_by_key(|grant| subject.via(grant.member));
        let Some(grant) = best else { continue };
        let mut way = subject.way_to(grant.member, at)?;
        way.push(grant.on(level.id));
        let reason = match subject.via(grant.member) {
            Via::Direct => ReasonCode::DirectGrant,
            Via::Department => ReasonCode::DepartmentGrant,
            Via::Group => ReasonCode::GroupGrant,
            Via::Everyone => ReasonCode::Everyone,
        };
        return Some(yes(code(reason), way, down_from(facts, document, number)));
    }
    let (number, _) = link(facts, document)?;
    Some(yes(ReasonCode::LinkShare, subject.own(), down_from(facts, document, number)))
}

/// The rows from the level of this number down to the document.
fn down_from(facts: &Facts, document: DocumentNo, number: usize) -> Vec<Fact> {
    let mut down: Vec<Fact> =
        levels(facts, document).take(number + 1).map(|level| rows::document(level.id, level.row)).collect();
    down.reverse();
    down
}

/// A no, and the least that would turn it.
fn lacks(subject: &Subject<'_>, action: Action, document: DocumentNo, at: Millis) -> Decision {
    let facts = subject.facts;
    let Some(least) = least(facts, document, action) else { return no(ReasonCode::NoGrant, Vec::new()) };
    if matches!(subject.party, Party::Visitor(_)) {
        return no(ReasonCode::NoGrant, Vec::new());
    }
    let mut times = Times::around(at);
    let mut has_some = link(facts, document).is_some();
    let mut joining = None;
    for level in levels(facts, document) {
        for grant in level.grants(facts) {
            if grant.perm < least {
                has_some |= grant.span.holds(at) && subject.is(grant.member, at);
                continue;
            }
            for span in subject.spans(grant.member) {
                times.add(meet(grant.span, span));
            }
            if let (None, Party::Group(group), true) = (&joining, grant.member, grant.span.holds(at)) {
                joining = subject.joining(group);
            }
        }
    }
    let code = times.code().unwrap_or(if has_some { ReasonCode::RoleTooLow } else { ReasonCode::NoGrant });
    let missing = match (times.next, joining) {
        (Some(next), _) => Missing::Moment(next),
        (None, Some(joining)) => Missing::Fact(joining),
        (None, None) => Missing::Fact(new_grant(subject, document, least)),
    };
    no(code, vec![missing])
}

/// What would have to be said of the document. On a folder an app has something by owning it alone.
fn new_grant(subject: &Subject<'_>, document: DocumentNo, perm: Perm) -> Fact {
    let member = subject.party;
    match subject.facts.document(document) {
        Some(row) if row.is_folder && matches!(member, Party::App(_)) => {
            rows::document(document, &facts::Document { owner: member, deleted: false, ..*row })
        }
        _ => Fact::DocumentMember { document, single_page: false, member, perm, span: Span::ALWAYS },
    }
}
