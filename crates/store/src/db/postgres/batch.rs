//! One transaction for all writes of a tenant that wait, as on the embedded database (see its `batch`): operations run without
//! savepoints, and only when one fails that had changed something, or whose failure broke the transaction, the batch is run
//! again with them. Nobody is answered before the commit.
//!
//! What fails for a reason that passes (a lost connection, a deadlock, a failover) before the commit was sent has done
//! nothing, and is done again, until the oldest has waited long enough. What fails after that is answered
//! [`StoreError::Unknown`]; the connection is cut, and the next batch takes another.
//!
//! Who is refused was refused because of something that was read. So if nothing was changed, and hence no commit shows
//! that the server is still the one in charge, the lease has to.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::time::Duration;

use menjin_model::TenantNo;
use tokio::time::{Instant, sleep, timeout};

use super::Node;
use super::caught::caught;
use super::lanes::Waiting;
use super::session::{Haste, Session};
use super::trouble::{Trouble, away};
use crate::StoreError;
use crate::change::Head;
use crate::db::batch::{Recorded, Told};
use crate::db::job::{Effect, Job};
use crate::db::tx::Tx;

/// As on the embedded database.
const OPERATIONS_MAX: usize = 256;
/// Likewise.
const ROWS_MAX: u64 = 512;
/// The first pause before another try; it doubles.
const PAUSE: Duration = Duration::from_millis(10);
/// The longest.
const PAUSE_MAX: Duration = Duration::from_millis(500);

/// Why a batch has to stop.
enum Stop {
    /// Run it again with savepoints.
    Guard,
    /// Run it again, after a pause.
    Passing(StoreError),
    /// Answer this.
    Lost(StoreError),
}

impl From<&Trouble> for Stop {
    fn from(trouble: &Trouble) -> Self {
        match trouble {
            Trouble::Passing { error, .. } => Self::Passing(error.clone()),
            Trouble::Lost(error) | Trouble::Refused(error) => Self::Lost(error.clone()),
        }
    }
}

struct Member {
    job: Box<dyn Job>,
    error: Option<StoreError>,
    news: Option<Told>,
}

impl Member {
    fn new(job: Box<dyn Job>) -> Self {
        Self { job, error: None, news: None }
    }
}

/// Runs `first` and what waits behind it, commits, answers.
pub(super) async fn run(node: &Node, tenant: TenantNo, first: Waiting) {
    let give_up = first.since + node.settings.patience;
    let mut members = vec![Member::new(first.job)];
    let mut guarded = false;
    let mut pause = PAUSE;
    let outcome = loop {
        match attempt(node, tenant, &mut members, guarded).await {
            Ok(()) => break Ok(()),
            Err(Stop::Guard) => guarded = true,
            Err(Stop::Lost(error)) => break Err(error),
            Err(Stop::Passing(error)) if Instant::now() + pause > give_up || node.is_stopped() => break Err(error),
            Err(Stop::Passing(error)) => {
                tracing::debug!(%error, "writes are tried again");
                sleep(pause).await;
                pause = (pause * 2).min(PAUSE_MAX);
            }
        }
    };
    if let Err(error) = &outcome {
        tracing::warn!(%error, "a commit of several writes failed");
    } else {
        observe(node, members.iter().filter_map(|member| member.news.as_ref()));
    }
    for Member { job, error, .. } in members {
        answer(job, outcome.clone().and(error.map_or(Ok(()), Err)));
    }
}

/// Turning an error into the caller's, and dropping its operation, is the caller's code too.
fn answer(job: Box<dyn Job>, outcome: Result<(), StoreError>) {
    let _panicked = catch_unwind(AssertUnwindSafe(|| job.answer(outcome)));
}

/// Tells the observer. If it panics, the facts in memory are wrong from now on: take no more writes.
fn observe<'a>(node: &Node, news: impl Iterator<Item = &'a Told>) {
    let Some(observer) = &node.observer else { return };
    let told = catch_unwind(AssertUnwindSafe(|| {
        for told in news {
            observer(told.as_news());
        }
    }));
    if told.is_err() {
        node.stop(StoreError::Panicked);
    }
}

async fn attempt(node: &Node, tenant: TenantNo, members: &mut Vec<Member>, guarded: bool) -> Result<(), Stop> {
    let mut session = taken(node).await?;
    let era = session.era;
    let filled = tokio::select! {
        filled = fill(node, &mut session, tenant, members, guarded) => filled?,
        () = node.pool.end_of(era) => return Err(Stop::Passing(away("another server takes over"))),
    };
    if !filled.commits {
        node.commits.fetch_add(1, Ordering::Release);
        return node.pool.lease.check(era).map_err(Stop::Passing);
    }
    match commit(node, &mut session, node.settings.commit_deadline).await {
        // What went ahead of the commit was refused: whose it was shows when they are run one by one.
        Err(_) if session.haste == Haste::Refused => Err(Stop::Guard),
        done => done,
    }
}

