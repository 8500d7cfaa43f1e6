//! Where writes wait: a lane for each tenant, and the exclusive operations between them.
//!
//! A lane is served by one task, as the tenant's lock would let no second one through; lanes run side by side. An exclusive
//! operation waits for all that came before it on this node, and all that come after wait for it; writers of other nodes are
//! kept out by a lock of the database. All lanes together hold a bounded number of operations.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use menjin_model::TenantNo;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::StoreError;
use crate::db::job::Job;

/// An operation that waits.
pub(super) struct Waiting {
    ticket: u64,
    pub(super) since: Instant,
    pub(super) job: Box<dyn Job>,
}

/// What is to be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Lane(TenantNo),
    Exclusive,
}

/// The queue.
#[derive(Debug)]
pub(super) struct Lanes {
    room: usize,
    state: Mutex<State>,
    /// Whether nothing waits and nothing runs.
    idle: watch::Sender<bool>,
}

#[derive(Default)]
struct State {
    next: u64,
    closed: bool,
    /// Operations that nobody took yet.
    waiting: usize,
    lanes: HashMap<TenantNo, Lane>,
    exclusives: VecDeque<Waiting>,
    exclusive_runs: bool,
    running: usize,
}

#[derive(Default)]
struct Lane {
    queue: VecDeque<Waiting>,
    running: bool,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("waiting", &self.waiting).field("running", &self.running).finish_non_exhaustive()
    }
}

impl Lanes {
    pub(super) fn new(room: usize) -> Self {
        Self { room, state: Mutex::default(), idle: watch::Sender::new(true) }
    }

    /// Adds an operation, or says at once that there is no room; what has to be started for it.
    pub(super) fn push(&self, job: Box<dyn Job>) -> Result<Vec<Start>, StoreError> {
        let mut state = self.lock();
        if state.closed {
            return Err(StoreError::Stopped);
        }
        if state.waiting >= self.room {
            return Err(StoreError::Busy);
        }
        state.waiting += 1;
        state.next += 1;
        let tenant = job.tenant();
        let waiting = Waiting { ticket: state.next, since: Instant::now(), job };
        match tenant {
            Some(tenant) => state.lanes.entry(tenant).or_default().queue.push_back(waiting),
            None => state.exclusives.push_back(waiting),
        }
        let starts = match tenant {
            Some(tenant) => state.start_lane(tenant).into_iter().collect(),
            None => state.start_exclusive().into_iter().collect(),
        };
        // Under the lock, as a running lane may be done with it before we are.
        self.idle.send_replace(false);
        drop(state);
        Ok(starts)
    }

    /// The next operation of a running lane, unless an exclusive one comes first.
    pub(super) fn take(&self, tenant: TenantNo) -> Option<Waiting> {
        self.lock().take(tenant)
    }

    /// The exclusive operation that was started.
    pub(super) fn take_exclusive(&self) -> Option<Waiting> {
        let mut state = self.lock();
        let waiting = state.exclusives.pop_front()?;
        state.waiting -= 1;
        Some(waiting)
    }

    /// The next operation of a lane, or the end of its task: what has to be started after it.
    pub(super) fn next_or_end(&self, tenant: TenantNo) -> Result<Waiting, Vec<Start>> {
        let mut state = self.lock();
        match state.take(tenant) {
            Some(waiting) => Ok(waiting),
            None => Err(self.end(state, Start::Lane(tenant))),
        }
    }

    /// A task has ended; what has to be started now.
    pub(super) fn ended(&self, what: Start) -> Vec<Start> {
        self.end(self.lock(), what)
    }

    fn end(&self, mut state: MutexGuard<'_, State>, what: Start) -> Vec<Start> {
        let starts = state.ended(what);
        if state.running == 0 && state.waiting == 0 {
            self.idle.send_replace(true);
        }
        starts
    }

    /// Takes nothing more.
    pub(super) fn close(&self) {
        self.lock().closed = true;
    }

    /// Takes nothing more, and hands out what waits.
    pub(super) fn clear(&self) -> Vec<Box<dyn Job>> {
        let mut state = self.lock();
        state.closed = true;
        state.waiting = 0;
        let mut jobs: Vec<_> = state.lanes.values_mut().flat_map(|lane| lane.queue.drain(..)).collect();
        jobs.extend(state.exclusives.drain(..));
        jobs.into_iter().map(|waiting| waiting.job).collect()
    }

    /// Resolves when nothing waits and nothing runs.
    pub(super) async fn idle(&self) {
        let _never_closed = self.idle.subscribe().wait_for(|idle| *idle).await.is_err();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn take(&mut self, tenant: TenantNo) -> Option<Waiting> {
        let before = self.barrier();
        let lane = self.lanes.get_mut(&tenant)?;
        let waiting = lane.queue.pop_front_if(|waiting| waiting.ticket < before)?;
        self.waiting -= 1;
        Some(waiting)
    }

    /// Only what came before this ticket may run.
    fn barrier(&self) -> u64 {
        if self.exclusive_runs { 0 } else { self.exclusives.front().map_or(u64::MAX, |exclusive| exclusive.ticket) }
    }

    fn start_lane(&mut self, tenant: TenantNo) -> Option<Start> {
        let before = self.barrier();
        let lane = self.lanes.get_mut(&tenant)?;
        if lane.running || lane.queue.front()?.ticket >= before {
            return None;
        }
        lane.running = true;
        self.running += 1;
        Some(Start::Lane(tenant))
    }

    /// When nothing runs, nothing that came before it can wait either: each lane runs until it meets the barrier.
    fn start_exclusive(&mut self) -> Option<Start> {
        if self.running > 0 || self.exclusives.is_empty() {
            return None;
        }
        self.exclusive_runs = true;
        self.running += 1;
        Some(Start::Exclusive)
    }

    fn ended(&mut self, what: Start) -> Vec<Start> {
        self.running -= 1;
        match what {
            Start::Exclusive => {
                self.exclusive_runs = false;
                let tenants: Vec<_> = self.lanes.keys().copied().collect();
                let mut starts: Vec<_> = tenants.into_iter().filter_map(|tenant| self.start_lane(tenant)).collect();
                starts.extend(self.start_exclusive());
                starts
            }
            Start::Lane(tenant) => {
                if let Some(lane) = self.lanes.get_mut(&tenant) {
                    lane.running = false;
                    if lane.queue.is_empty() {
                        self.lanes.remove(&tenant);
                    }
                }
                // Only after a panic of ours is something left that may run at once.
                let mut starts: Vec<_> = self.start_lane(tenant).into_iter().collect();
                starts.extend(self.start_exclusive());
                starts
            }
        }
    }
}
