//! Searches are complete: what they list is what single questions say yes to.

use menjin_testkit::{DEMO_APP, TestServer};
use serde_json::{Value, json};

use super::entity;

async fn results(server: &TestServer, of: &str, body: Value) -> Vec<Value> {
    let answer = server.post(&format!("/access/v1/search/{of}"), body).await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()["results"].as_array().unwrap().clone()
}

async fn decisions(server: &TestServer, evaluations: &[Value]) -> Vec<bool> {
    let answer = server.post("/access/v1/evaluations", json!({"evaluations": evaluations})).await;
    let json = answer.json();
    json["evaluations"].as_array().unwrap().iter().map(|one| one["decision"].as_bool().unwrap()).collect()
}

#[tokio::test]
async fn they_list_whom_single_questions_allow() {
    let server = TestServer::start().await;
    let directory = server.directory(DEMO_APP).await;
    let users: Vec<Value> = directory["users"]
        .as_array()
        .unwrap()
        .iter()
        .map(|user| json!({"type": "user", "id": user["open_id"]}))
        .collect();
    for (action, resource) in [
        ("edit", "document doxcnInsideFolder000000008"),
        ("view", "document doxcnReleaseChecklist000002"),
        ("use", "app cli_b2c3d4e5f6a7b8c9"),
        ("open", "door 7296700518380863769"),
        ("member", "group g-campaign"),
        ("member", "group g-infra-dyn"),
        ("member", "review_group ABCDEFG"),
    ] {
        let ask = |user: &Value| json!({"subject": user, "action": {"name": action}, "resource": entity(resource)});
        let each: Vec<Value> = users.iter().map(ask).collect();
        let allowed = decisions(&server, &each).await;
        let wanted: Vec<Value> =
            users.iter().zip(allowed).filter(|(_, yes)| *yes).map(|(user, _)| user.clone()).collect();
        let question = json!({"subject": {"type": "user"}, "action": {"name": action}, "resource": entity(resource)});
        assert_eq!(results(&server, "subject", question).await, wanted, "{action} {resource}");
    }
    server.stop().await;
}

#[tokio::test]
async fn they_list_to_what_single_questions_allow() {
    let server = TestServer::start().await;
    let directory = server.directory(DEMO_APP).await;
    for user in ["lisi", "luohao", "dengchao", "yangfan"] {
        for (kind, list, id, action) in [
            ("document", "documents", "token", "view"),
            ("document", "documents", "token", "manage_public"),
            ("app", "apps", "app_id", "use"),
            ("door", "devices", "id", "open"),
            ("group", "groups", "group_id", "member"),
            ("review_group", "review_groups", "group_id", "see"),
        ] {
            let things: Vec<Value> = directory[list]
                .as_array()
                .unwrap()
                .iter()
                .map(|thing| json!({"type": kind, "id": thing[id]}))
                .collect();
            let subject = entity(&format!("user {user}"));
            let ask = |thing: &Value| json!({"subject": subject, "action": {"name": action}, "resource": thing});
            let allowed = decisions(&server, &things.iter().map(ask).collect::<Vec<_>>()).await;
            let wanted: Vec<Value> =
                things.iter().zip(allowed).filter(|(_, yes)| *yes).map(|(thing, _)| thing.clone()).collect();
            let question = json!({"subject": subject, "action": {"name": action}, "resource": {"type": kind}});
            assert_eq!(results(&server, "resource", question).await, wanted, "{user} {action} {kind}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn what_nobody_knows_can_do_nothing() {
    let server = TestServer::start().await;
    let question =
        json!({"subject": {"type": "user"}, "action": {"name": "view"}, "resource": entity("document doxcnNothing")});
    assert!(results(&server, "subject", question).await.is_empty());
    let question =
        json!({"subject": entity("user nobody"), "action": {"name": "view"}, "resource": {"type": "document"}});
    assert!(results(&server, "resource", question).await.is_empty());
    let question =
        json!({"subject": entity("user nobody"), "resource": entity("document doxcnOncallHandbook00000001")});
    assert!(results(&server, "action", question).await.is_empty());
    server.stop().await;
}

#[tokio::test]
async fn a_page_may_be_empty_and_still_go_on() {
    let server = TestServer::start().await;
    let question = json!({
        "subject": {"type": "user"}, "action": {"name": "member"}, "resource": entity("group g-oncall"), "page": {"limit": 0},
    });
    let answer = server.post("/access/v1/search/subject", question.clone()).await.json();
    assert_eq!(answer["results"], json!([]));
    let token = answer["page"]["next_token"].as_str().unwrap().to_owned();
    let mut next = question;
    next["page"] = json!({"token": token, "limit": 10});
    assert_eq!(results(&server, "subject", next).await.len(), 3);
    server.stop().await;
}
