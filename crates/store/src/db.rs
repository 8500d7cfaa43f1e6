//! The database, as services see it: [`Db::write`], [`Db::rehearse`], [`Db::read`], [`Db::scan`].

pub(crate) mod backup;
mod batch;
pub(crate) mod copy;
mod file;
mod job;
mod migrate;
mod part;
mod poll;
pub(crate) mod postgres;
mod readers;
pub(crate) mod row;
pub(crate) mod sql;
mod sqlite;
mod swap;
pub(crate) mod tx;
pub(crate) mod upgrade;
pub(crate) mod value;
mod writer;

#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use menjin_model::{Change, Millis, TenantNo};
use tokio::sync::oneshot;

use crate::recall::Recall;
use crate::{FromRow, StoreError, Tx, Value, Written};
use file::{Found, Scratch};
use job::{Exclusive, Job, Rehearsal, Write};
use postgres::address::Url;
use postgres::{PostgresSettings, Remote};
use readers::Readers;
use sqlite::Lite;
use writer::State;

/// What an operation returns.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What an observer is told.
#[derive(Debug, Clone, Copy)]
pub enum News<'a> {
    /// A recorded write was committed.
    Write {
        /// Whose.
        tenant: TenantNo,
        /// Its revision.
        revision: i64,
        /// When, as its history says.
        at: Millis,
        /// What it did to facts, in order; nothing, if only what people read is different.
        changes: &'a [Change],
    },
    /// An exclusive operation, a reset or an import, was committed: whatever is known may be wrong, of all tenants.
    Everything,
}

/// Told of every recorded write of this node, in order within a tenant: after its commit, before its caller. It runs on the
/// writer, so it must be quick.
pub type Observer = Arc<dyn Fn(News<'_>) + Send + Sync>;

/// What came of a rehearsal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsed<T> {
    /// What the caller would have got.
    pub answer: T,
    /// What it would have done to facts, in order.
    pub changes: Vec<Change>,
    /// The state it was tried on: the tenant's last revision.
    pub revision: i64,
}

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a file of its own. `:memory:` is nowhere.
    File(PathBuf),
    /// On a server.
    Server(Url),
}

impl From<&str> for Place {
    /// A path, unless it begins like the URL of a server.
    fn from(text: &str) -> Self {
        Url::parse(text).map_or_else(|| Self::File(text.into()), Self::Server)
    }
}

/// How to open a database.
#[derive(Clone)]
pub struct Settings {
    /// Where it is.
    pub place: Place,
    /// How many connections read a file.
    pub readers: u32,
    /// How many writes may wait.
    pub queue: usize,
    /// Who is told of every recorded write of this node.
    pub observer: Option<Observer>,
    /// What is special about a database on a server.
    pub postgres: PostgresSettings,
}

impl Settings {
    /// The usual settings for the file at `path`; its folder is made when it is absent. `:memory:` is a database of its own
    /// that nobody keeps.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self::of(Place::File(path.into()))
    }

    /// The same for a path or a URL, `postgres://user:password@host,host2/name`. The URL is kept from logs and messages.
    #[must_use]
    pub fn at(place: &str) -> Self {
        Self::of(place.into())
    }

    /// A database that nobody keeps.
    #[must_use]
    pub fn memory() -> Self {
        Self::new(":memory:")
    }

    /// The same for either.
    #[must_use]
    pub fn of(place: Place) -> Self {
        Self { place, readers: 4, queue: 1024, observer: None, postgres: PostgresSettings::default() }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, readers, queue, observer: _, postgres } = self;
        f.debug_struct("Settings")
            .field("place", place)
            .field("readers", readers)
            .field("queue", queue)
            .field("postgres", postgres)
            .finish_non_exhaustive()
    }
}

/// A database. Clones are the same one.
///
/// Dropping the last clone finishes what waits and closes it; [`close`](Self::close) does so without blocking.
#[derive(Debug, Clone)]
pub struct Db(Arc<Inner>);

#[derive(Debug)]
enum Inner {
    File(Embedded),
    Server(Remote),
}

#[derive(Debug)]
struct Embedded {
    readers: Arc<Readers>,
    writer: writer::Handle,
    commits: Arc<AtomicU64>,
    _scratch: Option<Scratch>,
}

