//! The examples of the standard, adapted to menjin's types, and what it says beside them.

use http::{Method, Request};
use menjin_testkit::{Answer, DEMO_APP, TestServer, Who};
use serde_json::{Value, json};

use super::{asked, entity, evaluate, may};

const HANDBOOK: &str = "doxcnOncallHandbook00000001";
const CHECKLIST: &str = "doxcnReleaseChecklist000002";
const NOTES: &str = "doxcnPrivateNotes0000000006";

async fn evaluations(server: &TestServer, body: Value) -> Vec<Value> {
    let answer = server.post("/access/v1/evaluations", body).await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()["evaluations"].as_array().unwrap().clone()
}

fn decisions(answers: &[Value]) -> Vec<bool> {
    answers.iter().map(|answer| answer["decision"].as_bool().unwrap()).collect()
}

fn document(token: &str) -> Value {
    json!({"type": "document", "id": token})
}

#[tokio::test]
async fn an_evaluation_is_answered_with_a_decision() {
    let server = TestServer::start().await;
    // Figures "Example Request" and "Example HTTPS Access Evaluation Request": properties and more are passed over.
    let answer = evaluate(
        &server,
        json!({
            "subject": {"type": "user", "id": "lisi", "properties": {"department": "Sales", "ip_address": "172.217.22.14"}},
            "resource": {"type": "document", "id": HANDBOOK, "properties": {"library_record": {"isbn": "978-0593383322"}}},
            "action": {"name": "view", "properties": {"method": "GET"}},
            "context": {"time": "2026-10-26T01:22-07:00", "schema": "https://schema.example.com/access-request.schema.json"},
            "more": [1, {"a": null}]
        }),
    )
    .await;
    assert_eq!((answer.status.as_u16(), answer.json()["decision"].clone()), (200, json!(true)), "{answer}");
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    server.stop().await;
}

