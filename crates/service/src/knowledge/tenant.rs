//! One tenant's facts: not there, being read, or there.

use std::sync::{
    Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
    atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering},
};

use menjin_engine::Facts;
use menjin_model::{Change, Fact, Millis};
use menjin_store::StoreError;
use tokio::sync::watch;

use super::{Standing, follow::Turn, past::States};

/// While facts are read, so many changes are noted at most; more, and the reading begins anew.
const NOTED_MAX: usize = 2_000_000;
/// With so many changes over the compact base it is made anew.
const DELTA_MAX: usize = 20_000;
/// More changes than that are taken in beside the facts that others ask meanwhile, so that nobody waits.
const AT_ONCE: usize = 64;

/// What is known of one tenant.
#[derive(Debug, Default)]
pub(super) struct Tenant {
    state: RwLock<State>,
    asked: AtomicI64,
    labels: AtomicU64,
    tickets: AtomicU64,
    /// The delta over the base has grown.
    is_due: AtomicBool,
    /// Whose turn it is to read what other nodes wrote.
    pub(super) turn: Turn,
    /// Earlier states that somebody asked about lately.
    pub(super) past: Mutex<States>,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Absent,
    Reading(Reading),
    Known(Known),
}

/// What was written since the reading began.
#[derive(Debug)]
struct Reading {
    ticket: u64,
    noted: Vec<(i64, Vec<Change>)>,
    size: usize,
    /// Tells those who wait how it ended; dropped when it shall begin anew.
    done: watch::Sender<Option<Result<(), StoreError>>>,
}

#[derive(Debug)]
struct Known {
    facts: Facts,
    revision: i64,
    /// Of the last write taken in; only where other nodes write too.
    hash: Vec<u8>,
    /// While the base is made anew: its ticket, and what was written since.
    compacting: Option<(u64, Vec<Vec<Change>>)>,
    /// How often the base was made anew.
    bases: u64,
}

/// Tells how a reading ended.
pub(super) type Ended = watch::Receiver<Option<Result<(), StoreError>>>;

/// Whether there is something to do.
pub(super) enum Begun {
    /// Whoever called reads, under this ticket.
    Now(u64, Ended),
    /// Another does.
    Already(Ended),
    /// It is done.
    Known,
}

impl Tenant {
    /// The facts, if they are there.
    pub(super) fn standing(&self) -> Option<Standing> {
        match &*self.read() {
            State::Known(known) => Some(Standing { facts: known.facts.clone(), revision: known.revision, gone: None }),
            State::Absent | State::Reading(_) => None,
        }
    }

    /// The last write taken in, and its hash.
    pub(super) fn mark(&self) -> Option<(i64, Vec<u8>)> {
        match &*self.read() {
            State::Known(known) => Some((known.revision, known.hash.clone())),
            State::Absent | State::Reading(_) => None,
        }
    }

    /// Takes in what a write did, or notes it while facts are read.
    pub(super) fn learn(&self, revision: i64, changes: &[Change], hash: Option<&[u8]>) {
        if may_rename(changes) {
            self.labels.fetch_add(1, Ordering::AcqRel);
        }
        let ready = if changes.len() > AT_ONCE { self.beside(revision, changes) } else { None };
        let mut state = self.write();
        match &mut *state {
            State::Reading(reading) => {
                reading.size += 1 + changes.len();
                reading.noted.push((revision, changes.to_vec()));
                if reading.size > NOTED_MAX {
                    *state = State::Absent;
                }
            }
            State::Known(known) if revision == known.revision + 1 => {
                match ready {
                    Some((facts, bases)) if bases == known.bases => known.facts = facts,
                    _ => known.facts.apply(changes),
                }
                known.revision = revision;
                if let Some(hash) = hash {
                    hash.clone_into(&mut known.hash);
                }
                if known.facts.delta_len() > DELTA_MAX {
                    self.is_due.store(true, Ordering::Release);
                }
                if let Some((_, noted)) = &mut known.compacting {
                    noted.push(changes.to_vec());
                }
            }
            // A write that nobody told us of lies between: what is known is not to be trusted.
            State::Known(known) if revision > known.revision => *state = State::Absent,
            State::Absent | State::Known(_) => {}
        }
    }

    /// The facts with these changes, and on which base.
    fn beside(&self, revision: i64, changes: &[Change]) -> Option<(Facts, u64)> {
        let (mut facts, bases) = match &*self.read() {
            State::Known(known) if known.revision + 1 == revision => (known.facts.clone(), known.bases),
            _ => return None,
        };
        facts.apply(changes);
        Some((facts, bases))
    }

