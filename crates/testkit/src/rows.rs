//! The database behind the server's back: what no call can arrange, and what no answer shows.

use menjin_store::{FromRow, Sql, StoreError, args};

use crate::TestServer;

impl TestServer {
    /// Changes rows; `$1` is `text`. Nothing of it stands in the history.
    ///
    /// # Panics
    /// When the statement is refused.
    pub async fn execute(&self, sql: &'static str, text: &str) {
        let text = text.to_owned();
        let done: Result<(), StoreError> = self
            .cx()
            .db
            .exclusive(move |tx| Box::pin(async move { tx.execute(sql, args![text]).await.map(drop) }))
            .await;
        done.expect("the statement should run");
        self.ledger().catch_up().await;
    }

    /// Reads rows; `$1` is `text`.
    ///
    /// # Panics
    /// When the query is refused.
    pub async fn rows<T: FromRow + Send>(&self, sql: &'static str, text: &str) -> Vec<T> {
        let read: Result<Vec<T>, StoreError> =
            self.cx().db.read(|tx| Box::pin(async move { tx.rows(Sql::from(sql), args![text]).await })).await;
        read.expect("the query should run")
    }
}
