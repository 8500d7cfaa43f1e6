//! One SQLite connection: the only file that speaks to the driver while the server runs.
//!
//! It remembers the worst thing that happened to it ([`Fault`]), because an operation may swallow an error that the writer
//! has to know of: after a full disk the operation must not be committed, after a sick one nothing must.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread::ThreadId;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::row::{FromRow, Row};
use super::value::Value;
use crate::StoreError;
use crate::recall::{Recall, Touch};

/// Statements a connection keeps prepared; more than the program has, so that none is ever parsed twice.
const STATEMENTS: usize = 512;
/// How long to wait for another program (a backup tool, a shell) that holds the database.
const PATIENCE: Duration = Duration::from_secs(5);

/// Something an operation cannot make good by going on.
#[derive(Debug, Clone)]
pub(super) enum Fault {
    /// No room on the disk, or no memory: this operation is lost, the next may succeed.
    Short(StoreError),
    /// Reading or writing the file failed: nothing may be written any more.
    Sick(StoreError),
}

/// A connection.
#[derive(Debug)]
pub(super) struct Lite {
    connection: Connection,
    fault: Option<Fault>,
    /// In a transaction: how many commits its snapshot holds at least.
    pub(super) snapshot: u64,
    /// What is remembered of the database.
    pub(super) recall: Arc<Recall>,
    /// Of the writer: what this transaction has touched.
    pub(super) touched: Vec<Touch>,
    /// Who used it last.
    pub(super) thread: ThreadId,
    orders: Orders,
    wal_frames: Arc<AtomicI32>,
    #[cfg(test)]
    failing_commit: Option<i32>,
}

