//! A database on a PostgreSQL server, shared with other nodes.
//!
//! `address` says where it is, `pool` holds the connections, `session` is one of them, `dialect` and `param` turn our statements
//! into its own, `lanes` is where writes wait and `batch` does them, `lease` says whether reads may be believed.

pub(crate) mod address;
mod batch;
mod caught;
pub(super) mod copy;
mod dialect;
mod lanes;
mod lease;
mod migrate;
mod param;
pub(super) mod pool;
pub(super) mod session;
mod tls;
mod trouble;

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::task::JoinHandle;

use super::job::Job;
use super::tx::Tx;
use super::writer::State;
use super::{BoxFuture, Observer, Settings};
use crate::{FromRow, StoreError, Value};
use address::Url;
use caught::caught;
use lanes::{Lanes, Start};
use pool::{Pool, Pooled};
use tokio::sync::watch;

/// What is special about a database on a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostgresSettings {
    /// How many connections this node may have, besides one for its heartbeat: half for writes, half for reads.
    pub connections: u32,
    /// How long a commit may take before its outcome counts as unknown.
    pub commit_deadline: Duration,
    /// How long a single operation may take before its commit.
    pub operation_deadline: Duration,
    /// How long a write waits for a database that is away, before it is refused.
    pub patience: Duration,
    /// How long reads are believed after a commit of this node was last acknowledged.
    pub lease: Duration,
}

impl Default for PostgresSettings {
    fn default() -> Self {
        Self {
            connections: 32,
            commit_deadline: Duration::from_secs(10),
            operation_deadline: Duration::from_secs(30),
            patience: Duration::from_secs(30),
            lease: Duration::from_secs(5),
        }
    }
}

/// Brings the schema of the database at this URL up to date, or makes it in an empty one; the versions before and after.
///
/// Running it twice, or on two machines at a time, is harmless. A server refuses to start on an older schema, as the nodes
/// that still run may need it; so this is a step of its own.
pub async fn migrate(url: &str) -> Result<(i32, i32), StoreError> {
    let url = Url::parse(url).ok_or_else(|| StoreError::Url { reason: "it does not begin with postgres://".into() })?;
    migrate_at(&url).await.map(|(_, before, after)| (before, after))
}

/// The same, and what the database is called in messages.
pub(super) async fn migrate_at(url: &Url) -> Result<(String, i32, i32), StoreError> {
    let pool = Pool::new(address::read(url)?, &PostgresSettings::default())?;
    let name = pool.address.name.clone();
    let (before, after) = migrate::run(&mut pool.connect().await?, &name).await?;
    Ok((name, before, after))
}

/// This node's side of the database: what its tasks share.
pub(super) struct Node {
    pool: Arc<Pool>,
    lanes: Lanes,
    settings: PostgresSettings,
    observer: Option<Observer>,
    commits: AtomicU64,
    state: watch::Sender<State>,
}

impl std::fmt::Debug for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Node").field("pool", &self.pool).field("lanes", &self.lanes).finish_non_exhaustive()
    }
}

/// An open database.
#[derive(Debug)]
pub(super) struct Remote {
    node: Arc<Node>,
    name: String,
    heartbeat: JoinHandle<()>,
}

impl Remote {
    /// Connects, checks the schema, and proves that commits go through.
    pub(super) async fn open(url: &Url, settings: &Settings) -> Result<Self, StoreError> {
        let pool = Arc::new(Pool::new(address::read(url)?, &settings.postgres)?);
        let session = pool.connect().await?;
        migrate::check(&session, &pool.address.name).await?;
        let name = node_name();
        drop(lease::renewed(&pool, &name, Some(session)).await?);
        let heartbeat = tokio::spawn(lease::keep(Arc::clone(&pool), name.clone()));
        let node = Arc::new(Node {
            pool,
            lanes: Lanes::new(settings.queue),
            settings: settings.postgres,
            observer: settings.observer.clone(),
            commits: AtomicU64::new(0),
            state: watch::Sender::new(State::Running),
        });
        Ok(Self { node, name, heartbeat })
    }

    /// Adds a write to the queue; it is done even if nobody waits for it.
    pub(super) fn push(&self, job: Box<dyn Job>) -> Result<(), StoreError> {
        let starts = self.node.lanes.push(job)?;
        start(&self.node, starts);
        Ok(())
    }

