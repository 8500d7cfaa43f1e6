//! Who gains and who loses what by a change.
//!
//! First it is found out what the change can touch (`touched`): resources, and for each the subjects that come into question.
//! Then these are asked about before and after: documents by the roles of all at once (`roles`), since one group may open
//! hundreds of them to ten thousand people; everything else one by one.

mod roles;
mod touched;

use std::collections::BTreeMap;
use std::sync::Arc;

use menjin_model::{Change, DocumentNo, Millis, Party};

use crate::{Action, Ask, Facts, Resource, decide};
use roles::Roles;

/// One resource and action whose answer changes for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// What can be done to it.
    pub action: Action,
    /// To what.
    pub resource: Resource,
    /// People, apps and visitors who may now and could not before, each once and in order.
    pub gain: Arc<[Party]>,
    /// Those who may not any more.
    pub lose: Arc<[Party]>,
}

/// What changes for people, apps and visitors at this moment between two states, of which the second is the first with
/// `changes` applied. Sorted by resource, then action; equal to asking everything before and after.
#[must_use]
pub fn impact(before: &Facts, after: &Facts, changes: &[Change], at: Millis) -> Vec<Shift> {
    let mut shifts = Vec::new();
    let (mut then, mut now) = (Roles::new(before, at), Roles::new(after, at));
    for (resource, subjects) in touched::touched(before, after, changes) {
        match resource {
            Resource::Document(document) => of_document(&mut then, &mut now, document, &subjects, &mut shifts),
            _ => one_by_one(before, after, resource, &subjects, at, &mut shifts),
        }
    }
    shifts
}

/// What somebody had and has: 0 is nothing, then the roles.
type Move = (u8, u8);
/// Moves, and who makes each.
type Moves = Vec<(Move, Arc<[Party]>)>;

fn of_document(
    then: &mut Roles<'_>,
    now: &mut Roles<'_>,
    document: DocumentNo,
    subjects: &Arc<[Party]>,
    shifts: &mut Vec<Shift>,
) {
    let (had, has) = (then.on(document, subjects), now.on(document, subjects));
    let mut by_move: BTreeMap<Move, Vec<Party>> = BTreeMap::new();
    for (subject, of) in subjects.iter().zip(had.into_iter().zip(has)) {
        by_move.entry(of).or_default().push(*subject);
    }
    let moves: Moves = by_move.into_iter().map(|(of, who)| (of, who.into())).collect();
    let resource = Resource::Document(document);
    for action in resource.actions() {
        let (least_then, least_now) = (then.least(document, *action), now.least(document, *action));
        let could = |had: u8| least_then.is_some_and(|least| had >= least);
        let can = |has: u8| least_now.is_some_and(|least| has >= least);
        let gain = joined(&moves, |had, has| !could(had) && can(has));
        let lose = joined(&moves, |had, has| could(had) && !can(has));
        add(shifts, *action, resource, gain, lose);
    }
}

/// The subjects of all moves that count, in order. Most often one move has them all, and many actions share their list.
fn joined(moves: &Moves, counts: impl Fn(u8, u8) -> bool) -> Arc<[Party]> {
    let mut chosen = moves.iter().filter(|((had, has), _)| counts(*had, *has)).map(|(_, who)| who);
    match (chosen.next(), chosen.next()) {
        (None, _) => Arc::default(),
        (Some(only), None) => Arc::clone(only),
        (Some(first), Some(second)) => {
            let mut all: Vec<Party> =
                [first, second].into_iter().chain(chosen).flat_map(|who| who.iter().copied()).collect();
            all.sort_unstable();
            all.into()
        }
    }
}

fn one_by_one(
    before: &Facts,
    after: &Facts,
    resource: Resource,
    subjects: &[Party],
    at: Millis,
    shifts: &mut Vec<Shift>,
) {
    for action in resource.actions() {
        let (mut gain, mut lose) = (Vec::new(), Vec::new());
        for subject in subjects {
            let ask = Ask { subject: *subject, action: *action, resource, at };
            match (decide(before, &ask), decide(after, &ask)) {
                (false, true) => gain.push(*subject),
                (true, false) => lose.push(*subject),
                _ => {}
            }
        }
        add(shifts, *action, resource, gain.into(), lose.into());
    }
}

fn add(shifts: &mut Vec<Shift>, action: Action, resource: Resource, gain: Arc<[Party]>, lose: Arc<[Party]>) {
    if !gain.is_empty() || !lose.is_empty() {
        shifts.push(Shift { action, resource, gain, lose });
    }
}