impl Lite {
    /// The connection that writes. `durable`: each commit waits for the disk.
    pub(super) fn writer(path: &Path, durable: bool, recall: Arc<Recall>) -> Result<Self, rusqlite::Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.execute_batch(if durable { "pragma synchronous = full" } else { "pragma synchronous = off" })?;
        // The writer itself moves the log into the file, after it has answered (see `writer`). The mode is kept in the file;
        // saying it again costs nothing, and mends a file that somebody changed by hand.
        connection.execute_batch(
            "pragma journal_mode = wal; pragma wal_autocheckpoint = 0; pragma cache_size = -32768;
             pragma journal_size_limit = 67108864",
        )?;
        let wal_frames = Arc::new(AtomicI32::new(0));
        let counter = Arc::clone(&wal_frames);
        connection.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, frames| {
            counter.store(frames, Ordering::Relaxed);
            Ok(())
        }))?;
        Self::prepared(connection, wal_frames, recall)
    }

    /// A connection that only reads.
    pub(super) fn reader(path: &Path, recall: Arc<Recall>) -> Result<Self, rusqlite::Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.execute_batch("pragma query_only = on; pragma cache_size = -2048")?;
        Self::prepared(connection, Arc::default(), recall)
    }

    fn prepared(
        connection: Connection,
        wal_frames: Arc<AtomicI32>,
        recall: Arc<Recall>,
    ) -> Result<Self, rusqlite::Error> {
        // References in the schema are documentation; the rules of the platform decide what a deletion takes with it.
        connection
            .execute_batch("pragma foreign_keys = off; pragma temp_store = memory; pragma trusted_schema = off")?;
        // Else a statement whose plan looked at an argument (`limit $1` is enough) is prepared again each time it is used.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self {
            connection,
            fault: None,
            snapshot: 0,
            recall,
            touched: Vec::new(),
            thread: std::thread::current().id(),
            orders: Orders::default(),
            wal_frames,
            #[cfg(test)]
            failing_commit: None,
        })
    }

    /// Runs a statement that answers no rows; how many rows it changed.
    ///
    /// After a fault nothing runs until it was taken note of: SQLite may have ended the transaction, and the next statement
    /// would be committed by itself.
    pub(super) fn execute(&mut self, sql: &'static str, args: &[Value<'_>]) -> Result<u64, StoreError> {
        self.sound()?;
        let result = (|| {
            let mut statement = self.connection.prepare_cached(sql).map_err(Trouble::Driver)?;
            let order = self.orders.of(sql, &statement)?;
            bind(&mut statement, order, args)?;
            statement.raw_execute().map_err(Trouble::Driver)
        })();
        match result {
            Ok(changed) => Ok(changed as u64),
            Err(trouble) => Err(self.remember(trouble)),
        }
    }

    /// Runs a query and reads at most `limit` rows of its answer.
    pub(super) fn rows<T: FromRow>(
        &mut self,
        sql: &'static str,
        args: &[Value<'_>],
        limit: usize,
    ) -> Result<Vec<T>, StoreError> {
        let mut answer = Vec::new();
        self.visit(sql, args, limit, |row| {
            answer.push(T::from_row(row)?);
            Ok(())
        })?;
        Ok(answer)
    }

    /// Runs a query and shows at most `limit` rows of its answer, one after another.
    pub(super) fn visit(
        &mut self,
        sql: &'static str,
        args: &[Value<'_>],
        limit: usize,
        mut visitor: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.sound()?;
        let result = (|| {
            let mut statement = self.connection.prepare_cached(sql).map_err(Trouble::Driver)?;
            let order = self.orders.of(sql, &statement)?;
            bind(&mut statement, order, args)?;
            let mut rows = statement.raw_query();
            let mut seen = 0;
            while seen < limit
                && let Some(row) = rows.next().map_err(Trouble::Driver)?
            {
                visitor(&Row::sqlite(row)).map_err(Trouble::Ours)?;
                seen += 1;
            }
            Ok(())
        })();
        result.map_err(|trouble| self.remember(trouble))
    }

    /// Runs one of the statements that begin or end a transaction.
    pub(super) fn control(&mut self, sql: &'static str) -> Result<(), StoreError> {
        self.execute(sql, &[]).map(drop)
    }

    /// Ends the transaction of a reader, if there is one.
    pub(super) fn end_snapshot(&mut self) -> Result<(), StoreError> {
        if self.in_transaction() { self.control("commit") } else { Ok(()) }
    }

    /// Commits. The error says what is known of the outcome: [`StoreError::Unknown`] unless SQLite refused cleanly.
    pub(super) fn commit(&mut self) -> Result<(), StoreError> {
        let result = self.commit_raw();
        let Err(error) = result else { return Ok(()) };
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Err(StoreError::Full),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Err(StoreError::Busy),
            Some(ErrorCode::ConstraintViolation) => Err(driver(&error)),
            _ => {
                tracing::error!(%error, "the commit failed, its outcome is unknown");
                Err(StoreError::Unknown)
            }
        }
    }

    fn commit_raw(&mut self) -> Result<(), rusqlite::Error> {
        self.connection.prepare_cached("commit")?.raw_execute()?;
        #[cfg(test)]
        if let Some(code) = self.failing_commit.take() {
            return Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None));
        }
        Ok(())
    }

    /// Makes the next commit report `code`, although it happens.
    #[cfg(test)]
    pub(super) fn fail_commit(&mut self, code: i32) {
        self.failing_commit = Some(code);
    }

    /// Whether a transaction is open.
    pub(super) fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// What went wrong since this was last asked.
    pub(super) fn take_fault(&mut self) -> Option<Fault> {
        self.fault.take()
    }

    /// Rows changed since the connection was opened.
    pub(super) fn changed_rows(&self) -> u64 {
        self.connection.total_changes()
    }

    /// How many pages the write-ahead log held after the last commit.
    pub(super) fn wal_frames(&self) -> i32 {
        self.wal_frames.load(Ordering::Relaxed)
    }

    /// Moves the log into the file as far as no reader stands in the way; whether all of it was moved.
    pub(super) fn checkpoint(&mut self) -> Result<bool, StoreError> {
        let moved = self.rows::<(i64, i64, i64)>("pragma wal_checkpoint(passive)", &[], 1)?;
        Ok(moved.first().is_some_and(|(_, frames, done)| frames == done))
    }

    fn sound(&self) -> Result<(), StoreError> {
        match &self.fault {
            None => Ok(()),
            Some(Fault::Short(error) | Fault::Sick(error)) => Err(error.clone()),
        }
    }

    fn remember(&mut self, trouble: Trouble) -> StoreError {
        let error = match trouble {
            Trouble::Ours(error) => return error,
            Trouble::Driver(error) => error,
        };
        let (store_error, fault) = judge(&error);
        match fault {
            None => {}
            // A sick disk stays sick, whatever comes after it.
            Some(_) if matches!(self.fault, Some(Fault::Sick(_))) => {}
            Some(fault) => self.fault = Some(fault),
        }
        store_error
    }
}

enum Trouble {
    Ours(StoreError),
    Driver(rusqlite::Error),
}

