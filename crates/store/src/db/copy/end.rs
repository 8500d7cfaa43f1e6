//! One end of a move, whichever database it is, and the way between two: batches in a short queue.

use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::cell::{Cell, add_bytes};
use super::file::FileEnd;
use super::{MoveError, Progress, Step, Table, TableState};
use crate::db::Place;
use crate::db::postgres::copy::ServerEnd;

/// Rows in a batch, at most.
const ROWS: usize = 1000;
/// Bytes in a batch, about: after this it is sent.
const BYTES: usize = 1 << 20;
/// Batches on the way.
const WAITING: usize = 2;

/// A row: its values in the order of the table's columns.
pub(in crate::db) type Row = Vec<Cell>;

/// What comes from the source.
#[derive(Debug)]
pub(in crate::db) enum Piece {
    Rows(Vec<Row>),
    /// That was all; without this the source broke off.
    End,
}

pub(in crate::db) type Out = mpsc::Sender<Piece>;
pub(in crate::db) type In = mpsc::Receiver<Piece>;

/// Why reading or writing a table ended early.
#[derive(Debug)]
pub(in crate::db) enum Broken {
    /// For a reason of its own.
    Here(MoveError),
    /// Because the other side did.
    There,
}

impl<E: Into<MoveError>> From<E> for Broken {
    fn from(error: E) -> Self {
        Self::Here(error.into())
    }
}

/// One end.
#[derive(Debug)]
pub(super) enum End {
    File(FileEnd),
    Server(ServerEnd),
}

/// Runs the same on either kind of end.
macro_rules! on {
    ($end:expr, $name:ident => $call:expr) => {
        match $end {
            End::File($name) => $call,
            End::Server($name) => $call,
        }
    };
}

impl End {
    /// Takes a database to read all of it, so that nobody changes it.
    pub(super) async fn source(place: &Place) -> Result<Self, MoveError> {
        match place {
            Place::File(path) => FileEnd::source(path).map(Self::File),
            Place::Server(url) => ServerEnd::source(url).await.map(Self::Server),
        }
    }

    /// Takes a database to fill it; its schema is made.
    pub(super) async fn target(place: &Place) -> Result<Self, MoveError> {
        match place {
            Place::File(path) => FileEnd::target(path).map(Self::File),
            Place::Server(url) => ServerEnd::target(url).await.map(Self::Server),
        }
    }

    /// What it is called in messages.
    pub(super) fn name(&self) -> String {
        on!(self, end => end.name())
    }

    /// Its tables, in the order of their names.
    pub(super) async fn tables(&mut self) -> Result<Vec<Table>, MoveError> {
        on!(self, end => end.tables().await)
    }

    pub(super) async fn count(&mut self, table: &Table) -> Result<u64, MoveError> {
        on!(self, end => end.number(&table.count()).await)
    }

    pub(super) async fn has_rows(&mut self, table: &Table) -> Result<bool, MoveError> {
        Ok(on!(self, end => end.number(&table.any()).await)? > 0)
    }

    /// What the table holds.
    pub(super) async fn state(&mut self, table: &Table, counter: &Counter) -> Result<TableState, MoveError> {
        let read = self.read(Sink::new(table, None, counter)).await;
        read.map_err(|broken| match broken {
            Broken::Here(error) => error,
            Broken::There => MoveError::Differs { table: table.name.clone() },
        })
    }

    async fn read(&mut self, sink: Sink) -> Result<TableState, Broken> {
        on!(self, end => end.read(sink).await)
    }

    async fn write(&mut self, table: &Table, rows: In) -> Result<u64, Broken> {
        on!(self, end => end.write(table, rows).await)
    }

    /// All rows are written.
    pub(super) async fn complete(&mut self) -> Result<(), MoveError> {
        match self {
            Self::File(_) => Ok(()),
            Self::Server(end) => end.complete().await,
        }
    }

