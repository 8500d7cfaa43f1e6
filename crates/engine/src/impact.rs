//! Who gains and who loses what by a change.

use menjin_model::{Change, Millis, Party};

use crate::{Action, Facts, Resource};

/// One resource and action whose answer changes for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// What can be done to it.
    pub action: Action,
    /// To what.
    pub resource: Resource,
    /// People, apps and visitors who may now and could not before, in the order of their internal ids.
    pub gain: Vec<Party>,
    /// Those who may not any more.
    pub lose: Vec<Party>,
}

/// What changes for people, apps and visitors at this moment between two states, of which the second is the first with
/// `changes` applied. Sorted by resource, then action; equal to asking everything before and after.
#[must_use]
pub fn impact(_before: &Facts, _after: &Facts, _changes: &[Change], _at: Millis) -> Vec<Shift> {
    Vec::new()
}
