//! Backups of the database in a file, and the way back.
//!
//! A backup is one file: a snapshot of the whole database, taken page by page beside a server that goes on writing. It is built
//! beside its place under another name, checked, and only then renamed, so a file that has the name of a backup is one. The
//! server key is no part of it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use menjin_model::Millis;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::file::{self, Found, beside, failed_to, opening, private_file};
use super::migrate::{connect, known, sync, version};
use super::part::{Part, is_same, sync_folder};
use super::sqlite::described;
use super::swap::swap;
use crate::StoreError;

/// Pages copied at a time; the snapshot is the same for all.
const PAGES: i32 = 4096;
/// How long to wait for a lock that a server holds for a moment when it starts or ends.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why there is no backup, or nothing was restored.
#[derive(Debug, Clone, thiserror::Error)]
pub enum BackupError {
    /// The database, or the backup, cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is nothing to copy.
    #[error("there is no database at {}", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A file has the name already.
    #[error("{} exists already, and was left as it is\nhint: choose another name, or replace it with --force", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file named belongs to a database that is in use or was left with its log.
    #[error("{} belongs to a database, and was left as it is\nhint: choose another name for the backup", path.display())]
    Taken {
        /// The file.
        path: PathBuf,
    },
    /// The file does not hold together.
    #[error("{} is damaged, so nothing was made of it: {message}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The database's own words.
        message: String,
    },
    /// What would be replaced is not empty.
    #[error(
        "{} holds a database already, and was left as it is\nhint: with --force it is kept under another name and replaced",
        path.display()
    )]
    NotEmpty {
        /// The database.
        path: PathBuf,
    },
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// How large it is.
    pub bytes: u64,
    /// Its schema.
    pub schema: i32,
}

/// A backup that was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How large it is.
    pub bytes: u64,
    /// Its schema.
    pub schema: i32,
    /// Older than this program: the next start brings it up to date.
    pub is_older: bool,
    /// What was there before, under its new name.
    pub kept: Option<PathBuf>,
}

/// Copies the database in the file `from` into the new file `to`; a server may have it open and goes on writing.
///
/// An existing file is replaced only with `force`. On any error there is no new file, and an old one is as it was.
pub fn backup(from: &Path, to: &Path, force: bool) -> Result<Saved, BackupError> {
    let from = file::resolve(from)?;
    if file::inspect(&from)? == Found::Nothing {
        return Err(BackupError::Missing { path: from });
    }
    let to = file::resolve(to)?;
    check_name(&from, &to, force)?;
    let part = Part::new(beside(&to, ".part"))?;
    copy_pages(&from, &part.path)?;
    tidy(&from);
    let saved = checked(&part.path, &from)?;
    sync(&part.path)?;
    if !force {
        // Nobody else can take the name now; the backup takes the place of this empty file.
        private_file().create_new(true).open(&to).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => BackupError::Exists { path: to.clone() },
            _ => failed_to("create", &to)(error).into(),
        })?;
    }
    part.rename(&to)?;
    sync_folder(&to)?;
    Ok(saved)
}

/// Puts the backup `from` where the database `to` is to be. `at` is the moment of it, for the name of what was there before.
///
/// Without `force` an existing database is replaced only if it holds no company. On any error `to` holds what it held.
pub fn restore(from: &Path, to: &Path, force: bool, at: Millis) -> Result<Restored, BackupError> {
    let from = file::resolve(from)?;
    if file::inspect(&from)? == Found::Nothing {
        return Err(BackupError::Missing { path: from });
    }
    if is_locked(&from) {
        return Err(StoreError::InUse { path: from }.into());
    }
    let to = file::resolve(to)?;
    if is_same(&from, &to) {
        return Err(BackupError::Exists { path: to });
    }
    // Before anything is created beside it.
    let there = look(&to, force)?;
    file::make_folder(&to)?;
    let _lock = file::lock(&to)?;
    if there == Found::Ours && !force && !is_empty(&to) {
        return Err(BackupError::NotEmpty { path: to });
    }
    let part = Part::new(beside(&to, ".part"))?;
    copy_bytes(&from, &part.path)?;
    let Saved { bytes, schema } = checked(&part.path, &from)?;
    if schema > known() {
        return Err(StoreError::Newer { path: from, found: schema, known: known() }.into());
    }
    sync(&part.path)?;
    let kept = swap(part, &to, Some(at))?;
    Ok(Restored { bytes, schema, is_older: schema < known(), kept })
}

/// What lies where the backup shall be put. A log without its database holds changes, so it is put aside only when asked to.
fn look(to: &Path, force: bool) -> Result<Found, BackupError> {
    match file::inspect(to) {
        Ok(found) => Ok(found),
        Err(StoreError::Corrupt { .. }) if force => Ok(Found::Nothing),
        Err(error) => Err(error.into()),
    }
}