    /// Makes what was written stay.
    pub(super) async fn keep(self) -> Result<(), MoveError> {
        match self {
            Self::File(end) => end.keep().await,
            Self::Server(end) => end.keep().await,
        }
    }

    /// Lets the source go.
    pub(super) async fn close(self) {
        if let Self::File(end) = self {
            end.close().await;
        }
    }
}

/// Copies one table.
pub(super) async fn copy(
    source: &mut End,
    target: &mut End,
    table: &Table,
    counter: &Counter,
) -> Result<TableState, MoveError> {
    let (out, rows) = mpsc::channel(WAITING);
    let (read, written) = tokio::join!(source.read(Sink::new(table, Some(out), counter)), target.write(table, rows));
    let differs = || MoveError::Differs { table: table.name.clone() };
    match (read, written) {
        (Ok(state), Ok(rows)) if state.rows == rows => Ok(state),
        (Err(Broken::Here(error)), _) | (_, Err(Broken::Here(error))) => Err(error),
        _ => Err(differs()),
    }
}

/// Where the rows of a table go that is read: into its hash, and to the other end if there is one.
#[derive(Debug)]
pub(in crate::db) struct Sink {
    pub(in crate::db) table: Table,
    hash: Sha256,
    rows: u64,
    batch: Vec<Row>,
    bytes: usize,
    out: Option<Out>,
    counter: Counter,
}

impl Sink {
    fn new(table: &Table, out: Option<Out>, counter: &Counter) -> Self {
        let mut hash = Sha256::new();
        add_bytes(&mut hash, 4, table.name.as_bytes());
        for column in &table.columns {
            add_bytes(&mut hash, 5, column.name.as_bytes());
        }
        let counter = counter.clone();
        Self { table: table.clone(), hash, rows: 0, batch: Vec::new(), bytes: 0, out, counter }
    }

    /// Takes a row; when there is something to send now, that.
    pub(in crate::db) fn add(&mut self, row: Row) -> Option<(Piece, &Out)> {
        self.rows += 1;
        for cell in &row {
            cell.add_to(&mut self.hash);
            self.bytes += cell.size();
        }
        if self.out.is_some() {
            self.batch.push(row);
        }
        if self.rows.is_multiple_of(ROWS as u64) {
            self.counter.add(ROWS as u64);
        }
        if self.batch.len() < ROWS && self.bytes < BYTES {
            return None;
        }
        self.bytes = 0;
        self.out.as_ref().map(|out| (Piece::Rows(std::mem::take(&mut self.batch)), out))
    }

    /// What the table holds, and what is still to be sent.
    pub(in crate::db) fn end(self) -> (TableState, Option<([Piece; 2], Out)>) {
        self.counter.add(self.rows % ROWS as u64);
        let state = TableState { table: self.table.name, rows: self.rows, hash: self.hash.finalize().into() };
        (state, self.out.map(|out| ([Piece::Rows(self.batch), Piece::End], out)))
    }
}

/// Counts what is done, over all tables.
#[derive(Clone)]
pub(super) struct Counter {
    told: Progress,
    done: std::sync::Arc<AtomicU64>,
    total: u64,
    table: String,
    checking: bool,
}

impl std::fmt::Debug for Counter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Counter").field("total", &self.total).finish_non_exhaustive()
    }
}

impl Counter {
    pub(super) fn new(told: Progress, total: u64) -> Self {
        Self { told, done: std::sync::Arc::default(), total, table: String::new(), checking: false }
    }

    /// The next table begins.
    pub(super) fn table(&mut self, table: &Table, checking: bool) {
        (self.table, self.checking) = (table.name.clone(), checking);
        self.add(0);
    }

    fn add(&self, rows: u64) {
        let done = self.done.fetch_add(rows, Ordering::Relaxed) + rows;
        (self.told)(&Step { table: self.table.clone(), checking: self.checking, done, total: self.total });
    }
}
