//! One connection to a PostgreSQL server: statements, transactions, and what went wrong.
//!
//! Like the connection of the embedded database it remembers the first error of a transaction, as an operation may swallow an
//! error that the writer has to know of. Here every error ends the transaction, so nothing more runs until it was undone.
//!
//! A statement whose answer nobody needs yet goes ahead of the next one: both are on the wire together, and the server answers
//! them in order. So a transaction costs fewer waits for the server than it has statements.

mod transaction;

use std::collections::HashMap;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use tokio::task::JoinHandle;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::types::Type;
use tokio_postgres::{AsyncMessage, Client, Config, RowStream, Socket, Statement};

use super::dialect::translate;
use super::param::{Param, kind, owned};
use super::trouble::{Trouble, judge};
use crate::db::row::{FromRow, Row};
use crate::{StoreError, Value};

/// Our advisory locks have two numbers, so that they cannot meet those of tenants, which have one: `mnj1`, and what for.
pub(super) const LOCKS: i32 = 0x6d6e_6a31;
/// Held together by all that write, alone by an exclusive operation.
pub(super) const LOCK_WRITES: i32 = 1;
/// Held by a migration.
pub(super) const LOCK_SCHEMA: i32 = 2;

/// A connection.
#[derive(Debug)]
pub(in crate::db) struct Session {
    pub(super) client: Arc<Client>,
    driver: JoinHandle<()>,
    /// Whether the server has said that a commit was not acknowledged by a standby.
    unconfirmed: Arc<AtomicBool>,
    statements: HashMap<&'static str, Vec<Prepared>>,
    trouble: Option<Trouble>,
    changed: u64,
    /// In a transaction, as far as we know.
    open: bool,
    /// A statement was sent and its answer not read to the end.
    asking: bool,
    /// What was sent ahead of the next statement, until its answer is read.
    ahead: Option<Ahead>,
    pub(super) haste: Haste,
    /// Of which server, and which span of trust in it (see `pool`).
    pub(super) era: u64,
}

/// Whether statements that change one row go ahead of the next one (see [`Session::send_ahead`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Haste {
    /// No: it is to be known at once whether they were refused.
    None,
    /// Yes.
    Some,
    /// They did, and one was refused in place of the commit.
    Refused,
}

/// The answer to a statement that went ahead.
struct Ahead(Pin<Box<dyn Future<Output = Result<(), tokio_postgres::Error>> + Send>>);

impl std::fmt::Debug for Ahead {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ahead")
    }
}

#[derive(Debug)]
struct Prepared {
    kinds: Vec<Type>,
    statement: Statement,
    parameters: usize,
    writes: bool,
}

