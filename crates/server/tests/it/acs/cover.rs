//! `user_count`: distinct employees whom a rule covers.

use menjin_testkit::TestServer;
use serde_json::{Value, json};

use super::{make, read, user};

async fn count(server: &TestServer, users: Value) -> Value {
    let name = format!("Rule {users}").chars().take(90).collect::<String>();
    let id = make(server, json!({"name": name, "users": users})).await;
    read(server, &id).await["user_count"].clone()
}

#[tokio::test]
async fn everybody_counts_once_however_many_ways_lead_to_them() {
    let server = TestServer::start().await;
    let rd = json!({"user_type": 2, "department_id": server.open_department_id("rd").await});
    let infra = json!({"user_type": 2, "department_id": server.open_department_id("rd-infra").await});
    let root = json!({"user_type": 2, "department_id": "0"});

    assert_eq!(count(&server, json!([user("lisi"), user("gaoxiang")])).await, "2");
    assert_eq!(count(&server, json!([infra])).await, "4");
    assert_eq!(count(&server, json!([rd])).await, "8", "with all below it");
    assert_eq!(count(&server, json!([rd, infra, user("lisi"), user("gaoxiang")])).await, "9");
    assert_eq!(count(&server, json!([{"user_type": 10}, user("lisi"), rd])).await, "24");
    assert_eq!(count(&server, json!([root])).await, "24", "the root is everybody");
    server.stop().await;
}

#[tokio::test]
async fn people_who_come_and_go_change_the_count() {
    let server = TestServer::start().await;
    let infra = json!({"user_type": 2, "department_id": server.open_department_id("rd-infra").await});
    let id = make(&server, json!({"name": "Gate", "users": [infra, user("gaoxiang")]})).await;
    let all = make(&server, json!({"name": "All", "users": [{"user_type": 10}]})).await;

    for gone in ["lisi", "gaoxiang"] {
        let _left = server.delete(&format!("/open-apis/contact/v3/users/{gone}?user_id_type=user_id")).await.ok();
    }

    let rule = read(&server, &id).await;
    assert_eq!(rule["user_count"], "3");
    assert_eq!(rule["users"].as_array().unwrap().len(), 1, "who has left is not shown");
    assert_eq!(read(&server, &all).await["user_count"], "22");
    server.stop().await;
}

#[tokio::test]
async fn user_groups_count_with_their_departments_and_rules() {
    let text = menjin_service::fixture::DEMO
        .replace("groups: [g-oncall], opening", "groups: [GROUP], users: [lisi, songtao], opening");
    for (group, people) in
        [("g-oncall", "4"), ("g-frontdesk", "4"), ("g-rd-all", "9"), ("g-infra-dyn", "5"), ("g-empty", "2")]
    {
        let server = TestServer::with(&text.replace("GROUP", group)).await;
        assert_eq!(read(&server, "7298933941867135002").await["user_count"], people, "{group}");
        server.stop().await;
    }
}

#[tokio::test]
async fn a_group_counts_only_in_its_time() {
    let entry = "groups: [{id: g-oncall, from: \"2026-01-01T08:30:00+08:00\", until: \"2026-01-01T09:00:00+08:00\"}]";
    let server = TestServer::with(&menjin_service::fixture::DEMO.replace("groups: [g-oncall]", entry)).await;

    for people in ["0", "3", "0"] {
        assert_eq!(read(&server, "7298933941867135002").await["user_count"], people);
        server.advance(1800);
    }
    server.stop().await;
}
