//! The lease: whether what this node reads is fresh.
//!
//! A primary that was cut off from its cluster goes on answering reads, with old data, while its commits wait for standbys
//! that do not hear it. So a node believes what it reads only as long as a commit of its own was acknowledged lately: within
//! the lease, counted from before that commit was sent. A heartbeat sees to it, unless other commits do. When the lease has
//! run out, reads are refused, and the pool turns to another host.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::pool::Pool;
use super::session::Session;
use super::trouble::{Trouble, away};
use crate::{StoreError, args};

/// How long to wait after a heartbeat that failed.
const PAUSE: Duration = Duration::from_millis(100);

/// What is known of our last commit.
#[derive(Debug)]
pub(in crate::db) struct Lease {
    term: Duration,
    last: Mutex<Option<Beat>>,
}

#[derive(Debug, Clone, Copy)]
struct Beat {
    era: u64,
    sent: Instant,
}

impl Lease {
    pub(super) fn new(term: Duration) -> Self {
        Self { term, last: Mutex::new(None) }
    }

    /// A commit on a connection of this era, sent at this moment, was acknowledged.
    pub(super) fn renew(&self, era: u64, sent: Instant) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_none_or(|last| (last.era, last.sent) < (era, sent)) {
            *last = Some(Beat { era, sent });
        }
    }

    /// Whether reads on connections of this era may be believed.
    pub(super) fn check(&self, era: u64) -> Result<(), StoreError> {
        match self.last() {
            Some(last) if last.era == era && last.sent.elapsed() < self.term => Ok(()),
            _ => Err(StoreError::Stale),
        }
    }

    /// How long reads on connections of this era may still be believed.
    fn left(&self, era: u64) -> Option<Duration> {
        let last = self.last().filter(|last| last.era == era)?;
        self.term.checked_sub(last.sent.elapsed())
    }

    /// Resolves when they may not any more.
    async fn end(&self, era: u64) {
        while let Some(left) = self.left(era) {
            sleep(left).await;
        }
    }

    fn last(&self) -> Option<Beat> {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the lease, for as long as the task lives.
pub(super) async fn keep(pool: Arc<Pool>, node: String) {
    let mut session: Option<Session> = None;
    let term = pool.lease.term;
    loop {
        let era = pool.era();
        let last = pool.lease.last().filter(|last| last.era == era);
        if let Some(last) = last
            && last.sent.elapsed() < term / 3
        {
            // Another server's era begins without a lease.
            tokio::select! {
                () = sleep_until(last.sent + term / 3) => {}
                () = pool.end_of(era) => {}
            }
            continue;
        }
        let usable = session.take().filter(|session| session.era == era && session.is_usable());
        match renewed_in_time(&pool, &node, usable, era).await {
            Ok(alive) => session = Some(alive),
            Err(error) => {
                tracing::warn!(%error, "the heartbeat to the database failed");
                // Checked anew: other commits may have renewed it meanwhile.
                if pool.lease.check(era).is_err() {
                    pool.forsake(era);
                }
                sleep(PAUSE).await;
            }
        }
    }
}

/// Commits a heartbeat, on a new connection if there is none. To connect may take longer than the lease, as each host has its
/// time; the server of this era is given up as soon as the lease is over.
async fn renewed_in_time(pool: &Pool, node: &str, session: Option<Session>, era: u64) -> Result<Session, StoreError> {
    let session = if let Some(session) = session {
        session
    } else {
        let mut connecting = Box::pin(pool.connect());
        tokio::select! {
            session = &mut connecting => session?,
            () = pool.lease.end(era) => {
                pool.forsake(era);
                connecting.await?
            }
        }
    };
    // Before the lease runs out there is time for another try; after it, none to lose.
    let patience = pool.lease.left(session.era).unwrap_or(pool.lease.term).max(pool.lease.term / 3);
    let renewed = timeout(patience, renewed(pool, node, Some(session))).await;
    renewed.unwrap_or_else(|_| Err(away("the heartbeat is not answered")))
}

/// Commits one small write. The wait for a standby that hangs is ended by whoever waits for this.
pub(super) async fn renewed(pool: &Pool, node: &str, session: Option<Session>) -> Result<Session, StoreError> {
    let mut session = match session {
        Some(session) => session,
        None => pool.connect().await?,
    };
    beat(&mut session, node).await?;
    let sent = Instant::now();
    session.commit(pool.lease.term).await.map_err(|trouble: Trouble| trouble.error().clone())?;
    pool.lease.renew(session.era, sent);
    Ok(session)
}

async fn beat(session: &mut Session, node: &str) -> Result<(), StoreError> {
    const BEAT: &str = "insert into node_lease (node, beats, at) \
        values ($1, 1, cast(extract(epoch from clock_timestamp()) * 1000 as bigint)) \
        on conflict (node) do update set beats = node_lease.beats + 1, at = excluded.at";
    /// Nodes that ended without a word.
    const FORGET: &str = "delete from node_lease \
        where at < cast(extract(epoch from clock_timestamp()) * 1000 as bigint) - 86400000 and node <> $1";
    session.begin_beat().await?;
    if session.execute(BEAT, args![node]).await? != 1 {
        return Err(StoreError::Misuse("a heartbeat changes one row"));
    }
    session.execute(FORGET, args![node]).await.map(drop)
}

/// Takes the node's row away, when it closes.
pub(super) async fn leave(pool: &Pool, node: &str) {
    let gone = timeout(PAUSE * 10, async {
        let mut session = pool.connect().await?;
        session.begin_beat().await?;
        session.execute("delete from node_lease where node = $1", args![node]).await?;
        session.commit(PAUSE * 10).await.map_err(|trouble| trouble.error().clone())
    });
    if let Ok(Err(error)) = gone.await {
        tracing::debug!(%error, "the node could not say that it leaves");
    }
}