impl Db {
    /// Opens the database.
    ///
    /// A file is made when there is none, and an older one is brought up to date after a copy of it. A file that is not ours,
    /// damaged, newer than this program or in use is left as it is. On a server the schema must be there
    /// ([`migrate`](crate::migrate)); nothing is written to a database that is refused.
    pub async fn open(settings: &Settings) -> Result<Self, StoreError> {
        let inner = match &settings.place {
            Place::File(path) => Inner::File(Embedded::open(path, settings)?),
            Place::Server(url) => Inner::Server(Remote::open(url, settings).await?),
        };
        Ok(Self(Arc::new(inner)))
    }

    /// Changes data of one tenant.
    ///
    /// The operation is one transaction: its error, or its panic, undoes all of it. It shares its commit with all that wait at
    /// the same time, and it is done even when the caller goes away. It must wait for nothing but the transaction, and may be
    /// called more than once, so it must not change what it captures.
    ///
    /// The answer comes after the commit: any read that starts later sees it.
    pub async fn write<T, E, F>(&self, tenant: TenantNo, operation: F) -> Result<T, E>
    where
        F: for<'a> Fn(&'a mut Tx<'_>) -> BoxFuture<'a, Result<Written<T>, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.queued(|reply| Box::new(Write { tenant, operation, kept: None, reply })).await
    }

    /// Runs a write and keeps nothing of it: whatever it does is rolled back before its caller is answered, and no revision is
    /// used up. It sees all that was answered before, and is refused where the write would be.
    pub async fn rehearse<T, E, F>(&self, tenant: TenantNo, operation: F) -> Result<Rehearsed<T>, E>
    where
        F: for<'a> Fn(&'a mut Tx<'_>) -> BoxFuture<'a, Result<Written<T>, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.queued(|reply| Box::new(Rehearsal { tenant, operation, kept: None, reply })).await
    }

    /// Changes data outside the history: imports, resets, tests. It has the database for itself, on all nodes, and the
    /// observer is told nothing but that something happened.
    ///
    /// New rows need [`Tx::begin_tenant`] before [`Tx::new_id`].
    pub async fn exclusive<T, E, F>(&self, operation: F) -> Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut Tx<'_>) -> BoxFuture<'a, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.queued(|reply| Box::new(Exclusive { operation: Some(operation), kept: None, reply })).await
    }

    async fn queued<T, E>(&self, job: impl FnOnce(oneshot::Sender<Result<T, E>>) -> Box<dyn Job>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let (reply, answer) = oneshot::channel();
        match &*self.0 {
            Inner::File(embedded) => embedded.writer.queue.push(job(reply))?,
            Inner::Server(remote) => remote.push(job(reply))?,
        }
        // No answer: the writer broke off in the middle of it.
        answer.await.unwrap_or_else(|_| Err(StoreError::Unknown.into()))
    }

    /// Reads, in one snapshot, on the caller's thread: for single rows and short lists.
    ///
    /// The operation may borrow what its caller has (`'env`).
    pub async fn read<'env, T, E, F>(&self, operation: F) -> Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut Tx<'env>) -> BoxFuture<'a, Result<T, E>> + Send,
        E: From<StoreError>,
    {
        match &*self.0 {
            Inner::File(embedded) => embedded.readers.take().await?.run(operation),
            // In a box: a read of a server is large, and who has a file would carry its room from hand to hand.
            Inner::Server(remote) => Box::pin(remote.read(operation, false)).await,
        }
    }

    /// The rows of one short query, which is its own snapshot: on a server that saves what begins and ends a transaction.
    pub(crate) async fn glance<T: FromRow + Send>(
        &self,
        sql: &'static str,
        args: &[Value<'_>],
    ) -> Result<Vec<T>, StoreError> {
        match &*self.0 {
            Inner::File(embedded) => {
                let read = |tx: &mut Tx<'_>| poll::now(tx.rows(sql, args))?;
                embedded.readers.take().await?.look(read)
            }
            Inner::Server(remote) => Box::pin(remote.glance(sql, args)).await,
        }
    }

    /// Reads, in one snapshot, on a thread where it may take its time.
    pub async fn scan<T, E, F>(&self, operation: F) -> Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut Tx<'_>) -> BoxFuture<'a, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let embedded = match &*self.0 {
            Inner::File(embedded) => embedded,
            Inner::Server(remote) => return Box::pin(remote.read(operation, true)).await,
        };
        let reader = embedded.readers.take_for_scan().await?;
        tokio::task::spawn_blocking(move || reader.run(operation))
            .await
            .unwrap_or_else(|_| Err(StoreError::Panicked.into()))
    }

    /// Whether other nodes use the database too, so that what they do must be looked for.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(&*self.0, Inner::Server(_))
    }

    /// Changes what belongs to no tenant's history and is worth nothing after a crash; only in a shared database.
    pub(crate) async fn aside<T, F>(&self, operation: F) -> Result<T, StoreError>
    where
        F: for<'a> FnOnce(&'a mut Tx<'_>) -> BoxFuture<'a, Result<T, StoreError>> + Send,
    {
        match &*self.0 {
            Inner::File(_) => Err(StoreError::Misuse("a node alone keeps such things in memory")),
            Inner::Server(remote) => Box::pin(remote.aside(operation)).await,
        }
    }

    /// Whether reads and writes are taken.
    pub fn ready(&self) -> Result<(), StoreError> {
        match &*self.0 {
            Inner::File(embedded) => match &*embedded.writer.state.borrow() {
                State::Running => Ok(()),
                State::Closed | State::Failed(_) => Err(StoreError::Stopped),
            },
            Inner::Server(remote) => remote.ready(),
        }
    }

    /// Commits of this node since the database was opened; fewer than writes, as they share.
    #[must_use]
    pub fn commits(&self) -> u64 {
        match &*self.0 {
            Inner::File(embedded) => embedded.commits.load(Ordering::Relaxed),
            Inner::Server(remote) => remote.commits(),
        }
    }

    /// Finishes the reads under way and the writes that wait, then closes the database. Later calls get
    /// [`StoreError::Stopped`].
    pub async fn close(&self) {
        match &*self.0 {
            Inner::File(embedded) => embedded.close().await,
            Inner::Server(remote) => remote.close().await,
        }
    }

    /// Resolves when the writer has stopped for good after a failure; the process should end then. Else it never does.
    pub async fn failed(&self) -> StoreError {
        let mut state = match &*self.0 {
            Inner::File(embedded) => embedded.writer.state.clone(),
            Inner::Server(remote) => remote.state(),
        };
        loop {
            if let State::Failed(error) = &*state.borrow_and_update() {
                return error.clone();
            }
            if state.changed().await.is_err() {
                // Closed, and thus never to fail.
                return std::future::pending().await;
            }
        }
    }
}