impl Session {
    /// Connects.
    pub(super) async fn connect<T>(config: &Config, tls: T) -> Result<Self, tokio_postgres::Error>
    where
        T: MakeTlsConnect<Socket> + 'static,
        T::Stream: Send + 'static,
    {
        let (client, mut connection) = config.connect(tls).await?;
        let unconfirmed = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&unconfirmed);
        let driver = tokio::spawn(async move {
            while let Some(Ok(message)) = std::future::poll_fn(|cx| connection.poll_message(cx)).await {
                if let AsyncMessage::Notice(notice) = message {
                    // A warning, so anything but a localized text: no other code of its own.
                    if notice.code().code() == "01000" {
                        flag.store(true, Ordering::Release);
                    }
                    tracing::warn!(code = notice.code().code(), "the database server warns: {}", notice.message());
                }
            }
        });
        Ok(Self {
            client: Arc::new(client),
            driver,
            unconfirmed,
            statements: HashMap::new(),
            trouble: None,
            changed: 0,
            open: false,
            asking: false,
            ahead: None,
            haste: Haste::None,
            era: 0,
        })
    }

    /// Runs a statement that answers no rows; how many rows it changed.
    pub(in crate::db) async fn execute(&mut self, sql: &'static str, args: &[Value<'_>]) -> Result<u64, StoreError> {
        self.visit(sql, args, usize::MAX, |_| Ok(())).await
    }

    /// Runs a statement that changes one row. Its answer is awaited with that of the next statement, or with that of the
    /// commit, which then fails in its place; unless this is to be known at once.
    pub(in crate::db) async fn send_ahead(&mut self, sql: &'static str, args: &[Value<'_>]) -> Result<(), StoreError> {
        let Some(owned) = args.iter().map(owned).collect::<Option<Vec<_>>>().filter(|_| self.haste == Haste::Some)
        else {
            return self.execute(sql, args).await.map(drop);
        };
        self.sound()?;
        self.prepare(sql, args).await?;
        self.settle().await?;
        let (statement, _) = self.fitting(sql, args)?;
        let client = Arc::clone(&self.client);
        self.go_ahead(async move {
            let mut rows = pin!(client.query_raw(&statement, owned.iter().map(Param)).await?);
            while let Some(row) = std::future::poll_fn(|cx| Stream::poll_next(rows.as_mut(), cx)).await {
                row?;
            }
            Ok(())
        });
        self.changed += 1;
        Ok(())
    }

    /// Runs a query and reads at most `limit` rows of its answer.
    pub(in crate::db) async fn rows<T: FromRow>(
        &mut self,
        sql: &'static str,
        args: &[Value<'_>],
        limit: usize,
    ) -> Result<Vec<T>, StoreError> {
        self.sound()?;
        let mut answer = Vec::new();
        let (mut stream, writes) = self.send(sql, args).await?;
        let mut wrong = None;
        while let Some(row) = self.next(&mut stream).await? {
            if wrong.is_none() && answer.len() < limit {
                match T::from_row(&Row::postgres(&row)) {
                    Ok(item) => answer.push(item),
                    Err(error) => wrong = Some(error),
                }
            }
        }
        self.count(&stream, writes);
        wrong.map_or(Ok(answer), Err)
    }

    /// Runs a query and shows at most `limit` rows of its answer, one after another; how many rows it changed.
    pub(in crate::db) async fn visit(
        &mut self,
        sql: &'static str,
        args: &[Value<'_>],
        limit: usize,
        mut visitor: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        self.sound()?;
        let (mut stream, writes) = self.send(sql, args).await?;
        let mut wrong = None;
        let mut seen = 0;
        while let Some(row) = self.next(&mut stream).await? {
            if wrong.is_none() && seen < limit {
                wrong = visitor(&Row::postgres(&row)).err();
                seen += 1;
            }
        }
        let changed = self.count(&stream, writes);
        wrong.map_or(Ok(changed), Err)
    }

    async fn send(&mut self, sql: &'static str, args: &[Value<'_>]) -> Result<(Pin<Box<RowStream>>, bool), StoreError> {
        self.prepare(sql, args).await?;
        let (statement, writes) = self.fitting(sql, args)?;
        let client = Arc::clone(&self.client);
        let mut stream = pin!(client.query_raw(&statement, args.iter().map(Param)));
        self.asking = true;
        // The first poll sends it.
        let early = std::future::poll_fn(|cx| Poll::Ready(stream.as_mut().poll(cx))).await;
        self.settle().await?;
        self.asking = true;
        let stream = match early {
            Poll::Ready(stream) => stream,
            Poll::Pending => stream.await,
        };
        self.asking = false;
        match stream {
            Ok(stream) => Ok((Box::pin(stream), writes)),
            Err(error) => Err(self.remember(&error)),
        }
    }

    /// Sends something whose answer is awaited later; nothing else may be ahead.
    fn go_ahead(&mut self, sent: impl Future<Output = Result<(), tokio_postgres::Error>> + Send + 'static) {
        let mut sent: Pin<Box<dyn Future<Output = Result<(), tokio_postgres::Error>> + Send>> = Box::pin(sent);
        let done = sent.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        self.ahead = Some(match done {
            Poll::Ready(done) => Ahead(Box::pin(std::future::ready(done))),
            Poll::Pending => Ahead(sent),
        });
    }

    /// Awaits what went ahead.
    async fn settle(&mut self) -> Result<(), StoreError> {
        let Some(ahead) = self.ahead.as_mut() else { return Ok(()) };
        self.asking = true;
        let done = ahead.0.as_mut().await;
        self.asking = false;
        self.ahead = None;
        done.map_err(|error| self.remember(&error))
    }

    async fn next(&mut self, stream: &mut Pin<Box<RowStream>>) -> Result<Option<tokio_postgres::Row>, StoreError> {
        self.asking = true;
        let next = std::future::poll_fn(|cx| Stream::poll_next(stream.as_mut(), cx)).await;
        self.asking = false;
        next.transpose().map_err(|error| self.remember(&error))
    }

    fn count(&mut self, stream: &RowStream, writes: bool) -> u64 {
        let changed = if writes { stream.rows_affected().unwrap_or(0) } else { 0 };
        self.changed += changed;
        changed
    }

    fn prepared(&self, sql: &'static str, args: &[Value<'_>]) -> Option<&Prepared> {
        let fits = |prepared: &&Prepared| {
            prepared.kinds.len() == args.len() && prepared.kinds.iter().zip(args).all(|(one, arg)| *one == kind(arg))
        };
        self.statements.get(sql)?.iter().find(fits)
    }

    /// The prepared statement that takes these arguments, and whether it writes.
    fn fitting(&self, sql: &'static str, args: &[Value<'_>]) -> Result<(Statement, bool), StoreError> {
        let prepared = self.prepared(sql, args).ok_or(StoreError::Unknown)?;
        if prepared.parameters != args.len() {
            return Err(StoreError::Misuse("a statement has more or fewer parameters than arguments"));
        }
        if prepared.writes && !self.open {
            return Err(StoreError::Misuse("a change outside a transaction"));
        }
        Ok((prepared.statement.clone(), prepared.writes))
    }

    async fn prepare(&mut self, sql: &'static str, args: &[Value<'_>]) -> Result<(), StoreError> {
        if self.prepared(sql, args).is_some() {
            return Ok(());
        }
        // What fails ahead shall be told by its own name.
        self.settle().await?;
        let translated = translate(sql)?;
        let kinds: Vec<Type> = args.iter().map(kind).collect();
        self.asking = true;
        let statement = self.client.prepare_typed(&translated.text, &kinds).await;
        self.asking = false;
        let statement = statement.map_err(|error| self.remember(&error))?;
        let prepared = Prepared { kinds, statement, parameters: translated.parameters, writes: translated.writes };
        self.statements.entry(sql).or_default().push(prepared);
        Ok(())
    }

    /// Whether it may be used again.
    pub(super) fn is_usable(&self) -> bool {
        !self.asking
            && !self.client.is_closed()
            && !self.driver.is_finished()
            && !self.trouble.as_ref().is_some_and(Trouble::is_gone)
    }

    /// Whether a statement is under way.
    pub(super) fn is_asking(&self) -> bool {
        self.asking
    }

    /// What went wrong in this transaction.
    pub(super) fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    /// Rows changed since the connection was opened.
    pub(in crate::db) fn changed_rows(&self) -> u64 {
        self.changed
    }

    fn sound(&self) -> Result<(), StoreError> {
        self.trouble.as_ref().map_or(Ok(()), |trouble| Err(trouble.error().clone()))
    }

    fn remember(&mut self, error: &tokio_postgres::Error) -> StoreError {
        let trouble = judge(error);
        let error = trouble.error().clone();
        self.trouble.get_or_insert(trouble);
        error
    }
}

impl Drop for Session {
    /// A connection in the middle of something is cut; one at rest says good-bye by itself.
    fn drop(&mut self) {
        if self.asking {
            self.driver.abort();
        }
    }
}
