//! A file as one end of a move.
//!
//! As a target it is built beside its place, without a log and without waiting for the disk, then checked, synced once and put
//! in its place: fast, and whatever happens on the way leaves nothing.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params_from_iter};

use super::end::{Broken, In, Piece, Row, Sink};
use super::{Cell, MoveError, Table, TableState, tables_of};
use crate::StoreError;
use crate::db::backup::checked;
use crate::db::file::{self, Found, Lock, beside};
use crate::db::migrate::{build, connect, known, sync, version};
use crate::db::part::Part;
use crate::db::swap::swap;

/// Rows of one `insert`.
const ROWS: usize = 200;

/// A file, and what is needed of it.
#[derive(Debug)]
pub(in crate::db) struct FileEnd {
    path: PathBuf,
    /// `None` while a thread has it.
    connection: Option<Connection>,
    part: Option<Part>,
    _lock: Lock,
}

impl FileEnd {
    pub(super) fn source(path: &Path) -> Result<Self, MoveError> {
        let path = named(path)?;
        if file::inspect(&path)? == Found::Nothing {
            return Err(MoveError::Missing { place: path.display().to_string() });
        }
        let lock = file::lock(&path)?;
        let connection = connect(&path)?;
        let fail = |error| file::opening(&path, &error);
        let (found, known) = (version(&connection).map_err(fail)?, known());
        if found > known {
            return Err(StoreError::Newer { path, found, known }.into());
        }
        if found < known {
            return Err(MoveError::OlderFile { path, found, known });
        }
        connection.execute_batch("pragma query_only = on; pragma cache_size = -32768; begin").map_err(fail)?;
        Ok(Self { path, connection: Some(connection), part: None, _lock: lock })
    }

    pub(super) fn target(path: &Path) -> Result<Self, MoveError> {
        let path = named(path)?;
        // Before anything is created beside it.
        file::inspect(&path)?;
        file::make_folder(&path)?;
        let lock = file::lock(&path)?;
        if file::inspect(&path)? == Found::Ours {
            refuse_full(&path)?;
        }
        let part = Part::new(beside(&path, ".part"))?;
        build(&part.path)?;
        let connection = connect(&part.path)?;
        let fail = |error| file::opening(&part.path, &error);
        connection.query_row("pragma journal_mode = delete", [], |_| Ok(())).map_err(fail)?;
        connection.query_row("pragma journal_mode = off", [], |_| Ok(())).map_err(fail)?;
        connection
            .execute_batch("pragma synchronous = off; pragma foreign_keys = off; pragma cache_size = -32768")
            .map_err(fail)?;
        // What they count comes with the tables.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).map_err(fail)?;
        connection.execute_batch("begin").map_err(fail)?;
        Ok(Self { path, connection: Some(connection), part: Some(part), _lock: lock })
    }

    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }

    pub(super) async fn tables(&mut self) -> Result<Vec<Table>, MoveError> {
        self.with(|connection, path| tables(connection, path)).await
    }

    pub(super) async fn number(&mut self, sql: &str) -> Result<u64, MoveError> {
        let sql = sql.to_owned();
        self.with(move |connection, path| {
            let number: i64 =
                connection.query_row(&sql, [], |row| row.get(0)).map_err(|error| file::opening(path, &error))?;
            Ok(number.unsigned_abs())
        })
        .await
    }

    pub(super) async fn read(&mut self, sink: Sink) -> Result<TableState, Broken> {
        self.with(|connection, path| read(connection, path, sink)).await
    }

    pub(super) async fn write(&mut self, table: &Table, rows: In) -> Result<u64, Broken> {
        let table = table.clone();
        self.with(move |connection, path| write(connection, path, &table, rows)).await
    }

    pub(super) async fn keep(self) -> Result<(), MoveError> {
        let Self { path, connection, part, _lock: lock } = self;
        let kept = tokio::task::spawn_blocking(move || {
            let (Some(connection), Some(part)) = (connection, part) else {
                return Err(StoreError::Misuse("only a target is kept").into());
            };
            let fail = |error: &rusqlite::Error| file::opening(&path, error);
            connection.execute_batch("commit").map_err(|error| fail(&error))?;
            connection.close().map_err(|(_, error)| fail(&error))?;
            checked(&part.path, &path).map_err(|error| MoveError::Shape { what: error.to_string() })?;
            sync(&part.path)?;
            swap(part, &path, None)?;
            drop(lock);
            Ok(())
        });
        kept.await.unwrap_or(Err(StoreError::Panicked.into()))
    }

    pub(super) async fn close(self) {
        // The last connection to close moves the log into the file, which may take a moment.
        let _panicked = tokio::task::spawn_blocking(move || drop(self)).await;
    }

    /// Does something on a thread that may wait for the disk.
    async fn with<T, E>(
        &mut self,
        work: impl FnOnce(&mut Connection, &Path) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let mut connection = self.connection.take().ok_or(StoreError::Stopped)?;
        let path = self.path.clone();
        let done = tokio::task::spawn_blocking(move || {
            let answer = work(&mut connection, &path);
            (connection, answer)
        });
        let (connection, answer) = done.await.map_err(|_| StoreError::Panicked)?;
        self.connection = Some(connection);
        answer
    }
}