async fn taken(node: &Node) -> Result<super::pool::Pooled, Stop> {
    node.pool.take_for_write().await.map_err(|error| match error {
        StoreError::Stopped => Stop::Lost(error),
        // A wrong password now was right before; a server that only reads may be on its way to become the primary.
        StoreError::Login { message, .. } => Stop::Passing(away(message)),
        StoreError::ReadOnly { .. } => Stop::Passing(away("no server takes writes")),
        error => Stop::Passing(error),
    })
}

/// Only for what changed rows: a commit without any waits for nobody, so it renews no lease. (A table that is not logged would
/// be no better; what changes such a table alone must not come here.)
async fn commit(node: &Node, session: &mut Session, deadline: Duration) -> Result<(), Stop> {
    let sent = Instant::now();
    let done = session.commit(deadline).await;
    node.commits.fetch_add(1, Ordering::Release);
    match done {
        Ok(()) => {
            node.pool.lease.renew(session.era, sent);
            Ok(())
        }
        Err(trouble) => Err(Stop::from(&trouble)),
    }
}

/// What a transaction holds.
struct Filled {
    /// Whether there is something to commit.
    commits: bool,
}

async fn fill(
    node: &Node,
    session: &mut Session,
    tenant: TenantNo,
    members: &mut Vec<Member>,
    guarded: bool,
) -> Result<Filled, Stop> {
    // Another node may have the tenant's lock, or a commit of ours that nobody heard the end of.
    let begun = timeout(node.settings.operation_deadline, session.begin_write(tenant)).await;
    let head = match begun {
        Ok(head) => head.map_err(|_| stop(session))?,
        Err(_) => return Err(Stop::Passing(away("the tenant is locked, or the server does not answer"))),
    };
    let mut head = Some(head);
    // Behind a savepoint it has to be known what was refused.
    session.haste = if guarded { Haste::None } else { Haste::Some };
    let (mut rows, mut marked, mut done) = (0, false, 0);
    loop {
        if done == members.len() {
            let full = done >= OPERATIONS_MAX || rows >= ROWS_MAX;
            match if full { None } else { node.lanes.take(tenant) } {
                Some(waiting) => members.push(Member::new(waiting.job)),
                None => return Ok(Filled { commits: rows > 0 }),
            }
        }
        let Some(member) = members.get_mut(done) else { return Ok(Filled { commits: rows > 0 }) };
        done += 1;
        let guarded = guarded || member.job.is_rehearsal();
        if guarded {
            let mark = if marked { "release savepoint operation; savepoint operation" } else { "savepoint operation" };
            control(session, mark).await?;
            marked = true;
        }
        (member.error, member.news) = (None, None);
        let rows_before = session.changed_rows();
        if step(node, session, tenant, member, &mut head).await? {
            rows += session.changed_rows() - rows_before;
        } else if guarded {
            session.undo().await.map_err(|_| stop(session))?;
        } else if session.trouble().is_some() || session.changed_rows() > rows_before {
            if members.len() > 1 {
                return Err(Stop::Guard);
            }
            // It was alone: undone with the transaction.
            session.rollback().await.map_err(|_| stop(session))?;
            return Ok(Filled { commits: false });
        }
    }
}

async fn begin_alone(session: &mut Session) -> Result<(), Stop> {
    session.begin_alone().await.map_err(|_| stop(session))
}

async fn control(session: &mut Session, sql: &str) -> Result<(), Stop> {
    session.control(sql).await.map_err(|_| stop(session))
}

fn stop(session: &Session) -> Stop {
    session.trouble().map_or(Stop::Lost(StoreError::Unknown), Stop::from)
}

