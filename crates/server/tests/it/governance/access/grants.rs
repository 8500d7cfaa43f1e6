//! Grants: one shape for documents, apps, doors and review groups, each by its own rules.

use bytes::Bytes;
use http::{Method, Request, header::AUTHORIZATION};
use http_body_util::Full;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

use super::{HANDBOOK, ON_CALL_RULE, SERVER_ROOM, governor, token};

const GRANTS: &str = "/menjin/v1/grants";

fn grant(resource: (&str, &str), holder: (&str, &str), action: &str) -> Value {
    json!({"resource": {"type": resource.0, "id": resource.1}, "holder": {"type": holder.0, "id": holder.1}, "action": action})
}

/// Who holds what: `group:g-oncall edit`.
async fn held(server: &TestServer, who: &Who, kind: &str, id: &str) -> Vec<String> {
    let path = format!("{GRANTS}?resource_type={kind}&resource_id={id}");
    let answer = server.send(who, Method::GET, &path, None).await;
    assert_eq!(answer.status.as_u16(), 200, "{answer}");
    let items = answer.json()["items"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let told = |item: &Value| {
        let deny = if item["effect"] == "deny" { " deny" } else { "" };
        format!("{}:{} {}{deny}", text(&item["holder"]["type"]), text(&item["holder"]["id"]), text(&item["action"]))
    };
    items.iter().map(told).collect()
}

async fn may(server: &TestServer, user: &str, action: &str, kind: &str, id: &str) -> bool {
    let body = json!({"subject": {"type": "user", "id": user}, "action": {"name": action}, "resource": {"type": kind, "id": id}});
    server.post("/access/v1/evaluation", body).await.json()["decision"] == true
}

#[tokio::test]
async fn a_role_on_a_document_is_set_lowered_and_taken() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    assert_eq!(
        held(&server, &who, "document", HANDBOOK).await,
        ["user:lisi own", "group:g-oncall edit", "department:rd view"]
    );
    let body = grant(("document", HANDBOOK), ("department", "marketing"), "full_access");
    let put = server.send(&who, Method::PUT, GRANTS, Some(body.clone())).await;
    assert_eq!((put.status.as_u16(), &put.json()["changed"]), (200, &json!(true)), "{put}");
    assert!(may(&server, "chenjing", "full_access", "document", HANDBOOK).await);
    let again = server.send(&who, Method::PUT, GRANTS, Some(body.clone())).await;
    assert_eq!(again.json()["changed"], false, "{again}");

    let lower = grant(("document", HANDBOOK), ("department", "marketing"), "view");
    server.send(&who, Method::PUT, GRANTS, Some(lower.clone())).await;
    assert!(!may(&server, "chenjing", "edit", "document", HANDBOOK).await, "it was lowered");
    let gone = server.send(&who, Method::DELETE, GRANTS, Some(lower.clone())).await;
    assert_eq!(gone.status.as_u16(), 200, "{gone}");
    assert!(!may(&server, "chenjing", "view", "document", HANDBOOK).await);
    let none = server.send(&who, Method::DELETE, GRANTS, Some(lower)).await;
    assert_eq!((none.status.as_u16(), none.code()), (404, 404_352), "{none}");
    server.stop().await;
}

#[tokio::test]
async fn a_grant_counts_from_its_beginning_until_its_end() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let mut body = grant(("document", HANDBOOK), ("user", "chenjing"), "edit");
    body["from"] = json!("2026-01-01T09:00:00+08:00");
    body["until"] = json!("2026-01-01T10:00:00+08:00");
    let put = server.send(&who, Method::PUT, GRANTS, Some(body.clone())).await;
    assert_eq!(put.json()["grant"]["until"], "2026-01-01T02:00:00Z", "{put}");
    assert!(!may(&server, "chenjing", "edit", "document", HANDBOOK).await, "not yet");
    server.advance(3600);
    assert!(may(&server, "chenjing", "edit", "document", HANDBOOK).await);
    server.advance(3600);
    assert!(!may(&server, "chenjing", "edit", "document", HANDBOOK).await, "no more");
    body["until"] = json!("2026-01-01T08:00:00+08:00");
    let wrong = server.send(&who, Method::PUT, GRANTS, Some(body)).await;
    assert_eq!((wrong.code(), wrong.json()["field"].as_str()), (400_352, Some("until")), "{wrong}");
    server.stop().await;
}

