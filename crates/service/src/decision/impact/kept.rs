//! Impacts that were told lately, so that whoever asked may read on.

use std::{
    collections::{HashSet, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use menjin_api::access::impact::{List, Totals};
use menjin_engine::Shift;
use menjin_model::{AppNo, Millis, TenantNo, UserNo};

use super::rows::Row;
use crate::Caller;

/// For how long an impact can be read.
const LIFE_SECONDS: i64 = 3600;
/// How many impacts are kept, of all tenants.
const IMPACTS_MAX: usize = 64;
/// How many subjects they name in all; the oldest give way.
const SUBJECTS_MAX: usize = 2_000_000;

/// Whether an impact reckoned at `at` can no more be read.
pub(super) fn is_over(at: Millis, now: Millis) -> bool {
    at.plus_seconds(LIFE_SECONDS) <= now || at.plus_seconds(-LIFE_SECONDS) > now
}

/// Impacts that were told lately.
#[derive(Debug, Default)]
pub struct Impacts(Mutex<VecDeque<Arc<Kept>>>);

impl Impacts {
    /// Keeps one more.
    pub(super) fn keep(&self, kept: &Arc<Kept>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push_back(Arc::clone(kept));
        let mut named: usize = all.iter().map(|kept| kept.length(List::Items)).sum();
        while all.len() > IMPACTS_MAX || (named > SUBJECTS_MAX && all.len() > 1) {
            named -= all.pop_front().map_or(named, |oldest| oldest.length(List::Items));
        }
    }

    /// The one of this id, if this caller asked for it lately.
    pub(super) fn find(&self, caller: &Caller, id: &str, now: Millis) -> Option<Arc<Kept>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = all.iter().find(|kept| kept.id == id && kept.is_of(caller) && !is_over(kept.at, now));
        found.cloned()
    }
}

/// What a change would do, and who asked.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) id: String,
    tenant: TenantNo,
    app: AppNo,
    user: Option<UserNo>,
    pub(super) revision: i64,
    pub(super) at: Millis,
    pub(super) totals: Totals,
    shifts: Vec<Shift>,
    /// Where each shift ends in the list of all that is gained or lost.
    ends: Vec<usize>,
}

impl Kept {
    pub(super) fn new(id: String, caller: &Caller, revision: i64, at: Millis, shifts: Vec<Shift>) -> Self {
        let mut totals = Totals::default();
        let (mut subjects, mut resources) = (HashSet::new(), HashSet::new());
        let mut ends = Vec::with_capacity(shifts.len());
        let mut end = 0;
        for shift in &shifts {
            end += shift.gain.len() + shift.lose.len();
            ends.push(end);
            totals.gain += shift.gain.len() as u64;
            totals.lose += shift.lose.len() as u64;
            resources.insert(shift.resource);
            subjects.extend(shift.gain.iter().chain(shift.lose.iter()).copied());
        }
        totals.subjects = subjects.len() as u64;
        totals.resources = resources.len() as u64;
        let Caller { tenant, user, app, .. } = caller;
        Self { id, tenant: *tenant, app: app.no, user: *user, revision, at, totals, shifts, ends }
    }

    fn is_of(&self, caller: &Caller) -> bool {
        (self.tenant, self.app, self.user) == (caller.tenant, caller.app.no, caller.user)
    }

    /// How long a list is.
    pub(super) fn length(&self, list: List) -> usize {
        match list {
            List::Items => self.ends.last().copied().unwrap_or(0),
            List::Resources => self.shifts.len(),
        }
    }

    /// Resources and actions from this place on, at most `size`.
    pub(super) fn shifts(&self, from: usize, size: usize) -> &[Shift] {
        let behind = self.shifts.get(from..).unwrap_or_default();
        behind.get(..size).unwrap_or(behind)
    }

    /// What is gained or lost from this place on, at most `size`: of each shift the gains first.
    pub(super) fn rows(&self, from: usize, size: usize) -> Vec<Row<'_>> {
        let first = self.ends.partition_point(|end| *end <= from);
        let begin = first.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let behind = self.shifts.get(first..).unwrap_or_default();
        behind.iter().flat_map(Row::of).skip(from - begin).take(size).collect()
    }
}