/// Whether the backup may have this name: not that of the database or what lies beside it, and not that of another one that
/// has a log, which would be played back into the backup.
fn check_name(from: &Path, to: &Path, force: bool) -> Result<(), BackupError> {
    let own = ["", "-wal", "-shm", "-journal", ".lock", ".key", ".new"].map(|suffix| beside(from, suffix));
    if own.iter().any(|own| own == to || is_same(own, to)) || has_log(to) || is_locked(to) {
        return Err(BackupError::Taken { path: to.to_owned() });
    }
    if !force && fs::symlink_metadata(to).is_ok() {
        return Err(BackupError::Exists { path: to.to_owned() });
    }
    Ok(())
}

fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// Whether a server has the database; asked without making a lock where there is none.
fn is_locked(path: &Path) -> bool {
    File::open(beside(path, ".lock")).is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
}

/// One snapshot: the transaction keeps it, else the copy would begin anew with each commit of the server.
fn copy_pages(from: &Path, to: &Path) -> Result<(), BackupError> {
    let fail = |error: rusqlite::Error| judged(from, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(from, flags).map_err(fail)?;
    source.busy_timeout(PATIENCE).map_err(fail)?;
    source.execute_batch("begin").map_err(fail)?;
    source.query_row("select count(*) from sqlite_schema", [], |_| Ok(())).map_err(fail)?;
    let mut target = connect(to)?;
    // It is synced once, at the end; a crash before leaves a file that nobody takes for a backup.
    target.execute_batch("pragma journal_mode = off; pragma synchronous = off").map_err(|error| opening(to, &error))?;
    let copying = Backup::new(&source, &mut target).map_err(fail)?;
    loop {
        match copying.step(PAGES).map_err(fail)? {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            // Nobody writes to a snapshot, and nobody else knows the copy.
            _ => return Err(StoreError::Busy.into()),
        }
    }
}

/// Who only reads leaves an empty log behind if nobody else has the database; who may write takes it away.
fn tidy(path: &Path) {
    if beside(path, "-wal").exists() && !has_log(path) && !is_locked(path) {
        let opened = connect(path).map(|connection| {
            let _unread = connection.query_row("select count(*) from sqlite_schema", [], |_| Ok(()));
        });
        drop(opened);
    }
}

/// As it lies, with its log if it has one, so that nothing is created beside a backup.
fn copy_bytes(from: &Path, to: &Path) -> Result<(), StoreError> {
    for suffix in ["", "-wal"] {
        let (from, to) = (beside(from, suffix), beside(to, suffix));
        let mut source = match File::open(&from) {
            Ok(source) => source,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !suffix.is_empty() => continue,
            Err(error) => return Err(failed_to("open", &from)(error)),
        };
        let target = private_file().create(true).truncate(true).open(&to);
        let copied = target.and_then(|mut target| io::copy(&mut source, &mut target));
        copied.map_err(|error| match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
            _ => failed_to("copy", &from)(error),
        })?;
    }
    Ok(())
}

/// Makes the copy one file, without a log, and checks it from the first page to the last. `named` is what is told of.
pub(super) fn checked(part: &Path, named: &Path) -> Result<Saved, BackupError> {
    let fail = |error: rusqlite::Error| judged(named, &error);
    let connection = connect(part)?;
    connection.execute_batch("pragma synchronous = off").map_err(fail)?;
    connection.query_row("pragma journal_mode = delete", [], |_| Ok(())).map_err(fail)?;
    let found: String = connection.query_row("pragma integrity_check(1)", [], |row| row.get(0)).map_err(fail)?;
    if found != "ok" {
        return Err(BackupError::Damaged { path: named.to_owned(), message: found });
    }
    let schema = version(&connection).map_err(fail)?;
    connection.close().map_err(|(_, error)| fail(error))?;
    if file::inspect(part)? != Found::Ours || schema == 0 {
        return Err(StoreError::NotOurs { path: named.to_owned() }.into());
    }
    let bytes = fs::metadata(part).map_err(failed_to("read", part))?.len();
    Ok(Saved { bytes, schema })
}

/// Whether the database holds no company. One that cannot be read may.
fn is_empty(path: &Path) -> bool {
    let asked = || connect(path).ok()?.query_row("select not exists (select 1 from tenant)", [], |row| row.get(0)).ok();
    asked().unwrap_or(false)
}

fn judged(path: &Path, error: &rusqlite::Error) -> BackupError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            BackupError::Damaged { path: path.to_owned(), message: described(error).1 }
        }
        _ => opening(path, error).into(),
    }
}
