//! A database on a server as one end of a move.
//!
//! Everything is one transaction: reading, one snapshot; writing, one commit at the end. The lock that exclusive operations
//! take is held for all of it, and the table of heartbeats is locked, so that no node starts meanwhile.

use std::pin::pin;
use std::time::Duration;

use futures_core::Stream;
use tokio_postgres::Row as Answer;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};

use super::PostgresSettings;
use super::address::{self, Url};
use super::migrate;
use super::pool::Pool;
use super::session::{LOCK_WRITES, LOCKS, Session};
use super::trouble::{away, judge};
use crate::StoreError;
use crate::db::copy::{
    Broken, Cell, Column, In, Kind, MoveError, Piece, Sink, TableShape, TableState, quoted, tables_of,
};

/// For how long a node counts as running after its last heartbeat; several of them fall into it.
const ALIVE: Duration = Duration::from_secs(10);
/// A node that is kept from writing, which counts as one, sends a heartbeat within this.
const HEARTBEAT: Duration = Duration::from_secs(6);
/// All the rows wait for the disk, and for the standbys, at once.
const COMMIT: Duration = Duration::from_mins(10);

/// A server, and what is needed of it.
#[derive(Debug)]
pub(in crate::db) struct ServerEnd {
    name: String,
    session: Session,
    /// The tables with triggers, which are off.
    silenced: Vec<String>,
}

impl ServerEnd {
    pub(in crate::db) async fn source(url: &Url) -> Result<Self, MoveError> {
        let mut end = Self::connect(url, false).await?;
        migrate::check(&end.session, &end.name).await?;
        end.take("repeatable read, read only").await?;
        Ok(end)
    }

    pub(in crate::db) async fn target(url: &Url) -> Result<Self, MoveError> {
        let mut end = Self::connect(url, true).await?;
        end.take("read committed").await?;
        end.silence().await?;
        Ok(end)
    }

    async fn connect(url: &Url, migrates: bool) -> Result<Self, MoveError> {
        let pool = Pool::new(address::read(url)?, &PostgresSettings::default())?;
        let name = pool.address.name.clone();
        if migrates {
            migrate::run(&mut pool.connect().await?, &name).await?;
        }
        let session = pool.connect().await?;
        Ok(Self { name, session, silenced: Vec::new() })
    }

    /// Begins the transaction once nobody else can write, and nobody runs on the database. The snapshot is taken after that.
    async fn take(&mut self, isolation: &str) -> Result<(), MoveError> {
        self.run("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = 10000")
            .await?;
        self.unserved(ALIVE).await?;
        let lock = format!("select pg_advisory_lock({LOCKS}, {LOCK_WRITES})");
        self.lock(&lock).await?;
        if self.number("select count(*) from node_lease").await? > 0 {
            // Either it was killed, or it writes so often that it needs no heartbeat; now it cannot write.
            tracing::info!("a node has left without a word, or is busy; waiting for its heartbeat");
            tokio::time::sleep(HEARTBEAT).await;
        }
        self.run(&format!("begin isolation level {isolation}")).await?;
        self.lock("lock table node_lease in share mode").await?;
        self.unserved(HEARTBEAT).await
    }

    async fn lock(&self, sql: &str) -> Result<(), MoveError> {
        self.session.client.batch_execute(sql).await.map_err(|error| match error.code() {
            Some(&SqlState::LOCK_NOT_AVAILABLE) => MoveError::Held { place: self.name.clone() },
            _ => judged(&error).into(),
        })
    }

    /// Refuses when nodes were heard of within this time, by the server's clock.
    async fn unserved(&self, within: Duration) -> Result<(), MoveError> {
        let within = within.as_millis();
        let nodes = format!(
            "select count(*) from node_lease \
             where at > cast(extract(epoch from clock_timestamp()) * 1000 as bigint) - {within}"
        );
        match self.number(&nodes).await? {
            0 => Ok(()),
            nodes => Err(MoveError::Served { place: self.name.clone(), nodes }),
        }
    }

    /// What triggers count comes with the tables.
    async fn silence(&mut self) -> Result<(), MoveError> {
        const TRIGGERS: &str = "select distinct c.relname::text from pg_trigger as t join pg_class as c on c.oid = t.tgrelid \
            where not t.tgisinternal and c.relnamespace = current_schema()::regnamespace order by 1";
        for row in self.session.client.query(TRIGGERS, &[]).await.map_err(|error| judged(&error))? {
            let table: String = row.try_get(0).map_err(|_| not_understood())?;
            self.run(&format!("alter table {} disable trigger user", quoted(&table))).await?;
            self.silenced.push(table);
        }
        Ok(())
    }

    pub(in crate::db) fn name(&self) -> String {
        self.name.clone()
    }

