//! The connections to the database servers.
//!
//! **Eras.** All connections in use lead to one server process, known by the moment it was started. When a new one leads
//! elsewhere (a restart, a failover), or when the lease has run out (see `lease`), another era begins: older connections are
//! dropped, and whoever reads or writes on one is told, so that nobody goes on with a server that others have left.
//!
//! **Hosts** are asked in the order of the URL, beginning with the one that answered last, or, after the lease ran out, with
//! the one behind it.
//!
//! Writes have one half of the connections and reads the other, of which scans may take half at most: neither can starve the
//! other.

use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio_postgres::error::SqlState;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::address::Address;
use super::lease::Lease;
use super::session::Session;
use super::trouble::{away, described};
use super::{PostgresSettings, tls};
use crate::StoreError;

/// What every connection is told and asked first. Warnings must reach us, and a commit must wait for what it promises,
/// whatever the server's defaults are. And a node that is cut off must not hold a tenant's lock until somebody notices.
const HELLO: &str = "select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean, \
      cast(extract(epoch from pg_postmaster_start_time()) * 1000000 as bigint), \
      set_config('client_min_messages', 'warning', false), \
      set_config('synchronous_commit', case when current_setting('synchronous_commit') in ('off', 'local', 'remote_write') \
        then 'on' else current_setting('synchronous_commit') end, false), \
      set_config('idle_in_transaction_session_timeout', '60s', false), set_config('tcp_keepalives_idle', '30', false), \
      set_config('tcp_keepalives_interval', '10', false), set_config('tcp_keepalives_count', '3', false)";

/// The pool.
#[derive(Debug)]
pub(in crate::db) struct Pool {
    pub(super) address: Address,
    tls: Tls,
    /// The host to ask first.
    first: AtomicUsize,
    era: Mutex<Era>,
    era_seen: watch::Sender<u64>,
    pub(super) lease: Lease,
    #[expect(clippy::vec_box, reason = "a transaction takes and gives back the box itself")]
    free: Mutex<Vec<Box<Session>>>,
    writes: Arc<Semaphore>,
    reads: Arc<Semaphore>,
    scans: Arc<Semaphore>,
    read_count: u32,
    closed: AtomicBool,
}

#[derive(Debug)]
struct Era {
    number: u64,
    /// When the server of this era was started, in microseconds; `None` until the first connection of the era.
    server: Option<i64>,
    host: usize,
}

struct Tls(MakeRustlsConnect);

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tls")
    }
}

/// A connection, until it is dropped.
#[derive(Debug)]
pub(in crate::db) struct Pooled {
    pool: Arc<Pool>,
    session: Option<Box<Session>>,
    _places: [Option<OwnedSemaphorePermit>; 2],
}

impl Pool {
    pub(super) fn new(address: Address, settings: &PostgresSettings) -> Result<Self, StoreError> {
        let tls = Tls(tls::connector(&address.proof)?);
        let writes = (settings.connections / 2).max(1);
        let reads = settings.connections.saturating_sub(writes).max(1);
        let places = |count: u32| Arc::new(Semaphore::new(count as usize));
        Ok(Self {
            address,
            tls,
            first: AtomicUsize::new(0),
            era: Mutex::new(Era { number: 1, server: None, host: 0 }),
            era_seen: watch::Sender::new(1),
            lease: Lease::new(settings.lease),
            free: Mutex::default(),
            writes: places(writes),
            reads: places(reads),
            scans: places((reads / 2).max(1)),
            read_count: reads,
            closed: AtomicBool::new(false),
        })
    }

    /// A connection for a write.
    pub(super) async fn take_for_write(self: &Arc<Self>) -> Result<Pooled, StoreError> {
        let place = Arc::clone(&self.writes).acquire_owned().await.map_err(|_| StoreError::Stopped)?;
        self.take([Some(place), None]).await
    }

    /// A connection for a read.
    pub(super) async fn take_for_read(self: &Arc<Self>) -> Result<Pooled, StoreError> {
        let place = Arc::clone(&self.reads).acquire_owned().await.map_err(|_| StoreError::Stopped)?;
        self.take([Some(place), None]).await
    }

    /// A connection for a long one.
    pub(super) async fn take_for_scan(self: &Arc<Self>) -> Result<Pooled, StoreError> {
        let scan = Arc::clone(&self.scans).acquire_owned().await.map_err(|_| StoreError::Stopped)?;
        let place = Arc::clone(&self.reads).acquire_owned().await.map_err(|_| StoreError::Stopped)?;
        self.take([Some(place), Some(scan)]).await
    }

    async fn take(self: &Arc<Self>, places: [Option<OwnedSemaphorePermit>; 2]) -> Result<Pooled, StoreError> {
        let session = match self.free() {
            Some(session) => session,
            None => Box::new(self.connect().await?),
        };
        Ok(Pooled { pool: Arc::clone(self), session: Some(session), _places: places })
    }

    fn free(&self) -> Option<Box<Session>> {
        let era = self.era();
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        // What is left behind here is dropped when the next one is given back, or at the end.
        while let Some(session) = free.pop() {
            if session.era == era && session.is_usable() {
                return Some(session);
            }
        }
        None
    }