impl Embedded {
    fn open(path: &Path, settings: &Settings) -> Result<Self, StoreError> {
        let scratch = if path == Path::new(":memory:") { Some(Scratch::new()?) } else { None };
        let durable = scratch.is_none();
        let path = file::resolve(&scratch.as_ref().map_or_else(|| path.to_owned(), Scratch::database))?;
        // Before anything is created beside it.
        file::inspect(&path)?;
        file::make_folder(&path)?;
        let lock = file::lock(&path)?;
        match file::inspect(&path)? {
            Found::Nothing => migrate::create(&path, durable)?,
            Found::Ours => migrate::upgrade(&path)?,
        }
        let recall = Arc::new(Recall::default());
        let lite = Lite::writer(&path, durable, Arc::clone(&recall)).map_err(|error| file::opening(&path, &error))?;
        let commits = Arc::new(AtomicU64::new(0));
        let readers = Arc::new(Readers::new(path.clone(), settings.readers, Arc::clone(&commits), recall));
        let writer = writer::start(&path, lite, lock, settings, Arc::clone(&readers), Arc::clone(&commits))?;
        Ok(Self { readers, writer, commits, _scratch: scratch })
    }

    async fn close(&self) {
        let writer = self.writer.queue.close();
        // The readers first: the last connection to close moves the log into the file, and only the writer's can.
        self.readers.close().await;
        drop(writer);
        let mut state = self.writer.state.clone();
        let _gone = state.wait_for(|state| !matches!(state, State::Running)).await.is_err();
    }
}

impl Drop for Embedded {
    /// Whoever opens the file next must find it closed, so this waits for the writer; unless it is the writer that drops us.
    fn drop(&mut self) {
        self.readers.close_now();
        drop(self.writer.queue.close());
        if let Some(thread) = self.writer.thread.take()
            && thread.thread().id() != std::thread::current().id()
        {
            let _panicked = thread.join();
        }
    }
}
