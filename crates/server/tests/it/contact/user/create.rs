//! Creating people.

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::{DEMO_APP, TestServer, Who};
use serde_json::json;

use super::{IDS, newcomer};
use crate::contact::may_all;

#[tokio::test]
async fn a_newcomer_is_active_and_has_every_field() {
    let server = TestServer::start().await;
    let body = newcomer(json!({
        "user_id": "xin", "email": "xin@example.com", "en_name": "New", "leader_user_id": "lisi", "gender": 2,
        "department_ids": ["it", "hr"], "join_time": 0, "employee_no": "1", "job_title": "工程师",
        "custom_attrs": [{"type": "TEXT", "id": "C-1", "value": {"text": "x"}}], "dotted_line_leader_user_ids": ["wangwu"],
    }));

    let answer = server.post(&format!("/open-apis/contact/v3/users?{IDS}"), body).await;

    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"user":{"union_id":"on_f84e4f78124bcd1a70de642c6bdda1f8","user_id":"xin","open_id":"ou_1be89dfbceb007bb5a89fcdef3ae430a","name":"新人","en_name":"New","nickname":"","email":"xin@example.com","mobile":"+8613900000001","mobile_visible":true,"gender":2,"avatar_key":"","status":{"is_frozen":false,"is_resigned":false,"is_activated":true,"is_exited":false,"is_unjoin":false},"department_ids":["it","hr"],"leader_user_id":"lisi","city":"","country":"","work_station":"","join_time":0,"is_tenant_manager":false,"employee_no":"1","employee_type":1,"orders":[{"department_id":"it","user_order":0,"department_order":1,"is_primary_dept":true},{"department_id":"hr","user_order":0,"department_order":0,"is_primary_dept":false}],"custom_attrs":[{"type":"TEXT","id":"C-1","value":{"text":"x"}}],"enterprise_email":"","job_title":"工程师","is_frozen":false,"geo":"","job_level_id":"","job_family_id":"","dotted_line_leader_user_ids":["wangwu"]}}}
    "#);
    let read = server.get(&format!("/open-apis/contact/v3/users/xin?{IDS}")).await.ok();
    let mut created = answer.data("/user");
    // The call that reads one person leaves this to the status.
    created.as_object_mut().unwrap().remove("is_frozen");
    assert_eq!(read.data("/user"), created);
}

#[tokio::test]
async fn what_is_not_given_is_made() {
    let server = TestServer::start().await;

    let answer =
        server.post("/open-apis/contact/v3/users?department_id_type=department_id", newcomer(json!({}))).await.ok();

    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"user":{"union_id":"on_f84e4f78124bcd1a70de642c6bdda1f8","user_id":"bee620a5","open_id":"ou_1be89dfbceb007bb5a89fcdef3ae430a","name":"新人","en_name":"","nickname":"","email":"","mobile":"+8613900000001","mobile_visible":true,"gender":0,"avatar_key":"","status":{"is_frozen":false,"is_resigned":false,"is_activated":true,"is_exited":false,"is_unjoin":false},"department_ids":["it"],"leader_user_id":"","city":"","country":"","work_station":"","join_time":1767225600,"is_tenant_manager":false,"employee_no":"","employee_type":1,"orders":[{"department_id":"it","user_order":0,"department_order":0,"is_primary_dept":true}],"enterprise_email":"","job_title":"","is_frozen":false,"geo":"","job_level_id":"","job_family_id":""}}}
    "#);
}

#[tokio::test]
async fn every_app_meets_a_newcomer_under_an_id_of_its_own() {
    let server = TestServer::start().await;
    let created =
        server.post(&format!("/open-apis/contact/v3/users?{IDS}"), newcomer(json!({"user_id": "xin"}))).await.ok();

    let mut ids = Vec::new();
    for app in [DEMO_APP, "cli_b2c3d4e5f6a7b8c9", "cli_c3d4e5f6a7b8c9d0"] {
        let directory = server.directory(app).await;
        let users = directory["users"].as_array().unwrap();
        let user = users.iter().find(|user| user["user_id"] == "xin").unwrap();
        assert_eq!(user["union_id"], created.data("/user/union_id"));
        ids.push(user["open_id"].as_str().unwrap().to_owned());
    }

    assert_eq!(ids[0], created.text_at("/user/open_id"));
    assert!(ids.iter().all(|id| id.len() == 35 && id.starts_with("ou_")), "{ids:?}");
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
}

