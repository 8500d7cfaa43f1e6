//! The database as a file: where it lies, whose it is, and that only one server has it.
//!
//! The head of a SQLite file tells whose it is before anything is opened or created, so a foreign file is never touched.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::ErrorCode;

use super::sqlite::{described, driver};
use crate::StoreError;

/// `mnj1`: what SQLite calls the application id of our files.
pub(super) const APPLICATION_ID: i32 = 0x6d6e_6a31;
/// How every SQLite file begins.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Where the application id stands, four bytes, the highest first.
const APPLICATION_ID_AT: usize = 68;
/// How long the head of a SQLite file is.
const HEAD: usize = 100;

/// What lies at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing, or an empty file.
    Nothing,
    /// A database of ours.
    Ours,
}

/// Looks at the file without opening it as a database.
pub(super) fn inspect(path: &Path) -> Result<Found, StoreError> {
    let mut head = Vec::with_capacity(HEAD);
    match File::open(path) {
        Ok(file) => file.take(HEAD as u64).read_to_end(&mut head).map_err(failed_to("read", path))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
        Err(error) => return Err(failed_to("open", path)(error)),
    };
    if head.is_empty() {
        return orphan(path);
    }
    let id = head.get(APPLICATION_ID_AT..APPLICATION_ID_AT + 4);
    if head.starts_with(MAGIC) && id == Some(&APPLICATION_ID.to_be_bytes()) {
        return Ok(Found::Ours);
    }
    Err(StoreError::NotOurs { path: path.to_owned() })
}

/// A log without its file would be played back into the new file that takes its place.
fn orphan(path: &Path) -> Result<Found, StoreError> {
    let log = beside(path, "-wal");
    if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        let message = format!("the file is missing or empty, but {} holds changes of it", log.display());
        return Err(StoreError::Corrupt { path: path.to_owned(), message });
    }
    Ok(Found::Nothing)
}

/// The path with all links followed, so that one file has one lock.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, StoreError> {
    if let Ok(real) = fs::canonicalize(path) {
        return Ok(real);
    }
    std::path::absolute(path).map_err(failed_to("find", path))
}

/// Makes the folder of a database, for its owner only.
pub(super) fn make_folder(path: &Path) -> Result<(), StoreError> {
    let Some(folder) = path.parent() else { return Ok(()) };
    private_folder().recursive(true).create(folder).map_err(failed_to("create the folder", folder))
}

/// Holds a database for this process; let go when dropped, and by the system when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "an open file is the lock")] File);

/// Takes the database for this process.
pub(super) fn lock(path: &Path) -> Result<Lock, StoreError> {
    let lock = beside(path, ".lock");
    let file = private_file().create(true).truncate(false).open(&lock).map_err(failed_to("create", &lock))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: path.to_owned() }),
        Err(TryLockError::Error(error)) => Err(failed_to("lock", &lock)(error)),
    }
}

/// A folder for a database that nobody keeps; gone when dropped.
#[derive(Debug)]
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> Result<Self, StoreError> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        loop {
            let name = format!("menjin-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let folder = std::env::temp_dir().join(name);
            match private_folder().create(&folder) {
                Ok(()) => return Ok(Self(folder)),
                // Left by a process of the same number that was killed.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(failed_to("create the folder", &folder)(error)),
            }
        }
    }

    pub(super) fn database(&self) -> PathBuf {
        self.0.join("menjin.db")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, folder = %self.0.display(), "a temporary folder could not be removed");
        }
    }
}

/// `menjin.db` and `-wal` make `menjin.db-wal`.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Writing, and when it is made, for its owner only.
pub(super) fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn private_folder() -> DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// Makes an error of the system ours.
pub(super) fn failed_to(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    move |error| StoreError::Io { action, path: path.to_owned(), source: Arc::new(error) }
}

/// What an error while opening means.
pub(super) fn opening(path: &Path, error: &rusqlite::Error) -> StoreError {
    let path = path.to_owned();
    let (_, message) = described(error);
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Corrupt { path, message },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::InUse { path },
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(
            ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::SystemIoFailure,
        ) => StoreError::Io { action: "open", path, source: Arc::new(io::Error::other(message)) },
        _ => driver(error),
    }
}
