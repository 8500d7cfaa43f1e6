//! `contact/v3`: user groups, people, departments.

mod department;
mod group;
mod user;

use menjin_testkit::{TestServer, contract::Arranged};
use serde_json::Value;

/// Runs statements on the database: for what no call can arrange.
async fn sql(server: &TestServer, statements: &[&'static str]) {
    for statement in statements.iter().copied() {
        let done = server.cx().db.exclusive(move |tx| Box::pin(async move { tx.execute(statement, &[]).await })).await;
        done.unwrap();
    }
}

/// Gives Door desk every scope; its contact range stays 行政部 and 邓超.
fn door_desk_may_all(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        may_all(server).await;
        (path, body)
    })
}

async fn may_all(server: &TestServer) {
    sql(server, &[r#"update app set scopes = '["*"]' where app_id = 'cli_b2c3d4e5f6a7b8c9'"#]).await;
}

/// How many rows there are: `count(&server, &format!("group_member where user = {user}"))`.
async fn count(server: &TestServer, rows: &str) -> i64 {
    let sql: &'static str = Box::leak(format!("select count(*) from {rows}").into_boxed_str());
    let read = server.cx().db.read(move |tx| Box::pin(async move { tx.row::<i64>(sql, &[]).await }));
    read.await.unwrap().unwrap()
}

/// How many changes the history of the company has, its import among them.
async fn changes(server: &TestServer) -> i64 {
    count(server, "change").await
}
