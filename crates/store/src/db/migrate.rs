//! Making the schema, and bringing an older one up to date.
//!
//! A new database is built beside its place without waiting for the disk, synced once and moved there: fast, and a crash
//! leaves nothing or all of it. An older one is copied (`menjin.db.before-v3`) before its first statement changes.

use std::error::Error as _;
use std::fs::{self, File};
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::file::{APPLICATION_ID, beside, failed_to, opening, private_file};
use crate::StoreError;

mod sqlite {
    refinery::embed_migrations!("migrations/sqlite");
}

/// Makes an empty database at `path`. `durable`: it survives a power cut.
pub(super) fn create(path: &Path, durable: bool) -> Result<(), StoreError> {
    let new = beside(path, ".new");
    if new.exists() {
        fs::remove_file(&new).map_err(failed_to("remove", &new))?;
    }
    private_file().create_new(true).open(&new).map_err(failed_to("create", &new))?;
    build(&new)?;
    if durable {
        sync(&new)?;
    }
    fs::rename(&new, path).map_err(failed_to("create", path))?;
    match path.parent() {
        Some(folder) if durable => sync(folder),
        _ => Ok(()),
    }
}

/// Fills an empty file with our schema.
pub(super) fn build(path: &Path) -> Result<(), StoreError> {
    let mut connection = connect(path)?;
    let fail = |error| opening(path, &error);
    connection.execute_batch("pragma journal_mode = off; pragma synchronous = off").map_err(fail)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID).map_err(fail)?;
    sqlite::migrations::runner().set_grouped(true).run(&mut connection).map_err(|error| migrating(path, &error))?;
    connection.execute_batch("pragma journal_mode = wal").map_err(fail)
}

/// Checks the schema of an existing database, and brings it up to date.
pub(super) fn upgrade(path: &Path) -> Result<(), StoreError> {
    let mut connection = connect(path)?;
    let fail = |error| opening(path, &error);
    if connection.is_readonly("main").map_err(fail)? {
        let error = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        return Err(failed_to("write to", path)(error));
    }
    let runner = sqlite::migrations::runner().set_grouped(true);
    let known = known();
    let found = version(&connection).map_err(fail)?;
    if found > known {
        return Err(StoreError::Newer { path: path.to_owned(), found, known });
    }
    if found == known {
        return Ok(());
    }
    let copy = beside(path, &format!(".before-v{known}"));
    tracing::info!(from = found, to = known, copy = %copy.display(), "bringing the database up to date, after a copy");
    keep_copy(&connection, path, &copy)?;
    runner.run(&mut connection).map_err(|error| migrating(path, &error))?;
    Ok(())
}

/// The newest schema this program knows.
pub(super) fn known() -> i32 {
    let runner = sqlite::migrations::runner();
    runner.get_migrations().iter().map(refinery::Migration::version).max().unwrap_or(0)
}

/// The schema of a database; 0 when it has none.
pub(super) fn version(connection: &Connection) -> Result<i32, rusqlite::Error> {
    const EXISTS: &str = "select count(*) from sqlite_schema where name = 'refinery_schema_history'";
    const VERSION: &str = "select coalesce(max(version), 0) from refinery_schema_history";
    if connection.query_row(EXISTS, [], |row| row.get::<_, i64>(0))? == 0 {
        return Ok(0);
    }
    connection.query_row(VERSION, [], |row| row.get(0))
}

/// Nobody else has the file, so with its log moved into it, it can be copied as it lies.
fn keep_copy(connection: &Connection, path: &Path, copy: &Path) -> Result<(), StoreError> {
    connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).map_err(|error| opening(path, &error))?;
    let half = beside(copy, ".part");
    fs::copy(path, &half).map_err(failed_to("write the copy", &half))?;
    sync(&half)?;
    fs::rename(&half, copy).map_err(failed_to("write the copy", copy))
}

/// A connection that writes; to a file that is there.
pub(super) fn connect(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).map_err(|error| opening(path, &error))
}

/// Waits until the disk has a file, or a folder's names.
pub(super) fn sync(path: &Path) -> Result<(), StoreError> {
    File::open(path).and_then(|file| file.sync_all()).map_err(failed_to("write", path))
}

fn migrating(path: &Path, error: &refinery::Error) -> StoreError {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if let Some(error) = inner.downcast_ref::<rusqlite::Error>() {
            return opening(path, error);
        }
        cause = inner.source();
    }
    StoreError::Driver { code: "SQLite 0".to_owned(), message: error.to_string() }
}
