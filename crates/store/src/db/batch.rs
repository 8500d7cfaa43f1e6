//! One commit for all that wait.
//!
//! An operation's error, or its panic, is undone and harms nobody else. A savepoint for each would keep that promise, but it
//! costs a third of a small write, as every page is copied before its first change; and who is refused has nearly always
//! changed nothing yet. So operations run without. Only when one fails that had changed something, the batch is rolled back
//! and run again with savepoints.
//!
//! Nobody is answered before the commit, not even those that were refused, as they may have been refused because of a
//! neighbour that then failed with the rest.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;

use menjin_model::{Change, Millis, TenantNo};

use super::job::{Effect, Job};
use super::poll;
use super::readers::Readers;
use super::sqlite::{Fault, Lite};
use super::tx::Tx;
use super::writer::CHECKPOINT_FRAMES;
use super::{News, Observer};
use crate::StoreError;
use crate::change::Head;
use crate::recall::Touch;

/// Operations in one commit: beyond this the wait of the first grows more than the others gain.
const OPERATIONS_MAX: usize = 256;
/// Changed rows in one commit after which no operation is added, for the same reason.
const ROWS_MAX: u64 = 512;

/// Takes operations from the queue and commits them together.
pub(super) struct Batcher {
    pub(super) lite: Lite,
    pub(super) waiting: Receiver<Box<dyn Job>>,
    /// An exclusive operation that was met while a batch was filled.
    pub(super) held: Option<Box<dyn Job>>,
    pub(super) observer: Option<Observer>,
    pub(super) readers: Arc<Readers>,
    pub(super) commits: Arc<AtomicU64>,
}

/// Why a whole batch is lost.
enum Ruin {
    /// It is rolled back; the next may succeed.
    Lost(StoreError),
    /// The writer must not go on.
    Stop(StoreError),
}

/// An operation of a batch.
struct Member {
    job: Box<dyn Job>,
    /// Why it does not count although the batch does.
    error: Option<StoreError>,
    /// What the observer is told.
    news: Option<Told>,
}

/// What the observer is told of one operation, once it is committed.
pub(super) enum Told {
    Write { tenant: TenantNo, revision: i64, at: Millis, changes: Vec<Change> },
    Everything,
}

impl Told {
    pub(super) fn as_news(&self) -> News<'_> {
        match self {
            Self::Write { tenant, revision, at, changes } => {
                News::Write { tenant: *tenant, revision: *revision, at: *at, changes }
            }
            Self::Everything => News::Everything,
        }
    }
}

/// A change row that was written.
pub(super) struct Recorded {
    pub(super) head: Head,
    pub(super) at: Millis,
    pub(super) changes: Vec<Change>,
}

impl Recorded {
    /// The tenant's new head, and what the observer is told.
    pub(super) fn told(self, tenant: TenantNo) -> (Head, Told) {
        let Self { head, at, changes } = self;
        let told = Told::Write { tenant, revision: head.revision, at, changes };
        (head, told)
    }
}

impl Batcher {
    /// The next operation; `None` when the queue is closed and empty.
    pub(super) fn wait(&mut self) -> Option<Box<dyn Job>> {
        self.held.take().or_else(|| self.waiting.recv().ok())
    }

    /// Runs `first` and all that wait behind it, commits, answers. An error means: write no more.
    pub(super) fn run(&mut self, first: Box<dyn Job>) -> Result<(), StoreError> {
        let mut members = Vec::new();
        let done = self.fill(first, &mut members).and_then(|()| self.end(&members));
        let (outcome, end) = match done {
            Ok(()) => (Ok(()), self.observe(&members)),
            Err(ruin) => self.recover(ruin),
        };
        for Member { job, error, .. } in members {
            let outcome = outcome.clone().and(error.map_or(Ok(()), Err));
            // Turning an error into the caller's, and dropping its operation, is the caller's code too.
            let _panicked = catch_unwind(AssertUnwindSafe(|| job.answer(outcome)));
        }
        end
    }