/// Runs one operation; whether it counts.
async fn step(
    node: &Node,
    session: &mut Session,
    tenant: TenantNo,
    member: &mut Member,
    head: &mut Option<Head>,
) -> Result<bool, Stop> {
    let rows_before = session.changed_rows();
    let mut tx = Tx::remote(session, tenant, head.clone());
    let ran = timeout(node.settings.operation_deadline, async {
        match caught(member.job.run_waiting(&mut tx)).await? {
            Some(effect) => finish(&mut tx, effect, rows_before).await.map(Some),
            None => Ok(None),
        }
    });
    let ran = match ran.await {
        Ok(ran) => ran,
        Err(_) if session.is_asking() => return Err(Stop::Passing(away("the database server does not answer"))),
        Err(_) => Err(StoreError::Misuse("an operation waits for something that is not the database")),
    };
    match session.trouble() {
        None | Some(Trouble::Refused(_)) => {}
        Some(trouble) => return Err(trouble.into()),
    }
    // An operation may swallow an error, but the transaction does not forget it.
    let ran = match (ran, session.trouble()) {
        (Ok(Some(_)), Some(trouble)) => Err(trouble.error().clone()),
        (Ok(None), Some(trouble)) if member.job.is_rehearsal() => Err(trouble.error().clone()),
        (ran, _) => ran,
    };
    match ran {
        Ok(Some(recorded)) => {
            if let Some(recorded) = recorded {
                let (new_head, told) = recorded.told(tenant);
                member.news = Some(told);
                *head = Some(new_head);
            }
            Ok(true)
        }
        Ok(None) => Ok(false),
        Err(error) => {
            member.error = Some(error);
            Ok(false)
        }
    }
}

/// Adds the change row, once the operation is done.
async fn finish(tx: &mut Tx<'_>, effect: Effect, rows_before: u64) -> Result<Option<Recorded>, StoreError> {
    if let Some(entry) = effect.audit {
        let (head, changes) = tx.record(&entry).await?;
        return Ok(Some(Recorded { head, at: entry.at, changes }));
    }
    if tx.has_notes() || (tx.made_ids() && tx.changed_rows() > rows_before) {
        return Err(StoreError::Misuse("a write that made ids or changed facts handed over no audit entry"));
    }
    tx.end_tenant().await?;
    Ok(None)
}

/// Runs an exclusive operation. It runs once, so only what comes before it is tried again.
pub(super) async fn run_exclusive(node: &Node, waiting: Waiting) {
    let give_up = waiting.since + node.settings.patience;
    let mut pause = PAUSE;
    let mut job = waiting.job;
    let session = loop {
        match locked(node).await {
            Ok(session) => break Ok(session),
            Err(Stop::Passing(_)) if Instant::now() + pause <= give_up && !node.is_stopped() => {
                sleep(pause).await;
                pause = (pause * 2).min(PAUSE_MAX);
            }
            Err(Stop::Passing(error) | Stop::Lost(error)) => break Err(error),
            Err(Stop::Guard) => break Err(StoreError::Unknown),
        }
    };
    let kept = match session {
        Ok(mut session) => alone(node, &mut session, job.as_mut()).await,
        Err(error) => Err(error),
    };
    // Of an unknown outcome nobody knows that it did not happen.
    if matches!(kept, Ok(true) | Err(StoreError::Unknown)) {
        observe(node, std::iter::once(&Told::Everything));
    }
    answer(job, kept.map(drop));
}

async fn locked(node: &Node) -> Result<super::pool::Pooled, Stop> {
    let mut session = taken(node).await?;
    let era = session.era;
    let begun = tokio::select! {
        begun = timeout(node.settings.patience, begin_alone(&mut session)) => begun,
        () = node.pool.end_of(era) => return Err(Stop::Passing(away("another server takes over"))),
    };
    begun.unwrap_or(Err(Stop::Lost(StoreError::Busy))).map(|()| session)
}

/// Whether it is kept.
async fn alone(node: &Node, session: &mut Session, job: &mut dyn Job) -> Result<bool, StoreError> {
    let (era, rows_before) = (session.era, session.changed_rows());
    let mut tx = Tx::remote_import(session);
    let ran = async {
        match caught(job.run_waiting(&mut tx)).await? {
            Some(_) => tx.end_tenant().await.map(|()| true),
            None => Ok(false),
        }
    };
    let kept = tokio::select! {
        ran = ran => ran,
        () = node.pool.end_of(era) => Err(away("another server takes over")),
    };
    match (kept, session.trouble()) {
        (Ok(false), _) => Ok(false),
        (Ok(true), Some(trouble)) => Err(trouble.error().clone()),
        (Ok(true), None) if session.changed_rows() == rows_before => node.pool.lease.check(era).map(|()| true),
        (Ok(true), None) => match commit(node, session, node.settings.commit_deadline).await {
            Ok(()) => Ok(true),
            Err(Stop::Passing(error) | Stop::Lost(error)) => Err(error),
            Err(Stop::Guard) => Err(StoreError::Unknown),
        },
        (Err(error), _) => Err(error),
    }
}