    /// Those that survive a crash; the rest is worth nothing after one, and so after a move.
    pub(in crate::db) async fn tables(&mut self) -> Result<Vec<TableShape>, MoveError> {
        const COLUMNS: &str = "select c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), \
              coalesce((select k.place from pg_index as i, unnest(i.indkey) with ordinality as k (no, place) \
                where i.indrelid = c.oid and i.indisprimary and k.no = a.attnum), 0) \
            from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped \
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and c.relpersistence = 'p' \
              and c.relname not in ('refinery_schema_history', 'node_lease', 'impact')";
        let rows = self.session.client.query(COLUMNS, &[]).await.map_err(|error| judged(&error))?;
        let column = |row: &Answer| {
            Some((row.try_get(0).ok()?, row.try_get(1).ok()?, row.try_get(2).ok()?, row.try_get(3).ok()?))
        };
        let columns: Option<Vec<_>> = rows.iter().map(column).collect();
        tables_of(columns.ok_or_else(not_understood)?)
    }

    pub(in crate::db) async fn number(&self, sql: &str) -> Result<u64, MoveError> {
        let row = self.session.client.query_one(sql, &[]).await.map_err(|error| judged(&error))?;
        row.try_get::<_, i64>(0).map(i64::unsigned_abs).map_err(|_| not_understood().into())
    }

    pub(in crate::db) async fn read(&mut self, mut sink: Sink) -> Result<TableState, Broken> {
        const NONE: [&(dyn ToSql + Sync); 0] = [];
        let stream = self.session.client.query_raw(&sink.table.select(), NONE).await.map_err(|error| judged(&error))?;
        let mut stream = pin!(stream);
        while let Some(row) = std::future::poll_fn(|cx| Stream::poll_next(stream.as_mut(), cx)).await {
            let row = row.map_err(|error| judged(&error))?;
            let columns = sink.table.columns.iter().enumerate();
            let cells = columns.map(|(index, column)| cell(&row, index, column)).collect::<Result<_, _>>()?;
            if let Some((piece, out)) = sink.add(cells) {
                out.send(piece).await.map_err(|_| Broken::There)?;
            }
        }
        let (state, rest) = sink.end();
        if let Some((pieces, out)) = rest {
            for piece in pieces {
                out.send(piece).await.map_err(|_| Broken::There)?;
            }
        }
        Ok(state)
    }

    pub(in crate::db) async fn write(&mut self, table: &TableShape, mut rows: In) -> Result<u64, Broken> {
        let copy = format!("copy {} ({}) from stdin (format binary)", quoted(&table.name), table.column_names());
        let sink = self.session.client.copy_in(&copy).await.map_err(|error| judged(&error))?;
        let kinds: Vec<Type> = table.columns.iter().map(|column| kind(column.kind)).collect();
        let mut writer = pin!(BinaryCopyInWriter::new(sink, &kinds));
        loop {
            match rows.recv().await {
                // The copy is broken off with the writer.
                None => return Err(Broken::There),
                Some(Piece::End) => return Ok(writer.finish().await.map_err(|error| judged(&error))?),
                Some(Piece::Rows(batch)) => {
                    for row in batch {
                        writer.as_mut().write_raw(row.iter()).await.map_err(|error| judged(&error))?;
                    }
                }
            }
        }
    }

    /// Triggers count again, and the planner is told what there is.
    pub(in crate::db) async fn complete(&mut self) -> Result<(), MoveError> {
        for table in std::mem::take(&mut self.silenced) {
            self.run(&format!("alter table {} enable trigger user", quoted(&table))).await?;
        }
        for table in self.tables().await? {
            self.run(&format!("analyze {}", quoted(&table.name))).await?;
        }
        Ok(())
    }

    pub(in crate::db) async fn keep(mut self) -> Result<(), MoveError> {
        Ok(self.session.commit(COMMIT).await.map_err(|trouble| trouble.error().clone())?)
    }

    async fn run(&self, sql: &str) -> Result<(), StoreError> {
        self.session.client.batch_execute(sql).await.map_err(|error| judged(&error))
    }
}

fn kind(kind: Kind) -> Type {
    match kind {
        Kind::Int => Type::INT8,
        Kind::Text => Type::TEXT,
        Kind::Blob => Type::BYTEA,
    }
}

fn cell(row: &Answer, index: usize, column: &Column) -> Result<Cell, StoreError> {
    let cell = match column.kind {
        Kind::Int => row.try_get::<_, Option<i64>>(index).map(|value| value.map(Cell::Int)),
        Kind::Text => row.try_get::<_, Option<String>>(index).map(|value| value.map(Cell::Text)),
        Kind::Blob => row.try_get::<_, Option<Vec<u8>>>(index).map(|value| value.map(Cell::Blob)),
    };
    cell.map(|cell| cell.unwrap_or(Cell::Null)).map_err(|_| not_understood())
}

fn judged(error: &tokio_postgres::Error) -> StoreError {
    judge(error).error().clone()
}

fn not_understood() -> StoreError {
    away("the server's answer is not understood")
}
