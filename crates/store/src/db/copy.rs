//! Moving a whole database to another place: from a file to a server, or back.
//!
//! Neither end may be served meanwhile. Every table is read in the order of its key and written in batches, so the memory it
//! takes does not grow with the data. Then each is read again at the target, and must have as many rows and the same hash as
//! at the source; only then does anything at the target become visible, all at once.
//!
//! Which tables there are is asked of the databases themselves, so none can be forgotten: both must name the same ones with
//! the same columns. What only a server has is about its nodes and not moved.

mod cell;
mod end;
mod file;
mod table;

use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::Place;
use crate::StoreError;
use end::{Counter, End};
use table::Table;

pub(super) use cell::Cell;
pub(super) use end::{Broken, In, Piece, Sink};
pub(super) use table::{Column, Kind, Table as TableShape, quoted, tables_of};

/// Why a database was not moved. Unless it says otherwise, both ends are as they were.
#[derive(Debug, Clone, thiserror::Error)]
pub enum MoveError {
    /// One of the ends cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is nothing to move.
    #[error("there is no database at {place}")]
    Missing {
        /// Where it was looked for.
        place: String,
    },
    /// Both ends are one.
    #[error("a database cannot be moved to where it is")]
    Same,
    /// The target holds something.
    #[error(
        "{place} is not empty: its table {table} has rows\nhint: move to a new database; this one was left as it is"
    )]
    NotEmpty {
        /// The target.
        place: String,
        /// The first table that has rows.
        table: String,
    },
    /// Nodes run on the database.
    #[error(
        "{place} is in use by {nodes} menjin node(s)\nhint: stop them first; one that was killed counts for ten seconds"
    )]
    Served {
        /// The database.
        place: String,
        /// How many were heard of lately.
        nodes: u64,
    },
    /// The locks of a database on a server are not to be had.
    #[error("{place} is being written to or moved by another program\nhint: stop it, and try again")]
    Held {
        /// The database.
        place: String,
    },
    /// The source is a file of an older program.
    #[error("{} has schema {found}, this menjin moves {known}\nhint: run `menjin migrate` on it first", path.display())]
    OlderFile {
        /// The source.
        path: PathBuf,
        /// Its schema.
        found: i32,
        /// This program's.
        known: i32,
    },
    /// The ends do not have the same tables.
    #[error("both ends do not have the same tables: {what}")]
    Shape {
        /// What is different, or not understood.
        what: String,
    },
    /// What arrived is not what was sent.
    #[error("the copy of the table {table} is not the same as the original, so nothing was kept of it")]
    Differs {
        /// The table.
        table: String,
    },
}

/// What one table holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableState {
    /// Its name.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// SHA-256 over all columns of all rows in the order of the key; the same wherever the table lies.
    pub hash: [u8; 32],
}

/// A database that was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The source, as messages name it.
    pub from: String,
    /// The target.
    pub to: String,
    /// What both hold.
    pub tables: Vec<TableState>,
    /// SHA-256 over their names, rows and hashes.
    pub hash: [u8; 32],
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The table at work.
    pub table: String,
    /// Whether it is read again at the target.
    pub checking: bool,
    /// Rows that were copied or checked, of all tables.
    pub done: u64,
    /// Rows to copy and to check.
    pub total: u64,
}

/// Told now and then.
pub type Progress = Arc<dyn Fn(&Step) + Send + Sync>;

/// Copies the database at `from` to `to`, which must hold nothing. The source stays as it is.
pub async fn move_all(from: &Place, to: &Place, told: Progress) -> Result<Moved, MoveError> {
    if is_same(from, to) {
        return Err(MoveError::Same);
    }
    let mut source = End::source(from).await?;
    let mut target = End::target(to).await?;
    let tables = source.tables().await?;
    same_shape(&tables, &target.tables().await?)?;
    for table in &tables {
        if target.has_rows(table).await? {
            return Err(MoveError::NotEmpty { place: target.name(), table: table.name.clone() });
        }
    }
    let mut rows = 0;
    for table in &tables {
        rows += source.count(table).await?;
    }
    let mut counter = Counter::new(told, rows * 2);
    let mut moved = Vec::new();
    for table in &tables {
        counter.table(table, false);
        moved.push(end::copy(&mut source, &mut target, table, &counter).await?);
    }
    target.complete().await?;
    for (table, sent) in tables.iter().zip(&moved) {
        counter.table(table, true);
        if target.state(table, &counter).await? != *sent {
            return Err(MoveError::Differs { table: table.name.clone() });
        }
    }
    let names = (source.name(), target.name());
    target.keep().await?;
    source.close().await;
    Ok(Moved { from: names.0, to: names.1, hash: hash_of(&moved), tables: moved })
}

/// What a database holds, table by table. It must not be served.
pub async fn state(place: &Place) -> Result<Vec<TableState>, MoveError> {
    let mut source = End::source(place).await?;
    let counter = Counter::new(Arc::new(|_| {}), 0);
    let mut states = Vec::new();
    for table in &source.tables().await? {
        states.push(source.state(table, &counter).await?);
    }
    source.close().await;
    Ok(states)
}

fn hash_of(tables: &[TableState]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for table in tables {
        cell::add_bytes(&mut hash, 6, table.table.as_bytes());
        hash.update(table.rows.to_be_bytes());
        hash.update(table.hash);
    }
    hash.finalize().into()
}

fn is_same(from: &Place, to: &Place) -> bool {
    match (from, to) {
        (Place::File(from), Place::File(to)) => super::part::is_same(from, to),
        _ => from == to,
    }
}

fn same_shape(ours: &[Table], theirs: &[Table]) -> Result<(), MoveError> {
    let only = |some: &[Table], others: &[Table]| some.iter().find(|one| !others.contains(one)).map(Table::to_string);
    let what = match (only(ours, theirs), only(theirs, ours)) {
        (None, None) if !ours.is_empty() => return Ok(()),
        (None, None) => "there are none".to_owned(),
        (ours, theirs) => {
            let [ours, theirs] = [ours, theirs].map(|side| side.unwrap_or_else(|| "nothing more".to_owned()));
            format!("the source has {ours}, the target {theirs}")
        }
    };
    Err(MoveError::Shape { what })
}
