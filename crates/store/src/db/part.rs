//! A file on its way to its name, and whether two names are one file.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::file::{beside, failed_to, private_file};
use super::migrate::sync;
use crate::StoreError;

/// A file on its way to its name; gone when dropped, unless it was renamed.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) path: PathBuf,
    lock: File,
}

impl Part {
    /// Makes it, empty. What a process that was killed has left is thrown away; one that another is filling is not.
    pub(super) fn new(path: PathBuf) -> Result<Self, StoreError> {
        loop {
            // New, so that it has our mode and is no link to elsewhere.
            let lock = match private_file().create_new(true).open(&path) {
                Ok(new) => new,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    clear(&path)?;
                    continue;
                }
                Err(error) => return Err(failed_to("create", &path)(error)),
            };
            // Else another took it for one that was left.
            if lock.try_lock().is_ok() && is_still(&lock, &path) {
                let part = Self { path, lock };
                part.remove(&LOGS)?;
                return Ok(part);
            }
        }
    }

    fn remove(&self, suffixes: &[&str]) -> Result<(), StoreError> {
        for suffix in suffixes {
            let path = beside(&self.path, suffix);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed_to("remove", &path)(error)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Gives it its name.
    pub(super) fn rename(self, path: &Path) -> Result<(), StoreError> {
        fs::rename(&self.path, path).map_err(failed_to("create", path))
    }
}

/// Throws away what was left under this name, unless somebody is filling it.
fn clear(path: &Path) -> Result<(), StoreError> {
    if fs::symlink_metadata(path).is_ok_and(|left| left.is_file()) {
        let left = match OpenOptions::new().write(true).open(path) {
            Ok(left) => left,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(failed_to("open", path)(error)),
        };
        match left.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse { path: path.to_owned() }),
            Err(TryLockError::Error(error)) => return Err(failed_to("lock", path)(error)),
        }
        // It got its name before we had the lock: then the name is free.
        if !is_still(&left, path) {
            return Ok(());
        }
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed_to("remove", path)(error)),
        _ => Ok(()),
    }
}

/// What SQLite makes beside a file.
const LOGS: [&str; 3] = ["-wal", "-shm", "-journal"];

impl Drop for Part {
    fn drop(&mut self) {
        if is_still(&self.lock, &self.path)
            && let Err(error) = self.remove(&LOGS).and_then(|()| self.remove(&[""]))
        {
            tracing::warn!(%error, "an unfinished file could not be removed");
        }
    }
}

#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Whether two names are those of one file.
#[cfg(unix)]
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => one == other,
    }
}

#[cfg(not(unix))]
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    one == other
}

/// So that the name is there after a power cut too.
pub(super) fn sync_folder(path: &Path) -> Result<(), StoreError> {
    path.parent().map_or(Ok(()), sync)
}
