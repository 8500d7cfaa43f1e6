//! The connections that read: a few, opened when first needed, each caller one snapshot.
//!
//! Reads run beside the writer and never wait for it. Who finds none free waits in order. Long scans may take half of them at
//! most, so that point reads always get through.
//!
//! To take a snapshot and to give it back costs more than to read a row. So a connection keeps the one it has, and the next
//! read takes a new one only if something was committed in between. What is kept so holds up the moving of the log, hence
//! [`Readers::let_go`].

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use super::BoxFuture;
use super::file::opening;
use super::poll;
use super::sqlite::Lite;
use super::tx::Tx;
use crate::StoreError;
use crate::recall::Recall;

/// The pool.
#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    count: u32,
    commits: Arc<AtomicU64>,
    recall: Arc<Recall>,
    places: Arc<Semaphore>,
    scans: Arc<Semaphore>,
    #[expect(clippy::vec_box, reason = "a transaction takes and gives back the box itself")]
    free: Mutex<Vec<Box<Lite>>>,
}

/// A connection, until it is dropped. `H` leads back to the pool, `P` is a place in it: borrowed for a short read, as counts
/// of references that all readers share are dear; owned for one that goes to another thread.
#[derive(Debug)]
pub(super) struct Reader<H: Deref<Target = Readers>, P> {
    home: H,
    lite: Option<Box<Lite>>,
    _place: P,
}

impl Readers {
    /// `commits` is counted up by the writer after each commit, before anyone is told of it.
    pub(super) fn new(path: PathBuf, count: u32, commits: Arc<AtomicU64>, recall: Arc<Recall>) -> Self {
        let count = count.max(1);
        let places = |count: u32| Arc::new(Semaphore::new(count as usize));
        Self {
            path,
            count,
            commits,
            recall,
            places: places(count),
            scans: places((count / 2).max(1)),
            free: Mutex::default(),
        }
    }

    /// A connection for a short read.
    pub(super) async fn take(&self) -> Result<Reader<&Self, SemaphorePermit<'_>>, StoreError> {
        let place = self.places.acquire().await.map_err(|_| StoreError::Stopped)?;
        Ok(Reader { home: self, lite: Some(self.free_or_new()?), _place: place })
    }

    /// A connection for a long one.
    pub(super) async fn take_for_scan(
        self: &Arc<Self>,
    ) -> Result<Reader<Arc<Self>, [OwnedSemaphorePermit; 2]>, StoreError> {
        let scan = Arc::clone(&self.scans).acquire_owned().await.map_err(|_| StoreError::Stopped)?;
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| StoreError::Stopped)?;
        Ok(Reader { home: Arc::clone(self), lite: Some(self.free_or_new()?), _place: [place, scan] })
    }

    /// Rather the one that this thread had before: what it holds is still near the thread's processor then.
    fn free_or_new(&self) -> Result<Box<Lite>, StoreError> {
        let thread = std::thread::current().id();
        let free = {
            let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
            match free.iter().position(|lite| lite.thread == thread) {
                Some(own) => Some(free.swap_remove(own)),
                None => free.pop(),
            }
        };
        if let Some(mut lite) = free {
            lite.thread = thread;
            return Ok(lite);
        }
        let new = Lite::reader(&self.path, Arc::clone(&self.recall));
        Ok(Box::new(new.map_err(|error| opening(&self.path, &error))?))
    }

    /// Opens a snapshot that holds all that anyone was told of, unless the connection still has one.
    fn refresh(&self, lite: &mut Lite) -> Result<(), StoreError> {
        // Asked before the snapshot is taken, which thus holds at least so many.
        let commits = self.commits.load(Ordering::Acquire);
        if lite.in_transaction() && lite.snapshot == commits {
            return Ok(());
        }
        lite.end_snapshot()?;
        lite.control("begin")?;
        lite.snapshot = commits;
        Ok(())
    }

    /// Gives back the snapshots that nobody reads.
    pub(super) fn let_go(&self) {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        free.retain_mut(|lite| lite.end_snapshot().is_ok());
    }

    /// Waits for the reads under way, takes no more and closes the connections.
    pub(super) async fn close(&self) {
        if let Ok(all) = self.places.acquire_many(self.count).await {
            self.close_now();
            drop(all);
        }
    }

    /// Takes no more reads and closes the connections that are free.
    pub(super) fn close_now(&self) {
        self.places.close();
        self.scans.close();
        self.free.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl<H: Deref<Target = Readers>, P> Reader<H, P> {
    /// Runs one read in one snapshot. A panic takes the connection with it.
    pub(super) fn run<'env, T, E, F>(self, operation: F) -> Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut Tx<'env>) -> BoxFuture<'a, Result<T, E>>,
        E: From<StoreError>,
    {
        self.look(|tx| poll::now(operation(tx))?)
    }

    /// The same for what is no future.
    pub(super) fn look<'env, T, E: From<StoreError>>(
        mut self,
        operation: impl FnOnce(&mut Tx<'env>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lite = self.lite.take().ok_or(StoreError::Stopped)?;
        self.home.refresh(&mut lite)?;
        let mut tx = Tx::read(lite);
        let answer = operation(&mut tx);
        self.lite = tx.into_reader();
        answer
    }
}

impl<H: Deref<Target = Readers>, P> Drop for Reader<H, P> {
    /// Gives the connection back, unless it is broken.
    fn drop(&mut self) {
        if let Some(mut lite) = self.lite.take()
            && lite.take_fault().is_none()
            && !self.home.places.is_closed()
        {
            self.home.free.lock().unwrap_or_else(PoisonError::into_inner).push(lite);
        }
    }
}