    fn fill(&mut self, first: Box<dyn Job>, members: &mut Vec<Member>) -> Result<(), Ruin> {
        let rows_before = self.lite.changed_rows();
        self.lite.snapshot = self.commits.load(Ordering::Acquire);
        self.lite.touched.clear();
        let mut heads = HashMap::new();
        let mut guarded = false;
        let mut next = Some(first);
        let mut begun = self.control("begin immediate");
        while let Some(job) = next {
            let alone = job.tenant().is_none();
            members.push(Member { job, error: None, news: None });
            std::mem::replace(&mut begun, Ok(()))?;
            if let Some(member) = members.last_mut()
                && !self.step(member, &mut heads, guarded || alone)?
            {
                guarded = true;
                self.again(members, &mut heads)?;
            }
            let rows = self.lite.changed_rows() - rows_before;
            let full = alone || members.len() >= OPERATIONS_MAX || rows >= ROWS_MAX;
            next = if full { None } else { self.another() };
        }
        Ok(())
    }

    /// The next operation that may share the commit.
    fn another(&mut self) -> Option<Box<dyn Job>> {
        let job = self.waiting.try_recv().ok()?;
        if job.tenant().is_some() {
            return Some(job);
        }
        self.held = Some(job);
        None
    }

    /// Begins the batch anew, now each operation behind a savepoint.
    fn again(&mut self, members: &mut [Member], heads: &mut HashMap<TenantNo, Head>) -> Result<(), Ruin> {
        if self.lite.in_transaction() {
            self.lite.control("rollback").map_err(|_| Ruin::Stop(StoreError::Unknown))?;
        }
        self.control("begin immediate")?;
        heads.clear();
        for member in members {
            (member.error, member.news) = (None, None);
            self.step(member, heads, true)?;
        }
        Ok(())
    }

    /// Runs one operation, `guarded` by a savepoint or not. `false`: it failed, was not, and left something behind.
    fn step(&mut self, member: &mut Member, heads: &mut HashMap<TenantNo, Head>, guarded: bool) -> Result<bool, Ruin> {
        let rehearsal = member.job.is_rehearsal();
        let guarded = guarded || rehearsal;
        if guarded {
            self.control("savepoint operation")?;
        }
        let rows_before = self.lite.changed_rows();
        let tenant = member.job.tenant();
        let touched = self.lite.touched.len();
        self.lite.touched.push(tenant.map_or(Touch::Everything, Touch::Tenant));
        let mut tx = match tenant {
            Some(tenant) => Tx::write(&mut self.lite, tenant, heads.get(&tenant).cloned()),
            None => Tx::import(&mut self.lite),
        };
        let ran = catch_unwind(AssertUnwindSafe(|| member.job.run(&mut tx))).unwrap_or(Err(StoreError::Panicked));
        let ran = ran.and_then(|effect| effect.map(|effect| finish(&mut tx, effect, rows_before)).transpose());
        let ran = match self.lite.take_fault() {
            Some(Fault::Sick(error)) => return Err(Ruin::Stop(error)),
            Some(Fault::Short(error)) => Err(error),
            None => ran,
        };
        match ran {
            Ok(Some(recorded)) => {
                match (tenant, recorded) {
                    (Some(tenant), Some(recorded)) => {
                        let (head, told) = recorded.told(tenant);
                        member.news = Some(told);
                        heads.insert(tenant, head);
                    }
                    (Some(_), None) => {}
                    (None, _) => member.news = Some(Told::Everything),
                }
                if guarded {
                    self.control("release operation")?;
                }
                return Ok(true);
            }
            Ok(None) => {}
            Err(error) => member.error = Some(error),
        }
        if guarded {
            self.undo(member.error.as_ref())?;
            if rehearsal {
                self.lite.touched.truncate(touched);
            }
            return Ok(true);
        }
        Ok(self.lite.in_transaction() && self.lite.changed_rows() == rows_before)
    }