#[tokio::test]
async fn a_member_of_a_door_rule_comes_and_goes_and_groups_stay() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    // The door has one rule, which it stands for.
    let body = grant(("door", SERVER_ROOM), ("user", "chenjing"), "open");
    let put = server.send(&who, Method::PUT, GRANTS, Some(body.clone())).await;
    assert_eq!(put.json()["grant"]["resource"], json!({"type": "door_rule", "id": ON_CALL_RULE}), "{put}");
    assert!(may(&server, "chenjing", "open", "door", SERVER_ROOM).await);
    assert_eq!(held(&server, &who, "door", SERVER_ROOM).await, ["group:g-oncall open", "user:chenjing open"]);
    let gone = server.send(&who, Method::DELETE, GRANTS, Some(body)).await;
    assert_eq!(gone.status.as_u16(), 200, "{gone}");
    assert!(!may(&server, "chenjing", "open", "door", SERVER_ROOM).await);
    assert!(may(&server, "wangwu", "open", "door", SERVER_ROOM).await, "the group stays");
    server.stop().await;
}

#[tokio::test]
async fn an_app_is_worked_on_used_and_denied() {
    const APP: &str = "cli_a1b2c3d4e5f6a7b8";
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let send = async |method: Method, body: Value| server.send(&who, method, GRANTS, Some(body)).await;
    send(Method::PUT, grant(("app", APP), ("user", "lisi"), "develop")).await;
    let mut deny = grant(("app", APP), ("department", "rd"), "use");
    deny["effect"] = json!("deny");
    send(Method::PUT, deny.clone()).await;
    assert!(may(&server, "lisi", "develop", "app", APP).await);
    assert!(!may(&server, "lisi", "use", "app", APP).await, "the black list wins");
    let gone = send(Method::DELETE, grant(("app", APP), ("everyone", ""), "use")).await;
    assert_eq!(gone.status.as_u16(), 200, "{gone}");
    assert!(!may(&server, "chenjing", "use", "app", APP).await, "no more open to everyone");
    send(Method::PUT, grant(("app", APP), ("user", "chenjing"), "use")).await;
    assert!(may(&server, "chenjing", "use", "app", APP).await);
    let told = held(&server, &who, "app", APP).await;
    let wanted = [
        "user:dengchao own",
        "user:caolei administer",
        "user:hanxue develop",
        "user:lisi develop",
        "user:chenjing use",
        "department:rd use deny",
    ];
    assert_eq!(told, wanted);
    let owner = send(Method::PUT, grant(("app", APP), ("user", "dengchao"), "operate")).await;
    assert_eq!(owner.code(), 400_354, "{owner}");
    server.stop().await;
}

