//! The log of decisions: off unless asked for, complete or sampled, as the answers were at their time.

use menjin_service::decision::log::Sampling;
use menjin_testkit::{Setup, TestServer};
use serde_json::{Value, json};

use super::{asked, evaluate};

async fn with(decision_log: Sampling) -> TestServer {
    TestServer::set_up(Setup { decision_log, ..Setup::default() }).await
}

async fn logged(server: &TestServer) -> Vec<Value> {
    server.cx().decisions.flush().await;
    let answer = server.get("/menjin/v1/decisions").await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn it_is_off_unless_it_is_asked_for() {
    let server = TestServer::start().await;
    evaluate(&server, asked("user lisi", "member", "group g-oncall")).await;
    assert!(logged(&server).await.is_empty());
    server.stop().await;
}

#[tokio::test]
async fn it_keeps_question_answer_reason_and_revision() {
    let server = with(Sampling::OneIn(1)).await;
    evaluate(&server, asked("user lisi", "member", "group g-oncall")).await;
    let mut bare = asked("user sunqi", "member", "group g-oncall");
    bare["context"] = json!({"why": false, "time": "2026-06-01T00:00:00+08:00"});
    evaluate(&server, bare).await;
    evaluate(&server, asked("user nobody", "member", "group g-oncall")).await;
    let member = json!({"member_type": "user", "member_id_type": "user_id", "member_id": "lisi"});
    server.post("/open-apis/contact/v3/group/g-oncall/member/remove", member).await.ok();
    let kept = logged(&server).await;
    let lines: Vec<String> = kept.iter().map(Value::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    {"at":"2026-01-01T00:00:00Z","app_id":"cli_a1b2c3d4e5f6a7b8","subject":{"type":"user","id":"nobody"},"action":"member","resource":{"type":"group","id":"g-oncall"},"time":"2026-01-01T00:00:00Z","decision":false,"reason_code":"unknown_subject","revision":"1"}
    {"at":"2026-01-01T00:00:00Z","app_id":"cli_a1b2c3d4e5f6a7b8","subject":{"type":"user","id":"sunqi"},"action":"member","resource":{"type":"group","id":"g-oncall"},"time":"2026-05-31T16:00:00Z","decision":false,"reason_code":"no_grant","revision":"1"}
    {"at":"2026-01-01T00:00:00Z","app_id":"cli_a1b2c3d4e5f6a7b8","subject":{"type":"user","id":"lisi"},"action":"member","resource":{"type":"group","id":"g-oncall"},"time":"2026-01-01T00:00:00Z","decision":true,"reason_code":"direct_member","revision":"1"}
    "#);
    server.stop().await;
}

#[tokio::test]
async fn it_can_be_read_in_pages() {
    let server = with(Sampling::OneIn(1)).await;
    for user in ["lisi", "wangwu", "fengkai", "sunqi", "zhouba"] {
        evaluate(&server, asked(&format!("user {user}"), "member", "group g-oncall")).await;
    }
    server.cx().decisions.flush().await;
    let (mut users, mut token) = (Vec::new(), String::new());
    loop {
        let page = server.get(&format!("/menjin/v1/decisions?page_size=2{token}")).await.json();
        users.extend(
            page["items"].as_array().unwrap().iter().map(|one| one["subject"]["id"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["page_token"].as_str() else { break };
        token = format!("&page_token={next}");
    }
    assert_eq!(users, ["zhouba", "sunqi", "fengkai", "wangwu", "lisi"]);
    let bad = server.get("/menjin/v1/decisions?page_size=0").await;
    assert_eq!((bad.status.as_u16(), bad.json()["field"].clone()), (400, json!("page_size")), "{bad}");
    server.stop().await;
}

#[tokio::test]
async fn it_may_keep_one_of_many() {
    let server = with(Sampling::OneIn(3)).await;
    for _ in 0..9 {
        evaluate(&server, asked("user lisi", "member", "group g-oncall")).await;
    }
    assert_eq!(logged(&server).await.len(), 3);
    let metrics = server.get("/metrics").await;
    assert!(metrics.text.contains("menjin_decisions_logged_total 3"), "{metrics}");
    server.stop().await;
}
