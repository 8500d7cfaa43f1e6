//! The embedded writer: one thread, one connection, one commit for many callers.
//!
//! SQLite allows a single writer, and most of a small write is the wait for the disk at commit. So callers queue; the writer
//! takes all that wait (see [`batch`](super::batch)), commits once, and only then answers them all. It never waits on a
//! timer: an empty queue means commit now.
//!
//! A caller that goes away does not stop its write: what was queued is done.
//!
//! **When the disk fails.** An error while committing leaves the outcome unknown: SQLite refuses the commit, yet the rows may
//! be back after a restart, and a second try could contradict what the first left behind. So the writer answers everyone of
//! that batch [`StoreError::Unknown`], takes nothing more, and does not even close its connection, as closing writes too.
//! The process is to end; the next start recovers. An I/O error before the commit is rolled back and answered
//! [`StoreError::Failed`] (nothing was done), and stops the writer as well: a disk that failed once is not written to again
//! before somebody looked. A full disk is rolled back cleanly, answered [`StoreError::Full`], and the writer goes on.

use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{PoisonError, RwLock};
use std::thread::JoinHandle;

use tokio::sync::watch;

use super::Settings;
use super::batch::Batcher;
use super::file::{Lock, failed_to};
use super::job::Job;
use super::readers::Readers;
use super::sqlite::Lite;
use crate::StoreError;

/// Log pages (4 KiB each) after which the log is moved into the file: few enough that nobody notices the pause.
pub(super) const CHECKPOINT_FRAMES: i32 = 4000;

/// How the writer is.
#[derive(Debug, Clone)]
pub(super) enum State {
    /// It takes writes.
    Running,
    /// It was closed, and everything is in the file.
    Closed,
    /// It stopped for good.
    Failed(StoreError),
}

/// Where writes wait.
#[derive(Debug)]
pub(super) struct Queue(RwLock<Option<SyncSender<Box<dyn Job>>>>);

impl Queue {
    /// Adds a write, or says at once that there is no room.
    pub(super) fn push(&self, job: Box<dyn Job>) -> Result<(), StoreError> {
        let sender = self.0.read().unwrap_or_else(PoisonError::into_inner);
        match sender.as_ref().map(|sender| sender.try_send(job)) {
            Some(Ok(())) => Ok(()),
            Some(Err(TrySendError::Full(_))) => Err(StoreError::Busy),
            Some(Err(TrySendError::Disconnected(_))) | None => Err(StoreError::Stopped),
        }
    }

    /// Takes nothing more. The writer ends when it has done what waits and the answer of this is dropped.
    pub(super) fn close(&self) -> impl Sized + use<> {
        self.0.write().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A running writer, seen from outside.
#[derive(Debug)]
pub(super) struct Handle {
    pub(super) queue: Arc<Queue>,
    pub(super) state: watch::Receiver<State>,
    pub(super) thread: Option<JoinHandle<()>>,
}

/// Starts the thread. It holds the lock on the file as long as it lives.
pub(super) fn start(
    path: &Path,
    lite: Lite,
    lock: Lock,
    settings: &Settings,
    readers: Arc<Readers>,
    commits: Arc<std::sync::atomic::AtomicU64>,
) -> Result<Handle, StoreError> {
    let (sender, waiting) = sync_channel(settings.queue);
    let queue = Arc::new(Queue(RwLock::new(Some(sender))));
    let (tell, state) = watch::channel(State::Running);
    let batcher = Batcher { lite, waiting, held: None, observer: settings.observer.clone(), readers, commits };
    let writer = Writer { batcher, queue: Arc::clone(&queue), tell, checkpoint_at: CHECKPOINT_FRAMES };
    let thread = std::thread::Builder::new()
        .name("menjin-writer".to_owned())
        .spawn(move || writer.run(lock))
        .map_err(failed_to("start the writer of", path))?;
    Ok(Handle { queue, state, thread: Some(thread) })
}

struct Writer {
    batcher: Batcher,
    queue: Arc<Queue>,
    tell: watch::Sender<State>,
    checkpoint_at: i32,
}

impl Writer {
    fn run(mut self, lock: Lock) {
        // A panic here is ours, not an operation's; who waits in the batch is told "unknown" by its reply being dropped.
        let ended = catch_unwind(AssertUnwindSafe(|| self.serve())).unwrap_or(Err(StoreError::Unknown));
        drop(self.queue.close());
        let Batcher { lite, waiting, held, .. } = self.batcher;
        match ended {
            Ok(()) => {
                drop(lite);
                drop(lock);
                self.tell.send_replace(State::Closed);
            }
            Err(error) => {
                tracing::error!(%error, "the database takes no more writes");
                refuse(held, &waiting);
                self.tell.send_replace(State::Failed(error));
                // Closing would move the log into the file, and unlocking would let another server do so.
                let _left_open = ManuallyDrop::new((lite, lock));
            }
        }
    }

    fn serve(&mut self) -> Result<(), StoreError> {
        while let Some(first) = self.batcher.wait() {
            self.batcher.run(first)?;
            self.tidy()?;
        }
        Ok(())
    }

    /// Moves the log into the file, after everyone was answered. Readers are not disturbed; one that still needs old pages
    /// only puts off the rest.
    fn tidy(&mut self) -> Result<(), StoreError> {
        let lite = &mut self.batcher.lite;
        let frames = lite.wal_frames();
        if frames < CHECKPOINT_FRAMES {
            self.checkpoint_at = CHECKPOINT_FRAMES;
        }
        if frames < self.checkpoint_at {
            return Ok(());
        }
        self.batcher.readers.let_go();
        let moved = lite.checkpoint();
        let _seen = lite.take_fault();
        match moved {
            Ok(true) => self.checkpoint_at = CHECKPOINT_FRAMES,
            // Some reader was about to change its snapshot just then, or looks at a long list.
            Ok(false) => self.checkpoint_at = frames + CHECKPOINT_FRAMES / 8,
            Err(error @ (StoreError::Full | StoreError::Busy)) => {
                tracing::warn!(%error, "the log could not be moved into the database file; it grows until that works");
                self.checkpoint_at = frames + CHECKPOINT_FRAMES;
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

/// Tells all that still wait that nothing was done. The queue is closed already, so nobody can come after.
fn refuse(held: Option<Box<dyn Job>>, waiting: &Receiver<Box<dyn Job>>) {
    for job in held.into_iter().chain(waiting.try_iter()) {
        job.answer(Err(StoreError::Stopped));
    }
}