#[tokio::test]
async fn the_same_token_and_parameters_get_the_first_answer_again() {
    let server = TestServer::start().await;
    let path = format!("/open-apis/contact/v3/users?{IDS}&client_token=t-1");
    let first = server.post(&path, newcomer(json!({}))).await.ok();

    let again = server.post(&path, newcomer(json!({}))).await;

    assert_eq!(again.text, first.text);
    server.advance(24 * 3600);
    // By then the first access token is over too.
    let again = Who::App(DEMO_APP.to_owned());
    let late = server.send(&again, Method::POST, &path, Some(newcomer(json!({})))).await;
    assert_eq!(late.code(), 41001, "the token is forgotten, the number is taken: {late}");
}

#[tokio::test]
async fn of_two_calls_at_once_with_one_token_only_one_makes_somebody() {
    let server = TestServer::start().await;
    let _ = server.token(&Who::HrBridge).await;
    let path = format!("/open-apis/contact/v3/users?{IDS}&client_token=t-1");

    let (one, other) = tokio::join!(server.post(&path, newcomer(json!({}))), server.post(&path, newcomer(json!({}))));

    assert_eq!((one.code(), &one.text), (0, &other.text));
}

#[tokio::test]
async fn a_token_belongs_to_one_call_of_one_app() {
    let server = TestServer::start().await;
    may_all(&server).await;
    let users = format!("/open-apis/contact/v3/users?{IDS}&client_token=t-1");
    let _ = server.post(&users, newcomer(json!({}))).await.ok();

    let department = json!({"name": "平台", "parent_department_id": "rd"});
    let departments = format!("/open-apis/contact/v3/departments?{IDS}&client_token=t-1");
    assert_eq!(server.post(&departments, department).await.code(), 0);
    let body = newcomer(json!({"mobile": "13900000002", "department_ids": ["admin-office"]}));
    assert_eq!(server.send(&Who::DoorDesk, Method::POST, &users, Some(body)).await.code(), 0);
}

#[tokio::test]
async fn a_refused_call_leaves_its_token_unused_and_nobody_behind() {
    let server = TestServer::start().await;
    let path = format!("/open-apis/contact/v3/users?{IDS}&client_token=t-1");
    let taken = server.post(&path, newcomer(json!({"user_id": "xin", "leader_user_id": "nobody"}))).await;
    assert_eq!(taken.code(), 44022);
    assert_eq!(server.get(&format!("/open-apis/contact/v3/users/xin?{IDS}")).await.code(), 99_992_360);

    let answer = server.post(&path, newcomer(json!({"user_id": "xin"}))).await;

    assert_eq!(answer.code(), 0, "{answer}");
}

#[tokio::test]
async fn whoever_takes_the_id_of_somebody_who_left_inherits_nothing() {
    let server = TestServer::start().await;
    let old = server.open_id("lisi").await;
    let _ = server.delete("/open-apis/contact/v3/users/lisi?user_id_type=user_id").await.ok();

    let body = newcomer(json!({"user_id": "lisi", "mobile": "13800000002", "email": "lisi@example.com"}));
    let created = server.post(&format!("/open-apis/contact/v3/users?{IDS}"), body).await.ok();

    assert_ne!(created.text_at("/user/open_id"), old);
    let found = server.get(&format!("/open-apis/contact/v3/users/lisi?{IDS}")).await.ok();
    assert_eq!(found.data("/user/open_id"), created.data("/user/open_id"), "the id now leads to the newcomer");
    let left = server.get(&format!("/open-apis/contact/v3/users/{old}")).await.ok();
    assert_eq!(left.data("/user/status/is_resigned"), true);
}

#[tokio::test]
async fn everything_missing_is_told_at_once_in_the_order_of_the_documentation() {
    let server = TestServer::start().await;

    let answer = server.post("/open-apis/contact/v3/users", json!({"name": null})).await;

    let fields: Vec<String> = answer.json()["error"]["field_violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|violation| violation["description"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        fields,
        ["name is required", "mobile is required", "department_ids is required", "employee_type is required"]
    );
}

#[tokio::test]
async fn a_person_has_no_say_over_others_accounts() {
    let server = TestServer::start().await;

    let answer =
        server.send(&Who::Person("lisi"), Method::POST, "/open-apis/contact/v3/users", Some(newcomer(json!({})))).await;

    assert_eq!(answer.code(), 99_991_668, "{answer}");
}