    /// Forgets the facts.
    pub(super) fn forget(&self) {
        *self.write() = State::Absent;
        self.past.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.labels.fetch_add(1, Ordering::AcqRel);
    }

    /// Begins a reading, unless one is under way or done. Whatever is committed from now on is noted.
    pub(super) fn begin(&self) -> Begun {
        let mut state = self.write();
        match &*state {
            State::Known(_) => Begun::Known,
            State::Reading(reading) => Begun::Already(reading.done.subscribe()),
            State::Absent => {
                let ticket = self.tickets.fetch_add(1, Ordering::AcqRel);
                let (done, ended) = watch::channel(None);
                *state = State::Reading(Reading { ticket, noted: Vec::new(), size: 0, done });
                Begun::Now(ticket, ended)
            }
        }
    }

    /// Ends a reading: these are the facts after the write `revision`.
    pub(super) fn install(&self, ticket: u64, mut facts: Facts, mut revision: i64, hash: Vec<u8>) {
        let mut state = self.write();
        let reading = match &mut *state {
            State::Reading(reading) if reading.ticket == ticket => reading,
            _ => return,
        };
        let (noted, done) = (std::mem::take(&mut reading.noted), reading.done.clone());
        for (written, changes) in noted {
            if written == revision + 1 {
                facts.apply(&changes);
                revision = written;
            } else if written > revision {
                *state = State::Absent;
                return;
            }
        }
        done.send_replace(Some(Ok(())));
        *state = State::Known(Known { facts, revision, hash, compacting: None, bases: 0 });
    }

    /// Ends a reading that failed.
    pub(super) fn give_up(&self, ticket: u64, error: StoreError) {
        let mut state = self.write();
        if let State::Reading(reading) = &*state
            && reading.ticket == ticket
        {
            reading.done.send_replace(Some(Err(error)));
            *state = State::Absent;
        }
    }

    /// The facts, when their base is to be made anew and nobody is at it.
    pub(super) fn begin_compacting(&self) -> Option<(u64, Facts)> {
        if !self.is_due.load(Ordering::Acquire) || !self.is_due.swap(false, Ordering::AcqRel) {
            return None;
        }
        let mut state = self.write();
        let State::Known(known) = &mut *state else { return None };
        if known.compacting.is_some() || known.facts.delta_len() <= DELTA_MAX {
            return None;
        }
        let ticket = self.tickets.fetch_add(1, Ordering::AcqRel);
        known.compacting = Some((ticket, Vec::new()));
        Some((ticket, known.facts.clone()))
    }

    /// Takes facts whose base was made anew.
    pub(super) fn end_compacting(&self, ticket: u64, mut facts: Facts) {
        let mut state = self.write();
        let State::Known(known) = &mut *state else { return };
        let Some((_, noted)) = known.compacting.take_if(|(of, _)| *of == ticket) else { return };
        for changes in noted {
            facts.apply(&changes);
        }
        known.facts = facts;
        known.bases += 1;
    }

    /// Notes when the tenant was asked about; to the second, so that asking writes nothing most of the time.
    pub(super) fn asked(&self, now: Millis) {
        let second = now.seconds();
        if self.asked.load(Ordering::Relaxed) != second {
            self.asked.store(second, Ordering::Relaxed);
        }
    }

    /// When that was last.
    pub(super) fn last_asked(&self) -> i64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// How often names may have changed.
    pub(super) fn labels(&self) -> u64 {
        self.labels.load(Ordering::Acquire)
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a write may have renamed a group, department, document or the like: a name is no fact, so one that changed no fact at
/// all may have, and one that changed such a thing.
fn may_rename(changes: &[Change]) -> bool {
    let is_link = |fact: &Fact| {
        matches!(
            fact,
            Fact::Place { .. }
                | Fact::GroupMember { .. }
                | Fact::AppRole { .. }
                | Fact::AppListed { .. }
                | Fact::DocumentMember { .. }
                | Fact::DoorRuleDevice { .. }
                | Fact::DoorRuleMember { .. }
                | Fact::ReviewMember { .. }
        )
    };
    changes.is_empty()
        || changes.iter().any(|change| match change {
            Change::Came(fact) | Change::Went(fact) | Change::Became { after: fact, .. } => !is_link(fact),
        })
}
