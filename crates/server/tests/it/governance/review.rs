//! Access reviews.

use http::Method;
use menjin_service::governance::review::schedule;
use menjin_testkit::{TestServer, Who};
use serde_json::{Value, json};

use super::help::{ask, form, governor, owner, page};

const DAY: i64 = 86_400;
const REVIEWS: &str = "/menjin/v1/reviews";

async fn begin(server: &TestServer, who: &Who, scope: Value, due: &str, outcome: &str) -> i64 {
    let body = json!({"name": "<script>alert(1)</script> Q1", "scope": scope, "due": due, "outcome": outcome});
    let made = ask(server, who, Method::POST, REVIEWS, Some(body)).await;
    assert_eq!(made.status, 200, "{made}");
    made.json()["id"].as_i64().unwrap()
}

fn everything() -> Value {
    json!({
        "groups": ["g-oncall"],
        "documents": ["bascnCampaignBudget00000004", "doxcnOncallHandbook00000001"],
        "apps": ["cli_a1b2c3d4e5f6a7b8"],
        "doors": ["7296700518380863770"],
    })
}

async fn get(server: &TestServer, who: &Who, path: &str) -> Value {
    let answer = ask(server, who, Method::GET, path, None).await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()
}

async fn decide(server: &TestServer, who: &Who, id: i64, positions: &[i64], decision: &str) -> u16 {
    let items: Vec<Value> = positions.iter().map(|one| json!({"position": one, "decision": decision})).collect();
    let path = format!("{REVIEWS}/{id}/decide");
    ask(server, who, Method::POST, &path, Some(json!({"items": items}))).await.status.as_u16()
}

async fn kinds(server: &TestServer, who: &Who) -> Vec<String> {
    let inbox = get(server, who, "/menjin/v1/inbox").await;
    inbox["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_review_asks_about_everything_in_its_scope() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let id = begin(&server, &who, everything(), "2026-02-01", "keep").await;
    let data = get(&server, &who, &format!("{REVIEWS}/{id}?page_size=200")).await;
    let told: Vec<String> = data["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            format!(
                "{} {} {}",
                item["resource"].as_str().unwrap(),
                item["holder"].as_str().unwrap(),
                item["grant"].as_str().unwrap()
            )
        })
        .collect();
    let rd = server.open_department_id("rd").await;
    assert_eq!(
        told,
        [
            "group:g-oncall user:lisi member".to_owned(),
            "group:g-oncall user:wangwu member".to_owned(),
            "group:g-oncall user:fengkai member".to_owned(),
            "document:bascnCampaignBudget00000004 group:g-campaign edit".to_owned(),
            "document:bascnCampaignBudget00000004 user:luohao view".to_owned(),
            "document:doxcnOncallHandbook00000001 group:g-oncall edit".to_owned(),
            format!("document:doxcnOncallHandbook00000001 department:{rd} view"),
            "app:cli_a1b2c3d4e5f6a7b8 user:caolei administrator".to_owned(),
            "app:cli_a1b2c3d4e5f6a7b8 user:hanxue developer".to_owned(),
            "door_rule:7298933941867135003 user:luohao open".to_owned(),
            "door_rule:7298933941867135003 user:liangyu open".to_owned(),
        ]
    );
    assert_eq!(data["items"][0]["holder_name"], "李四");
    assert_eq!(data["review"]["total"], 11);
    assert_eq!(kinds(&server, &who).await, ["review.created"]);
}

#[tokio::test]
async fn closing_removes_what_was_decided_and_nothing_else() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let id = begin(&server, &who, everything(), "2026-02-01", "keep").await;
    assert_eq!(decide(&server, &who, id, &[1, 4, 5, 7, 8, 10], "remove").await, 200);
    assert_eq!(decide(&server, &who, id, &[2], "keep").await, 200);
    assert_eq!(decide(&server, &who, id, &[8], "keep").await, 200, "one may think better of it");

    let path = format!("{REVIEWS}/{id}/close");
    let token = server.token(&who).await.unwrap();
    let trial = http::Request::post(&path)
        .header("authorization", format!("Bearer {token}"))
        .header("x-menjin-dry-run", "true")
        .body(http_body_util::Full::from("{}"))
        .unwrap();
    let trial = server.request(trial).await;
    assert_eq!(trial.json()["removed"], 5, "{trial}");
    assert!(trial.json()["impact"]["totals"].as_object().is_some_and(|totals| !totals.is_empty()), "{trial}");
    assert_eq!(get(&server, &who, &format!("{REVIEWS}/{id}")).await["review"]["removed"], 0);

    let closed = ask(&server, &who, Method::POST, &path, Some(json!({}))).await;
    assert_eq!((&closed.json()["removed"], &closed.json()["failed"]), (&json!(5), &json!([])), "{closed}");
    let members = server.get("/open-apis/contact/v3/group/g-oncall/member/simplelist?member_id_type=user_id").await;
    let ids: Vec<Value> =
        members.data("/memberlist").as_array().unwrap().iter().map(|one| one["member_id"].clone()).collect();
    assert_eq!(ids, ["wangwu", "fengkai"]);
    let second = begin(&server, &who, everything(), "2026-02-01", "keep").await;
    assert_eq!(get(&server, &who, &format!("{REVIEWS}/{second}")).await["review"]["total"], 6);

    let history = get(&server, &who, &format!("/menjin/v1/audit?actor=review:{id}")).await;
    let actions: Vec<&str> =
        history["items"].as_array().unwrap().iter().map(|item| item["action"].as_str().unwrap()).collect();
    assert_eq!(
        actions,
        [
            "acs.v1.rule_external.create",
            "drive.v1.permission_member.delete",
            "drive.v1.permission_member.delete",
            "drive.v1.permission_member.delete",
            "contact.v3.group_member.remove",
        ]
    );
    let again = ask(&server, &who, Method::POST, &path, Some(json!({}))).await;
    assert_eq!(again.status, 409, "{again}");
    assert_eq!(decide(&server, &who, id, &[3], "remove").await, 409);
}