    /// Reads in one snapshot.
    pub(super) async fn read<'env, T, E, F>(&self, operation: F, long: bool) -> Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut Tx<'env>) -> BoxFuture<'a, Result<T, E>> + Send,
        E: From<StoreError>,
    {
        let pool = &self.node.pool;
        // A server that does not answer is not waited for any longer than what it said is believed.
        let session = tokio::time::timeout(self.node.settings.lease, self.reader(long)).await;
        let session = session.unwrap_or_else(|_| Err(self.ready().err().unwrap_or(StoreError::Busy)))?;
        let era = session.era;
        let mut tx = Tx::pooled(session);
        let answer = tokio::select! {
            answer = operation(&mut tx) => answer,
            () = pool.end_of(era) => Err(StoreError::Stale.into()),
        };
        // Asked again, as the snapshot was taken after it was asked first.
        pool.lease.check(era)?;
        answer
    }

    /// The rows of one query, which is its own snapshot.
    pub(super) async fn glance<T: FromRow>(&self, sql: &'static str, args: &[Value<'_>]) -> Result<Vec<T>, StoreError> {
        let found = tokio::time::timeout(self.node.settings.lease, self.glances(sql, args)).await;
        found.unwrap_or_else(|_| Err(self.ready().err().unwrap_or(StoreError::Busy)))
    }

    /// Asks until a connection answers: one that was lost while nobody used it shows only here.
    async fn glances<T: FromRow>(&self, sql: &'static str, args: &[Value<'_>]) -> Result<Vec<T>, StoreError> {
        let pool = &self.node.pool;
        for _ in 0..=self.node.settings.connections {
            let mut session = self.free_reader(false).await?;
            let era = session.era;
            let answer = tokio::select! {
                answer = session.rows(sql, args, usize::MAX) => answer,
                () = pool.end_of(era) => return Err(StoreError::Stale),
            };
            if session.is_usable() {
                pool.lease.check(era)?;
                return answer;
            }
        }
        Err(trouble::away("no connection can be used"))
    }

    /// Changes what is worth nothing after a crash, under no lock of ours.
    pub(super) async fn aside<T, F>(&self, operation: F) -> Result<T, StoreError>
    where
        F: for<'a> FnOnce(&'a mut Tx<'_>) -> BoxFuture<'a, Result<T, StoreError>> + Send,
    {
        let pool = &self.node.pool;
        pool.lease.check(pool.era())?;
        let work = async {
            let mut session = pool.take_for_write().await?;
            session.begin_beat().await?;
            let answer = operation(&mut Tx::aside(&mut session)).await?;
            session.commit(self.node.settings.commit_deadline).await.map_err(|trouble| trouble.error().clone())?;
            Ok(answer)
        };
        let done = tokio::time::timeout(self.node.settings.lease, work).await;
        done.unwrap_or_else(|_| Err(trouble::away("a call could not be counted in time")))
    }

    /// A connection with a snapshot. One that was lost while nobody used it shows only here, and there may be several.
    async fn reader(&self, long: bool) -> Result<Pooled, StoreError> {
        let pool = &self.node.pool;
        for _ in 0..=self.node.settings.connections {
            let mut session = self.free_reader(long).await?;
            let begun = tokio::time::timeout(self.node.settings.lease, session.begin_read()).await;
            if matches!(begun, Ok(Ok(()))) {
                pool.lease.check(session.era)?;
                return Ok(session);
            }
        }
        Err(trouble::away("no connection can be used"))
    }

    /// A connection that nothing was asked on yet, if what is read may be believed.
    async fn free_reader(&self, long: bool) -> Result<Pooled, StoreError> {
        let pool = &self.node.pool;
        if pool.is_closed() {
            return Err(StoreError::Stopped);
        }
        pool.lease.check(pool.era())?;
        let taken = if long { pool.take_for_scan().await } else { pool.take_for_read().await };
        taken.map_err(|error| match error {
            StoreError::Login { message, .. } => trouble::away(message),
            StoreError::ReadOnly { .. } => trouble::away("no server takes writes"),
            error => error,
        })
    }

    /// Whether reads and writes are taken.
    pub(super) fn ready(&self) -> Result<(), StoreError> {
        if self.node.is_stopped() {
            return Err(StoreError::Stopped);
        }
        self.node.pool.lease.check(self.node.pool.era())
    }

    pub(super) fn commits(&self) -> u64 {
        self.node.commits.load(Ordering::Relaxed)
    }

    pub(super) fn state(&self) -> watch::Receiver<State> {
        self.node.state.subscribe()
    }

    /// Finishes what waits and what is read, says good-bye, and closes all connections.
    pub(super) async fn close(&self) {
        self.node.lanes.close();
        self.node.lanes.idle().await;
        self.heartbeat.abort();
        lease::leave(&self.node.pool, &self.name).await;
        self.node.pool.close().await;
        if matches!(&*self.node.state.borrow(), State::Running) {
            self.node.state.send_replace(State::Closed);
        }
    }
}

impl Drop for Remote {
    /// What waits is still done, by tasks that hold the node; then its connections close with it.
    fn drop(&mut self) {
        self.node.lanes.close();
        self.heartbeat.abort();
    }
}

impl Node {
    pub(super) fn is_stopped(&self) -> bool {
        !matches!(&*self.state.borrow(), State::Running)
    }

    /// Takes no more writes, for good.
    pub(super) fn stop(&self, error: StoreError) {
        tracing::error!(%error, "the database takes no more writes");
        for job in self.lanes.clear() {
            job.answer(Err(StoreError::Stopped));
        }
        self.state.send_replace(State::Failed(error));
    }
}

/// Starts tasks. Each starts what has to come after it. A panic of ours fails one batch, whose callers are told by their
/// replies being dropped.
fn start(node: &Arc<Node>, starts: Vec<Start>) {
    for what in starts {
        let node = Arc::clone(node);
        tokio::spawn(async move {
            let starts = match what {
                Start::Exclusive => {
                    if let Some(waiting) = node.lanes.take_exclusive() {
                        let _panicked = caught(done(Box::pin(batch::run_exclusive(&node, waiting)))).await;
                    }
                    node.lanes.ended(what)
                }
                Start::Lane(tenant) => loop {
                    match node.lanes.next_or_end(tenant) {
                        Ok(waiting) => drop(caught(done(Box::pin(batch::run(&node, tenant, waiting)))).await),
                        Err(starts) => break starts,
                    }
                },
            };
            start(&node, starts);
        });
    }
}

async fn done(work: impl Future<Output = ()>) -> Result<(), StoreError> {
    work.await;
    Ok(())
}

/// A name that no other node has. The hasher of the standard library is the random source that is at hand here.
fn node_name() -> String {
    let random = RandomState::new();
    format!("{:016x}{:016x}", random.hash_one(std::process::id()), random.hash_one("node"))
}