#[tokio::test]
async fn a_review_group_takes_people_only_where_calls_may_fill_it() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let body = grant(("review_group", "ABCDEFG"), ("user", "chenjing"), "member");
    server.send(&who, Method::PUT, GRANTS, Some(body)).await;
    assert!(may(&server, "chenjing", "member", "review_group", "ABCDEFG").await);
    let body = grant(("review_group", "MANAGERS"), ("user", "chenjing"), "member");
    let refused = server.send(&who, Method::PUT, GRANTS, Some(body)).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (403, 403_350), "{refused}");
    server.stop().await;
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_by_its_field() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    for (body, code, field) in [
        (grant(("document", "nothing"), ("user", "lisi"), "view"), 404_350, "resource"),
        (grant(("planet", "x"), ("user", "lisi"), "view"), 404_350, "resource"),
        (grant(("document", HANDBOOK), ("user", "nobody"), "view"), 404_351, "holder"),
        (grant(("document", HANDBOOK), ("robot", "x"), "view"), 400_351, "holder"),
        (grant(("document", HANDBOOK), ("user", "lisi"), "view"), 400_354, "holder"),
        (grant(("document", HANDBOOK), ("user", "chenjing"), "open"), 400_350, "action"),
        (grant(("door", SERVER_ROOM), ("app", "cli_a1b2c3d4e5f6a7b8"), "open"), 400_351, "holder"),
        (grant(("app", "cli_a1b2c3d4e5f6a7b8"), ("group", "g-oncall"), "develop"), 400_351, "holder"),
    ] {
        let answer = server.send(&who, Method::PUT, GRANTS, Some(body)).await;
        assert_eq!((answer.code(), answer.json()["field"].as_str()), (code, Some(field)), "{answer}");
    }
    let reader = token(&server, r#"["read"]"#).await;
    let body = grant(("document", HANDBOOK), ("user", "chenjing"), "view");
    let refused = server.send(&reader, Method::PUT, GRANTS, Some(body)).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (403, 403_000), "{refused}");
    server.stop().await;
}

#[tokio::test]
async fn a_tried_grant_changes_nothing_and_tells_who_would_gain() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let token = server.token(&who).await.unwrap();
    let body = grant(("door", SERVER_ROOM), ("department", "marketing"), "open");
    let request = Request::put(GRANTS)
        .header(AUTHORIZATION, format!("Bearer {token}"))
        .header("X-Menjin-Dry-Run", "true")
        .body(Full::from(Bytes::from(body.to_string())))
        .unwrap();
    let answer: Answer = server.request(request).await;
    assert_eq!(answer.json()["impact"]["totals"]["gain"], 2, "{answer}");
    assert!(!may(&server, "chenjing", "open", "door", SERVER_ROOM).await, "nothing is changed");
    server.stop().await;
}

#[tokio::test]
async fn documents_are_listed_and_told() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let list = async |query: &str| {
        let answer = server.send(&who, Method::GET, &format!("/menjin/v1/documents{query}"), None).await;
        let items = answer.json()["items"].as_array().cloned().unwrap_or_default();
        let tokens: Vec<String> = items.iter().map(|item| item["token"].as_str().unwrap().to_owned()).collect();
        (tokens, answer.json()["page_token"].as_str().map(str::to_owned))
    };
    assert_eq!(list("").await.0.len(), 8);
    assert_eq!(list("?q=ONCALL").await.0, [HANDBOOK]);
    assert_eq!(list("?type=folder").await.0, ["fldcnRdShared0000000000007"]);
    assert_eq!(list("?owner=user:zhouba").await.0, ["doxcnInsideFolder000000008"]);
    assert_eq!(list("?q=%25").await.0, Vec::<String>::new(), "a sign is no wild card");
    let (first, next) = list("?page_size=5").await;
    let (rest, none) = list(&format!("?page_size=5&page_token={}", next.unwrap())).await;
    assert_eq!((first.len(), rest.len(), none), (5, 3, None));

    let answer = server.send(&who, Method::GET, "/menjin/v1/documents/doxcnInsideFolder000000008", None).await;
    let told = answer.json();
    assert_eq!(told["folders"], json!([{"token": "fldcnRdShared0000000000007", "title": "研发共享"}]), "{answer}");
    let inherited: Vec<&str> =
        told["inherited"].as_array().unwrap().iter().map(|grant| grant["holder"]["id"].as_str().unwrap()).collect();
    assert_eq!(inherited, ["zhangsan", "g-rd-all", "g-oncall"]);
    let unknown = server.send(&who, Method::GET, "/menjin/v1/documents/nothing", None).await;
    assert_eq!(unknown.code(), 404_350, "{unknown}");
    server.stop().await;
}
