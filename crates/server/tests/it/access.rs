//! Decisions: `/access/v1` and what stands beside it.

mod authzen;
mod dry_run;
mod families;
mod fresh;
mod log;
mod nodes;
mod past;
mod search;
mod trouble;
mod walls;

use menjin_testkit::{Answer, TestServer};
use serde_json::{Value, json};

/// A question by words: `asked("user zhangsan", "edit", "document doxcn…")`.
pub(crate) fn asked(subject: &str, action: &str, resource: &str) -> Value {
    json!({"subject": entity(subject), "action": {"name": action}, "resource": entity(resource)})
}

/// `user zhangsan` as the wire has it.
pub(crate) fn entity(words: &str) -> Value {
    match words.split_once(' ') {
        Some((kind, id)) => json!({"type": kind, "id": id}),
        None => json!({"type": words}),
    }
}

/// The answer to a question, by HR bridge.
pub(crate) async fn evaluate(server: &TestServer, question: Value) -> Answer {
    server.post("/access/v1/evaluation", question).await
}

/// Yes or no.
pub(crate) async fn may(server: &TestServer, subject: &str, action: &str, resource: &str) -> bool {
    let answer = evaluate(server, asked(subject, action, resource)).await;
    let decision = answer.json()["decision"].as_bool();
    decision.unwrap_or_else(|| panic!("no decision: {answer}"))
}
