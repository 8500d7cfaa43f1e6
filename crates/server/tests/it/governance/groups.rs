//! Groups at a glance and closely, over the API and in the console.

mod console;
mod details;
mod list;

use http::Method;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

use super::{admin, call, page, signed_in, token};

/// GET of a call of `/menjin/v1/groups`.
async fn get(server: &TestServer, who: &Who, path: &str) -> Answer {
    call(server, who, Method::GET, &format!("/groups{path}"), Value::Null).await
}

/// Puts somebody into a group, or takes them out, as an app does.
async fn member(server: &TestServer, group: &str, verb: &str, user: &str) {
    let body = json!({"member_type": "user", "member_id_type": "user_id", "member_id": user});
    server.post(&format!("/open-apis/contact/v3/group/{group}/member/{verb}"), body).await.ok();
}

/// The values of a field of all items of an answer.
fn fields(answer: &Value, field: &str) -> Vec<String> {
    let items = answer["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item[field].as_str().map_or_else(|| item[field].to_string(), str::to_owned)).collect()
}