fn named(path: &Path) -> Result<PathBuf, MoveError> {
    if path == Path::new(":memory:") {
        return Err(MoveError::Missing { place: "sqlite::memory:, which nobody keeps".to_owned() });
    }
    Ok(file::resolve(path)?)
}

/// A target that was opened before and never used is as good as none.
fn refuse_full(path: &Path) -> Result<(), MoveError> {
    let fail = |error| file::opening(path, &error);
    let connection = connect(path)?;
    let (found, known) = (version(&connection).map_err(fail)?, known());
    if found > known {
        return Err(StoreError::Newer { path: path.to_owned(), found, known }.into());
    }
    for table in tables(&connection, path)? {
        let rows: i64 = connection.query_row(&table.any(), [], |row| row.get(0)).map_err(fail)?;
        if rows > 0 {
            return Err(MoveError::NotEmpty { place: path.display().to_string(), table: table.name });
        }
    }
    Ok(())
}

fn tables(connection: &Connection, path: &Path) -> Result<Vec<Table>, MoveError> {
    const COLUMNS: &str = "select m.name, c.name, c.type, c.pk from sqlite_schema as m, pragma_table_info(m.name) as c \
        where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' and m.name <> 'refinery_schema_history'";
    let columns = || -> rusqlite::Result<Vec<_>> {
        let mut statement = connection.prepare(COLUMNS)?;
        let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        columns.collect()
    };
    tables_of(columns().map_err(|error| file::opening(path, &error))?)
}

fn read(connection: &Connection, path: &Path, mut sink: Sink) -> Result<TableState, Broken> {
    let fail = |error: rusqlite::Error| Broken::from(file::opening(path, &error));
    let width = sink.table.columns.len();
    let mut statement = connection.prepare(&sink.table.select()).map_err(fail)?;
    let mut rows = statement.query([]).map_err(fail)?;
    while let Some(row) = rows.next().map_err(fail)? {
        let cells: Row = (0..width).map(|index| cell(row, index)).collect::<Result<_, _>>()?;
        if let Some((piece, out)) = sink.add(cells) {
            out.blocking_send(piece).map_err(|_| Broken::There)?;
        }
    }
    let (state, rest) = sink.end();
    if let Some((pieces, out)) = rest {
        for piece in pieces {
            out.blocking_send(piece).map_err(|_| Broken::There)?;
        }
    }
    Ok(state)
}

fn cell(row: &rusqlite::Row<'_>, index: usize) -> Result<Cell, StoreError> {
    match row.get_ref(index) {
        Ok(ValueRef::Null) => Ok(Cell::Null),
        Ok(ValueRef::Integer(number)) => Ok(Cell::Int(number)),
        Ok(ValueRef::Text(text)) => match std::str::from_utf8(text) {
            Ok(text) => Ok(Cell::Text(text.to_owned())),
            Err(_) => Err(StoreError::Column { index, expected: "UTF-8" }),
        },
        Ok(ValueRef::Blob(bytes)) => Ok(Cell::Blob(bytes.to_vec())),
        Ok(ValueRef::Real(_)) | Err(_) => Err(StoreError::Column { index, expected: "a value of ours" }),
    }
}

fn write(connection: &mut Connection, path: &Path, table: &Table, mut rows: In) -> Result<u64, Broken> {
    let fail = |error: rusqlite::Error| Broken::from(file::opening(path, &error));
    let mut many = connection.prepare(&insert(table, ROWS)).map_err(fail)?;
    let mut one = connection.prepare(&insert(table, 1)).map_err(fail)?;
    let mut written = 0;
    loop {
        match rows.blocking_recv() {
            None => return Err(Broken::There),
            Some(Piece::End) => return Ok(written),
            Some(Piece::Rows(batch)) => {
                let chunks = batch.chunks_exact(ROWS);
                for row in chunks.remainder() {
                    written += one.execute(params_from_iter(row)).map_err(fail)? as u64;
                }
                for rows in chunks {
                    written += many.execute(params_from_iter(rows.iter().flatten())).map_err(fail)? as u64;
                }
            }
        }
    }
}

fn insert(table: &Table, rows: usize) -> String {
    let row = format!("({})", vec!["?"; table.columns.len()].join(", "));
    let rows = vec![row; rows].join(", ");
    format!("insert into {} ({}) values {rows}", super::table::quoted(&table.name), table.column_names())
}
