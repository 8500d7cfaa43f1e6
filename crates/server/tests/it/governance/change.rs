//! Groups made, changed, ended and brought back.

mod create;
mod delete;
mod pages;
mod update;

use http::Method;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

use super::{admin, call};

/// POST as an owner.
async fn post(server: &TestServer, who: &Who, path: &str, body: Value) -> Answer {
    call(server, who, Method::POST, path, body).await
}

/// GET as an owner.
async fn get(server: &TestServer, who: &Who, path: &str) -> Answer {
    call(server, who, Method::GET, path, Value::Null).await
}

/// Status and code of a refusal.
fn refused(answer: &Answer) -> (u16, i64) {
    (answer.status.as_u16(), answer.code())
}

/// What the last change was, and of what.
async fn last_change(server: &TestServer) -> (String, String, Value, Value) {
    let sql =
        "select action, object, before, after from change where $1 = '' order by tenant desc, revision desc limit 1";
    let mut rows: Vec<(String, String, String, String)> = server.rows(sql, "").await;
    let (action, object, before, after) = rows.remove(0);
    (action, object, serde_json::from_str(&before).unwrap(), serde_json::from_str(&after).unwrap())
}

/// How many notices of this kind there are.
async fn notices(server: &TestServer, kind: &str) -> i64 {
    let rows: Vec<(i64,)> = server.rows("select count(*) from inbox where kind = $1", kind).await;
    rows[0].0
}

/// A grant.
fn grant(kind: &str, id: &str, action: &str) -> Value {
    json!({"resource": {"type": kind, "id": id}, "action": action})
}