    /// A new connection to a server that takes writes.
    pub(super) async fn connect(&self) -> Result<Session, StoreError> {
        let hosts = &self.address.hosts;
        let first = self.first.load(Ordering::Relaxed);
        let mut worst = None;
        for place in (0..hosts.len()).map(|step| (first + step) % hosts.len()) {
            match self.connect_to(place).await {
                Ok(session) => return Ok(session),
                // The first host's answer is told, but "read-only" and "wrong password" say more than "away".
                Err(error @ StoreError::Away { .. }) => worst = worst.or(Some(error)),
                Err(error) => worst = Some(error),
            }
        }
        Err(worst.unwrap_or_else(|| away("there is no host")))
    }

    async fn connect_to(&self, place: usize) -> Result<Session, StoreError> {
        let host = self.address.hosts.get(place).ok_or_else(|| away("there is no host"))?;
        let patience = host.get_connect_timeout().copied().unwrap_or_default();
        let hello = async {
            // In a box, as the handshake is large and seldom.
            let connecting = Box::pin(Session::connect(host, self.tls.0.clone()));
            let mut session = connecting.await.map_err(|error| self.connecting(&error))?;
            let row = session.client.query_one(HELLO, &[]).await.map_err(|error| self.connecting(&error))?;
            let (read_only, server): (bool, i64) = match (row.try_get(0), row.try_get(1)) {
                (Ok(read_only), Ok(server)) => (read_only, server),
                _ => return Err(away("the server's first answer is not understood")),
            };
            if read_only {
                return Err(StoreError::ReadOnly { server: self.address.name.clone() });
            }
            session.era = self.adopt(server, place);
            Ok(session)
        };
        // The driver's own time-out is over when the connection stands; what is said on it may hang as well.
        let answer = tokio::time::timeout(patience, hello).await;
        answer.unwrap_or_else(|_| Err(away("the server does not answer")))
    }

    fn connecting(&self, error: &tokio_postgres::Error) -> StoreError {
        let server = self.address.name.clone();
        let (_, message) = described(error);
        match error.code() {
            Some(code) if code.code().starts_with("28") || *code == SqlState::INVALID_CATALOG_NAME => {
                StoreError::Login { server, message }
            }
            Some(_) => away(message),
            None => match std::error::Error::source(error).map(ToString::to_string) {
                // What the driver says here names neither user nor password.
                Some(source) if message.starts_with("authentication") || message.starts_with("invalid") => {
                    StoreError::Login { server, message: source }
                }
                Some(source) if !message.contains(&source) => away(format!("{message}: {source}")),
                _ => away(message),
            },
        }
    }

    /// The era of a new connection to the server that was started at `server`.
    fn adopt(&self, server: i64, host: usize) -> u64 {
        let mut era = self.lock_era();
        self.first.store(host, Ordering::Relaxed);
        era.host = host;
        match era.server {
            None => era.server = Some(server),
            Some(known) if known == server => {}
            Some(_) => {
                era.server = Some(server);
                era.number += 1;
                tracing::info!(host, "another database server took over");
                self.era_seen.send_replace(era.number);
            }
        }
        era.number
    }

    /// Ends an era: its server is not trusted any more, and another host is asked first.
    pub(super) fn forsake(&self, number: u64) {
        let mut era = self.lock_era();
        // One without a server has no connections.
        if era.number == number && era.server.is_some() {
            era.number += 1;
            era.server = None;
            self.first.store((era.host + 1) % self.address.hosts.len().max(1), Ordering::Relaxed);
            self.era_seen.send_replace(era.number);
        }
    }

    /// The era of now.
    pub(super) fn era(&self) -> u64 {
        self.lock_era().number
    }

    /// Resolves when this era is over.
    pub(super) async fn end_of(&self, era: u64) {
        let mut seen = self.era_seen.subscribe();
        let _never_closed = seen.wait_for(|now| *now != era).await.is_err();
    }

    fn lock_era(&self) -> MutexGuard<'_, Era> {
        self.era.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nothing is taken any more.
    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Takes no more reads, waits for those under way, and closes all connections that are free.
    pub(super) async fn close(&self) {
        self.scans.close();
        let all = self.reads.acquire_many(self.read_count).await;
        self.close_now();
        drop(all);
    }

    /// Takes nothing more and closes all connections that are free.
    pub(super) fn close_now(&self) {
        self.closed.store(true, Ordering::Release);
        self.scans.close();
        self.reads.close();
        self.writes.close();
        self.free.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Deref for Pooled {
    type Target = Session;

    #[expect(clippy::expect_used, reason = "it is there until it is dropped")]
    fn deref(&self) -> &Session {
        self.session.as_deref().expect("a connection in use")
    }
}

impl DerefMut for Pooled {
    #[expect(clippy::expect_used, reason = "it is there until it is dropped")]
    fn deref_mut(&mut self) -> &mut Session {
        self.session.as_deref_mut().expect("a connection in use")
    }
}

impl Drop for Pooled {
    /// Gives the connection back, unless it is broken or of another era.
    fn drop(&mut self) {
        if let Some(mut session) = self.session.take()
            && session.is_usable()
            && session.era == self.pool.era()
            && !self.pool.is_closed()
        {
            session.let_go();
            self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).push(session);
        }
    }
}
