//! Dry runs: the same checks and refusals, nothing changed, and who would gain and who would lose what.

use bytes::Bytes;
use http::{Method, Request, header::AUTHORIZATION};
use http_body_util::Full;
use insta::assert_snapshot;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

use super::may;

const HANDBOOK: &str = "/open-apis/drive/v1/permissions/doxcnOncallHandbook00000001/members";

/// Tries a call without meaning it.
async fn try_as(server: &TestServer, who: &Who, word: &str, method: Method, path: &str, body: &Value) -> Answer {
    let token = server.token(who).await.unwrap();
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(AUTHORIZATION, format!("Bearer {token}"))
        .header("X-Menjin-Dry-Run", word)
        .body(Full::from(Bytes::from(body.to_string())))
        .unwrap();
    server.request(request).await
}

pub(super) async fn try_out(server: &TestServer, method: Method, path: &str, body: Value) -> Answer {
    try_as(server, &Who::HrBridge, "true", method, path, &body).await
}

/// The impact without what differs from time to time.
fn impact(answer: &Answer) -> Value {
    let mut impact = answer.json()["impact"].clone();
    assert_eq!(impact["id"].as_str().map(str::len), Some(32), "{answer}");
    impact["id"] = "…".into();
    if !impact["page_token"].is_null() {
        impact["page_token"] = "…".into();
    }
    impact
}

async fn head(server: &TestServer) -> Vec<(i64,)> {
    server.rows("select max(revision) from change where $1 = ''", "").await
}

#[tokio::test]
async fn a_dry_run_changes_nothing_and_says_who_would_lose_what() {
    let server = TestServer::start().await;
    let before = head(&server).await;
    let path = "/open-apis/contact/v3/group/g-oncall/member/remove?user_id_type=user_id";
    let member = json!({"member_type": "user", "member_id_type": "user_id", "member_id": "lisi"});
    let answer = try_out(&server, Method::POST, path, member.clone()).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (200, 0), "{answer}");
    assert_snapshot!(serde_json::to_string_pretty(&impact(&answer)).unwrap());
    assert_eq!(head(&server).await, before, "nothing is written");
    assert!(may(&server, "user lisi", "member", "group g-oncall").await, "nothing is changed");

    server.post(path, member).await.ok();
    assert!(!may(&server, "user lisi", "member", "group g-oncall").await, "meant, it is done");
    server.stop().await;
}

#[tokio::test]
async fn a_grant_says_who_would_gain_what() {
    let server = TestServer::start().await;
    let body = json!({"member_type": "userid", "member_id": "sunqi", "perm": "edit"});
    let path = format!("{HANDBOOK}?type=docx");
    let answer = try_as(&server, &Who::Person("lisi"), "true", Method::POST, &path, &body).await.ok();
    let impact = impact(&answer);
    let gained: Vec<&str> =
        impact["items"].as_array().unwrap().iter().map(|item| item["action"].as_str().unwrap()).collect();
    assert!(impact["totals"]["gain"].as_u64() > Some(0), "{impact}");
    assert_eq!(impact["totals"]["lose"], 0);
    assert_eq!(impact["totals"]["subjects"], 1);
    assert!(gained.contains(&"edit"), "{impact}");
    server.stop().await;
}

#[tokio::test]
async fn what_would_be_refused_is_refused() {
    let server = TestServer::start().await;
    let taken = json!({"name": "值班组"});
    let answer = try_out(&server, Method::POST, "/open-apis/contact/v3/group", taken).await;
    assert_eq!(answer.code(), 47009, "{answer}");
    assert_eq!(answer.json()["impact"], Value::Null);
    server.stop().await;
}

#[tokio::test]
async fn what_concerns_nobody_has_an_empty_impact() {
    let server = TestServer::start().await;
    let fresh = json!({"name": "机房巡检"});
    let answer = try_out(&server, Method::POST, "/open-apis/contact/v3/group", fresh.clone()).await.ok();
    let impact = impact(&answer);
    assert_eq!(impact["totals"], json!({"gain": 0, "lose": 0, "subjects": 0, "resources": 0}));
    assert_eq!(impact["items"], json!([]));
    assert_eq!(impact["has_more"], false);
    server.post("/open-apis/contact/v3/group", fresh).await.ok();
    server.stop().await;
}

