//! How transactions begin and end on a connection.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use menjin_model::TenantNo;

use super::super::trouble::{Trouble, judge_commit};
use super::{Ahead, Haste, LOCK_WRITES, LOCKS, Session};
use crate::StoreError;
use crate::change::{self, Head};
use crate::db::tx::Tx;

/// How a transaction begins that changes something.
const BEGIN: &str = "begin isolation level read committed";

impl Session {
    /// Runs statements without arguments, of our own making.
    pub(in crate::db::postgres) async fn control(&mut self, sql: &str) -> Result<(), StoreError> {
        self.settle().await?;
        self.asking = true;
        let done = self.client.batch_execute(sql).await;
        self.asking = false;
        done.map_err(|error| self.remember(&error))
    }

    /// Begins a write of this tenant, whose head of history is asked for with the same message. Each statement sees what was
    /// committed before it, so whatever comes after the locks sees all that was written under them.
    pub(in crate::db::postgres) async fn begin_write(
        &mut self,
        TenantNo(tenant): TenantNo,
    ) -> Result<Head, StoreError> {
        self.sound()?;
        self.open = true;
        let begin = format!(
            "{BEGIN}; select pg_advisory_xact_lock_shared({LOCKS}, {LOCK_WRITES}), pg_advisory_xact_lock({tenant})"
        );
        let client = Arc::clone(&self.client);
        self.go_ahead(async move { client.batch_execute(&begin).await });
        change::head(&mut Tx::aside(self), TenantNo(tenant)).await
    }

    /// Begins a write that keeps all others out.
    pub(in crate::db::postgres) async fn begin_alone(&mut self) -> Result<(), StoreError> {
        self.open = true;
        self.control(&format!("{BEGIN}; select pg_advisory_xact_lock({LOCKS}, {LOCK_WRITES})")).await
    }

    /// Begins a heartbeat: no lock holds it up.
    pub(in crate::db::postgres) async fn begin_beat(&mut self) -> Result<(), StoreError> {
        self.open = true;
        self.control(BEGIN).await
    }

    /// Begins a read: one snapshot for all its statements.
    pub(in crate::db::postgres) async fn begin_read(&mut self) -> Result<(), StoreError> {
        self.open = true;
        self.control("begin isolation level repeatable read, read only").await
    }

    /// Undoes what was done since the savepoint `operation`, which stays.
    pub(in crate::db::postgres) async fn undo(&mut self) -> Result<(), StoreError> {
        self.trouble = None;
        self.ahead = None;
        self.control("rollback to savepoint operation").await
    }

    /// Undoes the transaction.
    pub(in crate::db::postgres) async fn rollback(&mut self) -> Result<(), StoreError> {
        self.trouble = None;
        self.ahead = None;
        self.control("rollback").await?;
        self.open = false;
        Ok(())
    }

    /// Commits. An error other than [`StoreError::Unknown`] is the server's clear refusal.
    ///
    /// The savepoint in front fails, and the commit is not even read, if the transaction is broken or not there any more: else
    /// `commit` would be answered with a friendly `ROLLBACK`. A commit whose wait for a standby was cut short comes with a
    /// warning. A commit that is not answered in time may still happen. In all these cases the connection is of no more use.
    ///
    /// The commit is sent before the answer to what went ahead is read. If that was refused, the savepoint is refused too, and
    /// so nothing was committed; if it was not answered, nobody knows.
    pub(in crate::db::postgres) async fn commit(&mut self, deadline: Duration) -> Result<(), Trouble> {
        if let Some(trouble) = self.trouble.clone() {
            return Err(trouble);
        }
        self.unconfirmed.store(false, Ordering::Release);
        self.asking = true;
        let ahead = self.ahead.take();
        let committed = async {
            let mut commit = pin!(self.client.batch_execute("savepoint done; commit"));
            let early = std::future::poll_fn(|cx| Poll::Ready(commit.as_mut().poll(cx))).await;
            if let Some(Ahead(ahead)) = ahead {
                ahead.await.map_err(|error| (error, true))?;
            }
            let committed = match early {
                Poll::Ready(committed) => committed,
                Poll::Pending => commit.await,
            };
            committed.map_err(|error| (error, false))
        };
        let done = tokio::time::timeout(deadline, committed).await;
        self.asking = false;
        let unknown = |why: &'static str| {
            tracing::error!("{why}, its outcome is unknown");
            Err(Trouble::Lost(StoreError::Unknown))
        };
        let done = match done {
            Err(_) => unknown("a commit was not answered in time"),
            Ok(Ok(())) if self.unconfirmed.load(Ordering::Acquire) => unknown("a commit was cut short"),
            Ok(Ok(())) => {
                self.open = false;
                Ok(())
            }
            Ok(Err((error, ahead))) => {
                let trouble = judge_commit(&error);
                if ahead && matches!(trouble, Trouble::Refused(_)) {
                    self.haste = Haste::Refused;
                }
                Err(trouble)
            }
        };
        if matches!(done, Err(Trouble::Lost(StoreError::Unknown))) {
            self.driver.abort();
        }
        done
    }

    /// Ends whatever transaction is open without waiting for the answer: the next statement stands behind it.
    pub(in crate::db::postgres) fn let_go(&mut self) {
        if self.open {
            let end = pin!(self.client.batch_execute("rollback"));
            if let Poll::Ready(Err(_)) = end.poll(&mut Context::from_waker(Waker::noop())) {
                self.driver.abort();
            }
            self.open = false;
        }
        self.trouble = None;
        self.ahead = None;
        self.haste = Haste::None;
    }
}