/// Which argument each parameter of a statement is, found out once for each text.
///
/// `$2` may stand before `$1` or twice: SQLite numbers names by first appearance, so the name is asked, not the place.
#[derive(Debug, Default)]
struct Orders(HashMap<(usize, usize), Box<[usize]>>);

impl Orders {
    /// The arguments in the order of the parameters, counted from 0. Texts are the program's own, so where one lies names it.
    fn of(&mut self, sql: &'static str, statement: &rusqlite::Statement<'_>) -> Result<&[usize], Trouble> {
        let order = match self.0.entry((sql.as_ptr().addr(), sql.len())) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(order(statement)?),
        };
        Ok(order)
    }
}

fn order(statement: &rusqlite::Statement<'_>) -> Result<Box<[usize]>, Trouble> {
    let argument = |place| {
        let name = statement.parameter_name(place).and_then(|name| name.strip_prefix('$'));
        let number = name.and_then(|number| number.parse::<usize>().ok());
        number.and_then(|number| number.checked_sub(1)).ok_or(Trouble::Ours(BAD_PARAMETER))
    };
    (1..=statement.parameter_count()).map(argument).collect()
}

const BAD_PARAMETER: StoreError = StoreError::Misuse("a parameter is not one of $1, $2 .. without gaps");

fn bind(statement: &mut rusqlite::Statement<'_>, order: &[usize], args: &[Value<'_>]) -> Result<(), Trouble> {
    if order.len() != args.len() {
        return Err(Trouble::Ours(StoreError::Misuse("a statement has more or fewer parameters than arguments")));
    }
    for (place, argument) in order.iter().enumerate() {
        let value = args.get(*argument).ok_or(Trouble::Ours(BAD_PARAMETER))?;
        bind_one(statement, place + 1, value)?;
    }
    Ok(())
}

fn bind_one(statement: &mut rusqlite::Statement<'_>, place: usize, value: &Value<'_>) -> Result<(), Trouble> {
    let bound = match value {
        Value::Null => statement.raw_bind_parameter(place, rusqlite::types::Null),
        Value::Int(number) => statement.raw_bind_parameter(place, number),
        Value::Bool(truth) => statement.raw_bind_parameter(place, truth),
        Value::Text(text) => statement.raw_bind_parameter(place, text.as_ref()),
        Value::Blob(bytes) => statement.raw_bind_parameter(place, bytes.as_ref()),
        Value::Ints(list) => statement.raw_bind_parameter(place, json(serde_json::to_string(list.as_ref()))?),
        Value::Texts(list) => statement.raw_bind_parameter(place, json(serde_json::to_string(list))?),
    };
    bound.map_err(Trouble::Driver)
}

fn json(written: serde_json::Result<String>) -> Result<String, Trouble> {
    written.map_err(|_| Trouble::Ours(StoreError::Misuse("a list is not JSON")))
}

/// What an error of the driver means to the caller, and to the writer.
fn judge(error: &rusqlite::Error) -> (StoreError, Option<Fault>) {
    let (code, message) = described(error);
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => (StoreError::Full, Some(Fault::Short(StoreError::Full))),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (StoreError::Busy, None),
        Some(ErrorCode::OutOfMemory) => {
            let failed = StoreError::Failed { code, message };
            (failed.clone(), Some(Fault::Short(failed)))
        }
        Some(
            ErrorCode::SystemIoFailure
            | ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::ReadOnly
            | ErrorCode::CannotOpen
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::NoLargeFileSupport
            | ErrorCode::PermissionDenied,
        ) => {
            let failed = StoreError::Failed { code, message };
            (failed.clone(), Some(Fault::Sick(failed)))
        }
        _ => (StoreError::Driver { code, message }, None),
    }
}

pub(super) fn driver(error: &rusqlite::Error) -> StoreError {
    let (code, message) = described(error);
    StoreError::Driver { code, message }
}

pub(super) fn described(error: &rusqlite::Error) -> (String, String) {
    let (code, message) = match error {
        rusqlite::Error::SqliteFailure(failure, message) => {
            (failure.extended_code, message.clone().unwrap_or_else(|| failure.to_string()))
        }
        rusqlite::Error::SqlInputError { error, msg, .. } => (error.extended_code, msg.clone()),
        // The rest are complaints about the shape of a call; their texts hold no values.
        other => (0, other.to_string()),
    };
    (format!("SQLite {code}"), message)
}
