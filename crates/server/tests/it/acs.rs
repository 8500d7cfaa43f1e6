//! `acs/v1`: door rules and doors.

use http::Method;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

mod contract;
mod cover;
mod device;
mod life;
mod lists;
mod scale;

/// Who may call: a person through HR bridge.
const SONGTAO: Who = Who::Person("songtao");
/// The calls on rules, with people written as in the fixture.
const RULES: &str = "/open-apis/acs/v1/rule_external?user_id_type=user_id";
/// A door of the fixture: 北门.
const NORTH: &str = "7296700518380863767";
/// Another: 南门.
const SOUTH: &str = "7296700518380863768";
/// A third: 机房.
const MACHINES: &str = "7296700518380863769";

/// Makes a rule and answers its id.
async fn make(server: &TestServer, rule: Value) -> String {
    send(server, Method::POST, RULES, json!({"rule": rule})).await.ok().text_at("/rule_id")
}

/// Changes a rule.
async fn change(server: &TestServer, rule_id: &str, rule: Value) -> Answer {
    send(server, Method::POST, &format!("{RULES}&rule_id={rule_id}"), json!({"rule": rule})).await
}

/// The rule with this id, as `get` shows it; null when it is not among all rules.
async fn read(server: &TestServer, rule_id: &str) -> Value {
    let answer = send(server, Method::GET, RULES, Value::Null).await.ok();
    let rules = answer.data("/rules");
    rules.as_array().unwrap().iter().find(|rule| rule["id"] == rule_id).cloned().unwrap_or_default()
}

/// The names of a door's rules.
async fn names_at(server: &TestServer, device_id: &str) -> Vec<Value> {
    let answer = send(server, Method::GET, &format!("{RULES}&device_id={device_id}"), Value::Null).await.ok();
    answer.data("/rules").as_array().unwrap().iter().map(|rule| rule["name"].clone()).collect()
}

/// A call as 宋涛; null is no body.
async fn send(server: &TestServer, method: Method, path: &str, body: Value) -> Answer {
    server.send(&SONGTAO, method, path, Some(body).filter(|body| !body.is_null())).await
}

/// An employee in a list.
fn user(user_id: &str) -> Value {
    json!({"user_type": 1, "user_id": user_id})
}

/// How many changes the history has.
async fn revisions(server: &TestServer) -> i64 {
    let rows: Vec<(i64,)> = server.rows("select count(*) from change where $1 = ''", "").await;
    rows[0].0
}
