//! Whole answers, for each kind of resource.

use insta::assert_snapshot;
use menjin_testkit::TestServer;
use serde_json::Value;

use super::{asked, evaluate};

/// Asks each question as it stands there (`subject > action > resource`, and perhaps `@ moment`), and lays the answers out.
async fn answers(server: &TestServer, questions: &[&str]) -> String {
    let mut lines = String::new();
    for question in questions {
        let (words, time) = question.split_once(" @ ").map_or((*question, None), |(words, time)| (words, Some(time)));
        let parts: Vec<&str> = words.split(" > ").collect();
        let mut body = asked(parts[0], parts[1], parts[2]);
        if let Some(time) = time {
            body["context"] = serde_json::json!({"time": time});
        }
        let answer = evaluate(server, body).await;
        assert_eq!(answer.status, 200, "{question}: {answer}");
        let json = answer.json();
        let context = &json["context"];
        lines.push_str(&format!("{question}\n  {} {}", json["decision"], context["reason_code"].as_str().unwrap_or("")));
        for language in ["en", "zh"] {
            lines.push_str(&format!("\n  {}", context["reason"][language].as_str().unwrap()));
        }
        for station in context["path"].as_array().into_iter().flatten() {
            lines.push_str(&format!("\n    {}", station_of(station)));
        }
        for need in context["missing"].as_array().into_iter().flatten() {
            lines.push_str(&format!("\n    {need}"));
        }
        lines.push('\n');
    }
    lines
}

fn station_of(station: &Value) -> String {
    let why = station["why"].as_str().map(|why| format!(" ({why})")).unwrap_or_default();
    format!("{} {}{why}", station["type"].as_str().unwrap(), station["id"].as_str().unwrap())
}

#[tokio::test]
async fn documents() {
    let server = TestServer::start().await;
    let said = answers(
        &server,
        &[
            "user lisi > edit > document doxcnOncallHandbook00000001",
            "user wangwu > edit > document doxcnOncallHandbook00000001",
            "user sunqi > view > document doxcnOncallHandbook00000001",
            "user sunqi > edit > document doxcnOncallHandbook00000001",
            "user wujiu > edit > document doxcnOncallHandbook00000001",
            "user wangwu > edit > document doxcnInsideFolder000000008",
            "user tangmin > view > document doxcnVisitorGuide0000000005",
            "user tangmin > manage_public > document doxcnVisitorGuide0000000005",
            "user lisi > view > document doxcnPrivateNotes0000000006",
            "group g-oncall > edit > document doxcnOncallHandbook00000001",
            "department rd-infra > view > document doxcnOncallHandbook00000001",
            "user nobody > view > document doxcnOncallHandbook00000001",
            "user lisi > view > document doxcnNothing",
        ],
    )
    .await;
    assert_snapshot!(said, @"");
    server.stop().await;
}

#[tokio::test]
async fn apps() {
    let server = TestServer::start().await;
    let said = answers(
        &server,
        &[
            "user dengchao > own > app cli_a1b2c3d4e5f6a7b8",
            "user caolei > administer > app cli_a1b2c3d4e5f6a7b8",
            "user hanxue > administer > app cli_a1b2c3d4e5f6a7b8",
            "user hanxue > develop > app cli_a1b2c3d4e5f6a7b8",
            "user lisi > use > app cli_a1b2c3d4e5f6a7b8",
            "user lisi > operate > app cli_c3d4e5f6a7b8c9d0",
            "user lisi > own > app cli_c3d4e5f6a7b8c9d0",
            "user lisi > use > app cli_0000000000000000",
        ],
    )
    .await;
    assert_snapshot!(said, @"");
    server.stop().await;
}

#[tokio::test]
async fn doors() {
    let server = TestServer::start().await;
    let said = answers(
        &server,
        &[
            "user lisi > open > door 7296700518380863767 @ 2026-11-27T10:00:00+08:00",
            "user lisi > open > door 7296700518380863767 @ 2026-11-27T07:59:59.999+08:00",
            "user lisi > open > door 7296700518380863767 @ 2026-11-28T10:00:00+08:00",
            "user lisi > open > door 7296700518380863769 @ 2026-11-28T03:00:00+08:00",
            "user zhangsan > open > door 7296700518380863769 @ 2026-11-28T03:00:00+08:00",
            "user lisi > open > door 7296700518380863770 @ 2026-11-27T10:00:00+08:00",
        ],
    )
    .await;
    assert_snapshot!(said, @"");
    server.stop().await;
}

#[tokio::test]
async fn groups() {
    let server = TestServer::start().await;
    let said = answers(
        &server,
        &[
            "user lisi > member > group g-oncall",
            "user lisi > member > group g-rd-all",
            "user lisi > member > group g-infra-dyn",
            "user sunqi > member > group g-infra-dyn",
            "user sunqi > member > group g-empty",
            "user yangfan > member > group g-campaign",
            "department sales-north > member > group g-campaign",
            "user lisi > member > group g-nothing",
        ],
    )
    .await;
    assert_snapshot!(said, @"");
    server.stop().await;
}

#[tokio::test]
async fn review_groups() {
    let server = TestServer::start().await;
    let said = answers(
        &server,
        &[
            "user lisi > member > review_group ABCDEFG",
            "user sunqi > member > review_group ABCDEFG",
            "user dengchao > see > review_group ABCDEFG",
            "user lisi > see > review_group MANAGERS",
            "user lisi > see > review_group NOTHING",
        ],
    )
    .await;
    assert_snapshot!(said, @"");
    server.stop().await;
}