    /// Rolls one operation back.
    fn undo(&mut self, error: Option<&StoreError>) -> Result<(), Ruin> {
        if !self.lite.in_transaction() {
            // Without room or memory SQLite may end the whole transaction by itself.
            return Err(Ruin::Lost(error.cloned().unwrap_or(StoreError::Full)));
        }
        for sql in ["rollback to operation", "release operation"] {
            self.lite.control(sql).map_err(|_| Ruin::Stop(StoreError::Unknown))?;
        }
        Ok(())
    }

    fn control(&mut self, sql: &'static str) -> Result<(), Ruin> {
        self.lite.control(sql).map_err(|error| match self.lite.take_fault() {
            Some(Fault::Sick(error)) => Ruin::Stop(error),
            Some(Fault::Short(_)) | None => Ruin::Lost(error),
        })
    }

    /// Commits; where everything was but a rehearsal there is nothing to wait for the disk for.
    fn end(&mut self, members: &[Member]) -> Result<(), Ruin> {
        if members.iter().all(|member| member.job.is_rehearsal()) {
            return self.lite.control("rollback").map_err(|_| Ruin::Stop(StoreError::Unknown));
        }
        self.commit()
    }

    fn commit(&mut self) -> Result<(), Ruin> {
        if self.lite.wal_frames() >= CHECKPOINT_FRAMES {
            // The log was moved and may begin anew, unless somebody holds a snapshot of it.
            self.readers.let_go();
        }
        // Before the commit can be seen, and even if its outcome stays unknown.
        for touch in self.lite.touched.drain(..) {
            self.lite.recall.note(touch, self.lite.snapshot + 1);
        }
        let result = self.lite.commit();
        self.commits.fetch_add(1, Ordering::Release);
        result.map_err(|error| match error {
            StoreError::Unknown => Ruin::Stop(error),
            error => Ruin::Lost(error),
        })
    }

    /// Rolls back what is still open: what everyone is answered, and whether the writer may go on.
    fn recover(&mut self, ruin: Ruin) -> (Result<(), StoreError>, Result<(), StoreError>) {
        let (error, stop) = match ruin {
            Ruin::Lost(error) => (error, false),
            Ruin::Stop(error) => (error, true),
        };
        tracing::warn!(%error, "a commit of several writes failed");
        let unknown = matches!(error, StoreError::Unknown)
            || (self.lite.in_transaction() && self.lite.control("rollback").is_err());
        match (unknown, stop) {
            (true, _) => (Err(StoreError::Unknown), Err(StoreError::Unknown)),
            (false, true) => (Err(error.clone()), Err(error)),
            (false, false) => (Err(error), Ok(())),
        }
    }

    /// Tells the observer. If it panics, the facts in memory are wrong from now on: stop, and let the next start read them.
    fn observe(&self, members: &[Member]) -> Result<(), StoreError> {
        let Some(observer) = &self.observer else { return Ok(()) };
        let told = catch_unwind(AssertUnwindSafe(|| {
            for told in members.iter().filter_map(|member| member.news.as_ref()) {
                observer(told.as_news());
            }
        }));
        told.map_err(|_| StoreError::Panicked)
    }
}

/// Adds the change row, once the operation is done.
fn finish(tx: &mut Tx<'_>, effect: Effect, rows_before: u64) -> Result<Option<Recorded>, StoreError> {
    if let Some(entry) = effect.audit {
        let (head, changes) = poll::now(tx.record(&entry))??;
        return Ok(Some(Recorded { head, at: entry.at, changes }));
    }
    if tx.has_notes() || (tx.made_ids() && tx.changed_rows() > rows_before) {
        return Err(StoreError::Misuse("a write that made ids or changed facts handed over no audit entry"));
    }
    poll::now(tx.end_tenant())??;
    Ok(None)
}
