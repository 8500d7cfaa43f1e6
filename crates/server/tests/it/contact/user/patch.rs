//! Changing people.

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::{TestServer, Who};
use serde_json::json;

use super::IDS;
use crate::contact::changes;

fn lisi() -> String {
    format!("/open-apis/contact/v3/users/lisi?{IDS}")
}

#[tokio::test]
async fn what_is_absent_stays_and_what_is_given_changes() {
    let server = TestServer::start().await;
    let before = server.get(&lisi()).await.ok();

    let change = json!({"nickname": "小李", "job_title": "运维", "city": null, "employee_no": "7", "gender": 1});
    let answer = server.patch(&lisi(), change).await.ok();

    let mut expected = before.data("/user");
    for (field, value) in [
        ("nickname", json!("小李")),
        ("job_title", json!("运维")),
        ("employee_no", json!("7")),
        ("gender", json!(1)),
        ("is_frozen", json!(false)),
    ] {
        expected[field] = value;
    }
    assert_eq!(answer.data("/user"), expected);
    let cleared = server.patch(&lisi(), json!({"job_title": " ", "employee_no": "", "join_time": 0})).await.ok();
    assert_eq!(
        (cleared.text_at("/user/job_title"), cleared.text_at("/user/employee_no")),
        (String::new(), String::new())
    );
    assert!(cleared.data("/user/join_time").is_null());
}

#[tokio::test]
async fn moving_makes_the_first_department_the_primary_one() {
    let server = TestServer::start().await;

    let answer = server.patch(&lisi(), json!({"department_ids": ["hr", "it", "hr"]})).await.ok();

    assert_snapshot!(answer.data("/user/orders"), @r#"[{"department_id":"hr","user_order":0,"department_order":1,"is_primary_dept":true},{"department_id":"it","user_order":0,"department_order":0,"is_primary_dept":false}]"#);
    assert_eq!(answer.data("/user/department_ids"), json!(["hr", "it"]));
    assert_eq!(server.get(&lisi()).await.data("/user/orders"), answer.data("/user/orders"));
}

#[tokio::test]
async fn orders_say_which_department_is_the_primary_one() {
    let server = TestServer::start().await;
    let orders = json!([{"department_id": "it", "user_order": 5, "department_order": 9}, {"department_id": "hr"}]);

    let answer = server.patch(&lisi(), json!({"department_ids": ["hr", "it", "design"], "orders": orders})).await.ok();

    assert_snapshot!(answer.data("/user/orders"), @r#"[{"department_id":"it","user_order":5,"department_order":9,"is_primary_dept":true},{"department_id":"design","user_order":0,"department_order":0,"is_primary_dept":false},{"department_id":"hr","user_order":0,"department_order":0,"is_primary_dept":false}]"#);
}

#[tokio::test]
async fn memberships_stay_when_somebody_moves_and_follow_through_departments() {
    let server = TestServer::start().await;
    let group = "/open-apis/contact/v3/group/g-oncall";
    let before = server.get(group).await.ok();

    let _ = server.patch(&lisi(), json!({"department_ids": ["hr"]})).await.ok();

    assert_eq!(server.get(group).await.text, before.text);
}

#[tokio::test]
async fn a_frozen_person_stays_a_member() {
    let server = TestServer::start().await;

    let answer = server.patch(&lisi(), json!({"is_frozen": true})).await.ok();

    assert_eq!(answer.data("/user/is_frozen"), true);
    assert_eq!(answer.data("/user/status/is_frozen"), true);
    assert_eq!(server.get("/open-apis/contact/v3/group/g-oncall").await.data("/group/member_user_count"), 3);
    let thawed = server.patch(&lisi(), json!({"is_frozen": false})).await.ok();
    assert_eq!(thawed.data("/user/is_frozen"), false);
}

#[tokio::test]
async fn moving_and_freezing_are_counted_once_a_second_and_the_rest_is_not() {
    let server = TestServer::start().await;
    server.cx().limits.switch(true);
    let _ = server.patch(&lisi(), json!({"is_frozen": false})).await.ok();

    let second = server.patch(&lisi(), json!({"department_ids": ["hr"]})).await;

    assert_eq!((second.status.as_u16(), second.code()), (429, 99_991_400), "{second}");
    assert_eq!((second.header("x-ogw-ratelimit-limit"), second.header("x-ogw-ratelimit-reset")), ("1", "1"));
    assert_eq!(server.patch(&lisi(), json!({"nickname": "x"})).await.code(), 0);
    server.advance(1);
    assert_eq!(server.patch(&lisi(), json!({"department_ids": ["hr"]})).await.code(), 0);
}

#[tokio::test]
async fn a_refused_change_changes_nothing() {
    let server = TestServer::start().await;
    let before = server.get(&lisi()).await.ok();

    let answer =
        server.patch(&lisi(), json!({"name": "别名", "department_ids": ["hr"], "leader_user_id": "nobody"})).await;

    assert_eq!(answer.code(), 40001, "{answer}");
    assert_eq!(server.get(&lisi()).await.text, before.text);
}

#[tokio::test]
async fn a_change_to_what_is_already_so_is_a_success_without_history() {
    let server = TestServer::start().await;
    let before = changes(&server).await;
    let _ = server
        .patch(&lisi(), json!({"name": "李四", "mobile": "13800000002", "department_ids": ["rd-infra"]}))
        .await
        .ok();
    let _ = server.patch(&lisi(), json!({})).await.ok();

    assert_eq!(changes(&server).await, before);
    let _ = server.patch(&lisi(), json!({"name": "李思"})).await.ok();
    assert_eq!(changes(&server).await, before + 1);
}

#[tokio::test]
async fn a_person_changes_names_and_picture() {
    let server = TestServer::start().await;

    let change = json!({"name": "李思", "en_name": "Li", "avatar_key": "k"});
    let answer = server.send(&Who::Person("lisi"), Method::PATCH, &lisi(), Some(change)).await.ok();

    assert_eq!(answer.data("/user/name"), json!("李思"));
}

#[tokio::test]
async fn a_leader_who_left_is_shown_to_nobody() {
    let server = TestServer::start().await;
    let change = json!({"leader_user_id": "wangwu", "dotted_line_leader_user_ids": ["wangwu", "zhangsan"]});
    let led = server.patch(&lisi(), change).await.ok();
    assert_eq!(led.data("/user/leader_user_id"), json!("wangwu"));

    let _ = server.delete("/open-apis/contact/v3/users/wangwu?user_id_type=user_id").await.ok();

    let answer = server.get(&lisi()).await.ok();
    assert_eq!(answer.data("/user/leader_user_id"), json!(""));
    assert_eq!(answer.data("/user/dotted_line_leader_user_ids"), json!(["zhangsan"]));
}