#[tokio::test]
async fn a_word_that_is_neither_yes_nor_no_writes_nothing() {
    let server = TestServer::start().await;
    let body = json!({"name": "机房巡检"});
    let path = "/open-apis/contact/v3/group";
    let answer = try_as(&server, &Who::HrBridge, "yes", Method::POST, path, &body).await;
    assert_eq!(answer.status, 400, "{answer}");
    assert_eq!(answer.json()["error"]["field_violations"][0]["field"], "X-Menjin-Dry-Run");
    let meant = try_as(&server, &Who::HrBridge, "false", Method::POST, path, &body).await.ok();
    assert_eq!(meant.json()["impact"], Value::Null, "false means it");
    server.stop().await;
}

#[tokio::test]
async fn reading_is_never_a_dry_run() {
    let server = TestServer::start().await;
    let path = "/open-apis/contact/v3/group/g-oncall";
    let answer = try_out(&server, Method::GET, path, json!({})).await.ok();
    assert_eq!(answer.json()["impact"], Value::Null);
    server.stop().await;
}

#[tokio::test]
async fn a_client_token_is_not_used_up() {
    let server = TestServer::start().await;
    let path = "/open-apis/contact/v3/departments?client_token=once&department_id_type=department_id";
    let body = json!({"name": "新部门", "parent_department_id": "0"});
    try_out(&server, Method::POST, path, body.clone()).await.ok();
    let made = server.post(path, body).await.ok();
    assert!(made.data("/department/name").as_str().is_some(), "{made}");
    server.stop().await;
}

#[tokio::test]
async fn whoever_asked_may_page_through_an_impact_and_nobody_else() {
    let server = TestServer::start().await;
    // Who is resigned loses all there was.
    let path = "/open-apis/contact/v3/users/lisi?user_id_type=user_id";
    let answer = try_out(&server, Method::DELETE, path, json!({})).await.ok();
    let told = answer.json()["impact"].clone();
    let id = told["id"].as_str().unwrap();
    let all = told["totals"]["gain"].as_u64().unwrap() + told["totals"]["lose"].as_u64().unwrap();
    assert!(all > 7, "{told}");

    for (list, count) in [("items", usize::try_from(all).unwrap()), ("resources", usize::MAX)] {
        let (mut seen, mut token) = (Vec::new(), String::new());
        loop {
            let path = format!("/menjin/v1/impact/{id}?list={list}&page_size=7&user_id_type=user_id{token}");
            let page = server.get(&path).await;
            assert_eq!(page.status, 200, "{page}");
            let page = page.json();
            seen.extend(page[list].as_array().unwrap().clone());
            match page["page_token"].as_str() {
                Some(next) => token = format!("&page_token={next}"),
                None => break,
            }
        }
        let first: Vec<Value> = told[list].as_array().unwrap().clone();
        assert_eq!(&seen[..first.len()], &first[..], "{list} goes on where the answer ended");
        assert!(count == usize::MAX || seen.len() == count, "{} of {count} {list}", seen.len());
    }
    let bad = server.get(&format!("/menjin/v1/impact/{id}?page_token=x")).await;
    assert_eq!((bad.status.as_u16(), bad.json()["field"].as_str()), (400, Some("page_token")), "{bad}");

    for who in [Who::HandbookBot, Who::Person("lisi")] {
        let answer = server.send(&who, Method::GET, &format!("/menjin/v1/impact/{id}"), None).await;
        assert_eq!(answer.status, 404, "{answer}");
    }
    server.advance(3600);
    let late = server.get(&format!("/menjin/v1/impact/{id}")).await;
    assert_eq!(late.status, 404, "{late}");
    server.stop().await;
}