#[tokio::test]
async fn a_denial_is_an_answer_like_any_other() {
    let server = TestServer::start().await;
    let answer = evaluate(&server, asked("user wangwu", "view", &format!("document {NOTES}"))).await;
    assert_eq!((answer.status.as_u16(), answer.json()["decision"].clone()), (200, json!(false)), "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn three_requests_without_defaults() {
    let server = TestServer::start().await;
    let one = |token: &str| {
        json!({
            "subject": {"type": "user", "id": "lisi"}, "action": {"name": "view"}, "resource": document(token),
            "context": {"time": "2026-05-31T15:22-07:00"},
        })
    };
    let answers = evaluations(&server, json!({"evaluations": [one(HANDBOOK), one(CHECKLIST), one(NOTES)]})).await;
    assert_eq!(decisions(&answers), [true, true, false]);
    server.stop().await;
}

#[tokio::test]
async fn three_requests_with_a_subject_and_context_in_common() {
    let server = TestServer::start().await;
    let one = |token: &str| json!({"action": {"name": "view"}, "resource": document(token)});
    let body = json!({
        "subject": {"type": "user", "id": "lisi"}, "context": {"time": "2026-05-31T15:22-07:00"},
        "evaluations": [one(HANDBOOK), one(NOTES), one(CHECKLIST)],
    });
    assert_eq!(decisions(&evaluations(&server, body).await), [true, false, true]);
    server.stop().await;
}

#[tokio::test]
async fn a_request_overrides_a_default() {
    let server = TestServer::start().await;
    let body = json!({
        "subject": {"type": "user", "id": "lisi"}, "context": {"time": "2026-05-31T15:22-07:00"}, "action": {"name": "view"},
        "evaluations": [
            {"resource": document(HANDBOOK)},
            {"resource": document(CHECKLIST)},
            {"action": {"name": "edit"}, "resource": document(CHECKLIST)},
        ],
    });
    assert_eq!(decisions(&evaluations(&server, body).await), [true, true, false]);
    server.stop().await;
}

#[tokio::test]
async fn the_three_semantics_end_where_they_should() {
    let server = TestServer::start().await;
    let with = |semantic: &str| {
        json!({
            "subject": {"type": "user", "id": "lisi"}, "action": {"name": "view"},
            "options": {"evaluations_semantic": semantic, "another_option": "value"},
            "evaluations": [{"resource": document(HANDBOOK)}, {"resource": document(NOTES)}, {"resource": document(CHECKLIST)}],
        })
    };
    assert_eq!(decisions(&evaluations(&server, with("execute_all")).await), [true, false, true]);
    assert_eq!(decisions(&evaluations(&server, with("deny_on_first_deny")).await), [true, false]);
    assert_eq!(decisions(&evaluations(&server, with("permit_on_first_permit")).await), [true]);
    let answer = server.post("/access/v1/evaluations", with("first_come")).await;
    assert_eq!(
        (answer.status.as_u16(), answer.json()["field"].clone()),
        (400, json!("options.evaluations_semantic")),
        "{answer}"
    );
    server.stop().await;
}

#[tokio::test]
async fn one_failure_does_not_fail_the_rest() {
    let server = TestServer::start().await;
    let body = json!({
        "subject": {"type": "user", "id": "lisi"}, "action": {"name": "view"},
        "evaluations": [
            {"resource": document(HANDBOOK)},
            {"resource": {"type": "spaceship", "id": "1"}},
            {"resource": 7},
            {"context": {"time": "yesterday"}, "resource": document(HANDBOOK)},
            {"context": {"as_of": "999999"}, "resource": document(HANDBOOK)},
            {},
            {"resource": document("doxcnNobodyKnowsThis0000000")},
        ],
    });
    let answers = evaluations(&server, body).await;
    assert_eq!(decisions(&answers), [true, false, false, false, false, false, false]);
    let errors: Vec<String> = answers.iter().map(|answer| answer["context"]["error"].to_string()).collect();
    insta::assert_snapshot!(errors.join("\n"), @r#"
    null
    {"status":400,"message":"resource.type must be one of document, app, door, group, review_group","field":"resource.type"}
    {"status":400,"message":"resource must be object","field":"resource"}
    {"status":400,"message":"context.time must be RFC 3339 with an offset, such as 2026-01-01T08:00:00+08:00","field":"context.time"}
    {"status":400,"message":"context.as_of is still to come: the last revision is 1","field":"context.as_of"}
    {"status":400,"message":"resource is required","field":"resource"}
    null
    "#);
    assert_eq!(answers[6]["context"]["reason_code"], "unknown_resource");
    server.stop().await;
}

#[tokio::test]
async fn a_failure_denies_where_the_first_denial_ends_it() {
    let server = TestServer::start().await;
    let body = json!({
        "subject": {"type": "user", "id": "lisi"}, "action": {"name": "view"},
        "options": {"evaluations_semantic": "deny_on_first_deny"},
        "evaluations": [{"resource": 7}, {"resource": document(HANDBOOK)}],
    });
    let answers = evaluations(&server, body).await;
    assert_eq!((answers.len(), answers[0]["decision"].clone()), (1, json!(false)));
    server.stop().await;
}

#[tokio::test]
async fn without_requests_it_is_one_evaluation() {
    let server = TestServer::start().await;
    let mut body = asked("user lisi", "view", &format!("document {HANDBOOK}"));
    for evaluations in [Value::Null, json!([])] {
        body["evaluations"] = evaluations;
        let answer = server.post("/access/v1/evaluations", body.clone()).await;
        assert_eq!(answer.json()["decision"], true, "{answer}");
        assert!(answer.json().get("evaluations").is_none(), "{answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_thousand_requests_keep_their_order_and_too_many_are_refused() {
    let server = TestServer::start().await;
    let tokens = [HANDBOOK, NOTES, CHECKLIST];
    let many = |count: usize| {
        let each: Vec<Value> = (0..count).map(|number| json!({"resource": document(tokens[number % 3])})).collect();
        json!({"subject": {"type": "user", "id": "lisi"}, "action": {"name": "view"}, "evaluations": each})
    };
    let answers = decisions(&evaluations(&server, many(1000)).await);
    assert!(answers.iter().enumerate().all(|(number, decision)| *decision == (number % 3 != 1)));
    assert_eq!(answers.len(), 1000);
    let answer = server.post("/access/v1/evaluations", many(10_001)).await;
    assert_eq!((answer.status.as_u16(), answer.json()["field"].clone()), (400, json!("evaluations")), "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn a_subject_search_lists_who_can() {
    let server = TestServer::start().await;
    let body = json!({
        "subject": {"type": "user"}, "action": {"name": "edit"}, "resource": document(HANDBOOK),
        "context": {"time": "2026-10-26T01:22-07:00"},
    });
    let answer = server.post("/access/v1/search/subject", body).await;
    assert_eq!(answer.status, 200, "{answer}");
    let mut wanted = Vec::new();
    for user in ["lisi", "wangwu", "fengkai"] {
        wanted.push(json!({"type": "user", "id": server.open_id(user).await}));
    }
    assert_eq!(answer.json()["results"], json!(wanted), "{answer}");
    assert_eq!(answer.json()["page"], json!({"next_token": "", "count": 3}));
    server.stop().await;
}

#[tokio::test]
async fn a_resource_search_lists_what_can_be_done_to() {
    let server = TestServer::start().await;
    let body = json!({"subject": entity("user wangwu"), "action": {"name": "edit"}, "resource": {"type": "document", "id": "x"}});
    let answer = server.post("/access/v1/search/resource", body).await;
    let ids: Vec<&str> = {
        let json = answer.json();
        let results = json["results"].as_array().unwrap().clone();
        assert!(results.iter().all(|result| result["type"] == "document"), "{answer}");
        results.iter().map(|result| result["id"].as_str().unwrap().to_owned().leak() as &str).collect()
    };
    assert_eq!(ids, [HANDBOOK, "fldcnRdShared0000000000007", "doxcnInsideFolder000000008"], "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn an_action_search_lists_what_one_can_do() {
    let server = TestServer::start().await;
    let body = json!({
        "subject": entity("user luohao"), "resource": document("bascnCampaignBudget00000004"),
        "context": {"time": "2026-10-26T01:22-07:00"},
    });
    let answer = server.post("/access/v1/search/action", body).await;
    insta::assert_snapshot!(answer, @r#"
    200 OK
    {"page":{"next_token":"","count":6},"context":{"revision":"1"},"results":[{"name":"view"},{"name":"comment"},{"name":"share"},{"name":"export"},{"name":"copy"},{"name":"print"}]}
    "#);
    server.stop().await;
}

#[tokio::test]
async fn the_pages_of_a_search_are_one_list() {
    let server = TestServer::start().await;
    let question = json!({
        "subject": {"type": "user"}, "action": {"name": "view"}, "resource": document("doxcnVisitorGuide0000000005"),
    });
    let mut whole = question.clone();
    whole["page"] = json!({"limit": 1000});
    let all = server.post("/access/v1/search/subject", whole).await.json()["results"].as_array().unwrap().clone();
    assert_eq!(all.len(), 24);
    let (mut got, mut page) = (Vec::new(), json!({"limit": 7}));
    loop {
        let mut body = question.clone();
        body["page"] = page;
        let answer = server.post("/access/v1/search/subject", body).await;
        assert_eq!(answer.status, 200, "{answer}");
        let json = answer.json();
        got.extend(json["results"].as_array().unwrap().clone());
        let Some(token) = json["page"]["next_token"].as_str().filter(|token| !token.is_empty()) else { break };
        // Somebody who comes in between is in none of the pages: they all speak of the first one's state.
        server.execute("update user set frozen = 0 where user_id = $1", "zhangsan").await;
        page = json!({"token": token, "limit": 7});
    }
    assert_eq!(got, all);
    server.stop().await;
}

#[tokio::test]
async fn a_page_token_is_good_for_its_own_question_only() {
    let server = TestServer::start().await;
    let question = |action: &str, page: Value| {
        json!({
            "subject": {"type": "user"}, "action": {"name": action}, "resource": document(HANDBOOK), "page": page,
        })
    };
    let first = server.post("/access/v1/search/subject", question("view", json!({"limit": 1}))).await.json();
    let token = first["page"]["next_token"].as_str().unwrap();
    assert!(!token.is_empty());
    let other = server.post("/access/v1/search/subject", question("edit", json!({"token": token}))).await;
    assert_eq!((other.status.as_u16(), other.json()["field"].clone()), (400, json!("page.token")), "{other}");
    let damaged = server.post("/access/v1/search/subject", question("view", json!({"token": "AAAA"}))).await;
    assert_eq!((damaged.status.as_u16(), damaged.json()["field"].clone()), (400, json!("page.token")), "{damaged}");
    let rest = server.post("/access/v1/search/subject", question("view", json!({"token": token}))).await;
    assert_eq!(rest.status, 200, "{rest}");
    server.stop().await;
}

#[tokio::test]
async fn the_metadata_say_where_everything_is() {
    let server = TestServer::start().await;
    let answer = server.send(&Who::Nobody, Method::GET, "/.well-known/authzen-configuration", None).await;
    insta::assert_snapshot!(answer, @r#"
    200 OK
    {"policy_decision_point":"http://127.0.0.1:8686","access_evaluation_endpoint":"http://127.0.0.1:8686/access/v1/evaluation","access_evaluations_endpoint":"http://127.0.0.1:8686/access/v1/evaluations","search_subject_endpoint":"http://127.0.0.1:8686/access/v1/search/subject","search_resource_endpoint":"http://127.0.0.1:8686/access/v1/search/resource","search_action_endpoint":"http://127.0.0.1:8686/access/v1/search/action"}
    "#);
    let json = answer.json();
    for (name, url) in json.as_object().unwrap() {
        let path = url.as_str().unwrap().trim_start_matches("http://127.0.0.1:8686");
        if name != "policy_decision_point" {
            assert_ne!(server.post(path, json!({})).await.status, 404, "{path}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn a_request_id_comes_back() {
    let server = TestServer::start().await;
    let token = server.token(&Who::HrBridge).await.unwrap();
    let ask = async |id: Option<&str>, body: Value| -> Answer {
        let mut request = Request::post("/access/v1/evaluation").header("authorization", format!("Bearer {token}"));
        if let Some(id) = id {
            request = request.header("x-request-id", id);
        }
        server.request(request.body(body.to_string().into()).unwrap()).await
    };
    let id = "bfe9eb29-ab87-4ca3-be83-a1d5d8305716";
    let question = asked("user lisi", "view", &format!("document {HANDBOOK}"));
    assert_eq!(ask(Some(id), question.clone()).await.header("x-request-id"), id);
    assert_eq!(ask(Some(id), json!({})).await.header("x-request-id"), id, "errors too");
    assert_eq!(ask(None, question).await.header("x-request-id").len(), 36);
    server.stop().await;
}

#[tokio::test]
async fn who_asks_must_say_who_it_is_and_hold_the_scope() {
    let server = TestServer::start().await;
    let question = asked("user lisi", "view", &format!("document {HANDBOOK}"));
    let path = "/access/v1/evaluation";
    let mut answers = Vec::new();
    for who in [
        Who::Nobody,
        Who::Token("t-unknown".to_owned()),
        Who::Token("x".to_owned()),
        Who::Person("lisi"),
        Who::DoorDesk,
    ] {
        let answer = server.send(&who, Method::POST, path, Some(question.clone())).await;
        answers.push(format!("{} {:?}", answer.status.as_u16(), answer.header("www-authenticate")));
        assert!(answer.json()["error"].as_str().is_some_and(|error| !error.is_empty()), "{answer}");
    }
    insta::assert_snapshot!(answers.join("\n"), @r#"
    401 "Bearer realm=\"menjin\""
    401 "Bearer realm=\"menjin\""
    401 "Bearer realm=\"menjin\""
    401 "Bearer realm=\"menjin\""
    403 ""
    "#);
    server.stop().await;
}

#[tokio::test]
async fn people_are_known_by_each_of_their_ids() {
    let server = TestServer::start().await;
    let directory = server.directory(DEMO_APP).await;
    let lisi = directory["users"].as_array().unwrap().iter().find(|user| user["user_id"] == "lisi").unwrap().clone();
    for id in ["user_id", "open_id", "union_id"] {
        let subject = format!("user {}", lisi[id].as_str().unwrap());
        let answer = evaluate(&server, asked(&subject, "edit", &format!("document {HANDBOOK}"))).await;
        assert_eq!(answer.json()["decision"], true, "{answer}");
        assert_eq!(answer.json()["context"]["path"][0]["id"], lisi[id], "{answer}");
    }
    let other = server.directory("cli_c3d4e5f6a7b8c9d0").await;
    let other = other["users"].as_array().unwrap().iter().find(|user| user["user_id"] == "lisi").unwrap().clone();
    let subject = format!("user {}", other["open_id"].as_str().unwrap());
    let answer = evaluate(&server, asked(&subject, "edit", &format!("document {HANDBOOK}"))).await;
    assert_eq!(answer.json()["context"]["reason_code"], "unknown_subject", "an open_id of another app: {answer}");
    assert!(may(&server, "department rd", "view", &format!("document {HANDBOOK}")).await);
    server.stop().await;
}
