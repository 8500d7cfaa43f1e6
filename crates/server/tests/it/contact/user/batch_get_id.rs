//! Finding people by mail address or number.

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::{TestServer, Who};
use serde_json::json;

use crate::contact::may_all;

const FIND: &str = "/open-apis/contact/v3/users/batch_get_id?user_id_type=user_id";

#[tokio::test]
async fn every_question_has_an_entry_addresses_first() {
    let server = TestServer::start().await;
    let body = json!({"mobiles": ["13800000003", "+8613800000002", "1"], "emails": ["lisi@example.com", "nobody@example.com"]});

    let answer = server.post(FIND, body).await;

    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"user_list":[{"user_id":"lisi","email":"lisi@example.com","status":{"is_frozen":false,"is_resigned":false,"is_activated":true,"is_exited":false,"is_unjoin":false}},{"email":"nobody@example.com"},{"user_id":"wangwu","mobile":"13800000003","status":{"is_frozen":false,"is_resigned":false,"is_activated":true,"is_exited":false,"is_unjoin":false}},{"user_id":"lisi","mobile":"+8613800000002","status":{"is_frozen":false,"is_resigned":false,"is_activated":true,"is_exited":false,"is_unjoin":false}},{"mobile":"1"}]}}
    "#);
}

#[tokio::test]
async fn nothing_asked_is_nothing_found() {
    let server = TestServer::start().await;

    assert_eq!(server.post(FIND, json!({})).await.text, r#"{"code":0,"msg":"success","data":{"user_list":[]}}"#);
}

#[tokio::test]
async fn whoever_left_is_found_only_when_asked_and_behind_those_present() {
    let server = TestServer::start().await;
    let find = async |all: bool| {
        let body = json!({"emails": ["lisi@example.com"], "mobiles": ["13800000002"], "include_resigned": all});
        server.post(FIND, body).await.ok().data("/user_list")
    };
    let _ = server.delete("/open-apis/contact/v3/users/lisi?user_id_type=user_id").await.ok();
    assert_eq!(find(false).await, json!([{"email": "lisi@example.com"}, {"mobile": "13800000002"}]));
    let left = find(true).await;
    assert_eq!((&left[0]["user_id"], &left[0]["status"]["is_resigned"]), (&json!("lisi"), &json!(true)));
    assert_eq!(left[1]["user_id"], "lisi");

    let _ = server
        .patch("/open-apis/contact/v3/users/wangwu?user_id_type=user_id", json!({"email": "lisi@example.com"}))
        .await
        .ok();

    assert_eq!(find(true).await[0]["user_id"], "wangwu");
}

#[tokio::test]
async fn whoever_is_out_of_range_is_not_found() {
    let server = TestServer::start().await;
    may_all(&server).await;
    let body = json!({"emails": ["lisi@example.com", "dengchao@example.com"]});

    let answer = server.send(&Who::DoorDesk, Method::POST, FIND, Some(body)).await.ok();

    let list = answer.data("/user_list");
    assert_eq!(list[0], json!({"email": "lisi@example.com"}));
    assert_eq!(list[1]["user_id"], "dengchao");
}