#[tokio::test]
async fn a_review_reminds_and_then_does_as_it_says_when_nobody_answers() {
    for (outcome, left) in [("keep", 3), ("remove", 0)] {
        let server = TestServer::start().await;
        let who = governor(&server).await;
        let id = begin(&server, &who, json!({"groups": ["g-oncall"]}), "2026-01-20", outcome).await;
        // The end of the twentieth in UTC+8 is 19 days and 16 hours away.
        let mut steps = Vec::new();
        for days in [1, 11, 1, 5, 1, 0, 2] {
            server.advance(days * DAY);
            schedule::turn(server.cx()).await.unwrap();
            schedule::turn(server.cx()).await.unwrap();
            steps.push(kinds(&server, &who).await.len());
        }
        assert_eq!(steps, [1, 1, 2, 2, 3, 3, 5], "created, seven days, one day, due and closed");
        let data = get(&server, &who, &format!("{REVIEWS}/{id}")).await;
        assert!(data["review"]["closed"].is_string());
        assert_eq!(data["items"][0]["decision"], outcome);
        let members = get(&server, &who, &format!("/menjin/v1/audit?actor=review:{id}&action=contact")).await;
        assert_eq!(3 - members["items"].as_array().unwrap().len(), left);
    }
}

#[tokio::test]
async fn bad_input_is_refused_by_its_field() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let good = json!({"name": "n", "scope": {"groups": ["g-oncall"]}, "due": "2026-02-01", "outcome": "keep"});
    for (field, value, named) in [
        ("name", json!(" "), "name"),
        ("scope", json!({}), "scope"),
        ("scope", json!({"groups": ["g-infra-dyn"]}), "scope.groups"),
        ("scope", json!({"groups": ["nowhere"]}), "scope.groups"),
        ("scope", json!({"groups": ["g-empty"]}), "scope"),
        ("due", json!("2025-12-31"), "due"),
        ("due", json!("soon"), "due"),
        ("owner", json!("nobody"), "owner"),
    ] {
        let mut body = good.clone();
        body[field] = value;
        let answer = ask(&server, &who, Method::POST, REVIEWS, Some(body)).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["field"]), (400, &json!(named)), "{answer}");
    }
    let id = begin(&server, &who, json!({"groups": ["g-oncall"]}), "2026-02-01", "keep").await;
    assert_eq!(decide(&server, &who, id, &[1, 99], "remove").await, 400);
    assert_eq!(get(&server, &who, &format!("{REVIEWS}/{id}")).await["review"]["remove"], 0, "all or none");
    assert_eq!(decide(&server, &who, id, &[], "remove").await, 400);
    let auditor = super::help::token_of(&server, owner(&server).await.id, &[menjin_model::Right::Read]).await;
    assert_eq!(decide(&server, &auditor, id, &[1], "remove").await, 403);
}

#[tokio::test]
async fn the_pages_lead_from_a_new_review_to_its_end() {
    let server = TestServer::start().await;
    assert_eq!(page(&server, "/console/reviews", "en").await.status, 200);
    assert_eq!(page(&server, "/console/reviews/new", "zh").await.status, 200);
    let wrong = form(&server, "/console/reviews", "name=&groups=g-oncall&due=2026-02-01&outcome=keep").await;
    assert_eq!(wrong.status, 422, "{wrong}");
    assert!(wrong.text.contains("aria-invalid") && wrong.text.contains("2026-02-01"), "{wrong}");
    let made =
        form(&server, "/console/reviews", "name=%3Cscript%3Ex&groups=g-oncall&due=2026-02-01&outcome=remove").await;
    assert_eq!(made.status, 303, "{made}");
    let to = made.header("location").to_owned();
    let path = to.split('?').next().unwrap().to_owned();
    let shown = page(&server, &path, "en").await;
    assert!(shown.text.contains("&#60;script&#62;x") && shown.text.contains("李四"), "{shown}");
    assert_eq!(form(&server, &format!("{path}/decide"), "one=keep+1").await.status, 303);
    assert_eq!(form(&server, &format!("{path}/decide"), "id=2&id=3&all=remove").await.status, 303);
    let shown = page(&server, &format!("{path}/close"), "en").await;
    assert_eq!(shown.status, 200);
    assert!(shown.text.contains("2 memberships and grants"), "{shown}");
    assert_eq!(form(&server, &format!("{path}/close"), "").await.status, 303);
    assert!(page(&server, &path, "en").await.text.contains("removed"));
    assert_eq!(form(&server, &format!("{path}/close"), "").await.status, 409);
}
