//! The life of a door rule, and the shapes of its answers.

use std::fmt::Write;

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::TestServer;
use serde_json::{Value, json};

use super::{NORTH, RULES, SOUTH, change, make, names_at, read, revisions, send, user};

const PLAIN: &str = "/open-apis/acs/v1/rule_external";

#[tokio::test]
async fn takes_the_request_of_the_official_page() {
    let server = TestServer::start().await;
    let lisi = server.open_id("lisi").await;
    let body = json!({"rule": {
        "id": "34252345234523", "name": "South gate", "devices": [{"id": SOUTH, "name": "North gate"}],
        "user_count": "3",
        "users": [{"user_type": 1, "user_id": lisi, "user_name": "Zhang San", "phone_num": "1357890001",
                   "department_id": "od-f7d44ab733f7602f5cc5194735fd9aaf"}],
        "visitor_count": "3", "visitors": [], "remind_face": false,
        "opening_time": {"valid_day": {"start_day": 1_699_031_483, "end_day": 1_699_931_483}, "weekdays": [3, 2, 1],
                         "day_times": [{"start_hhmm": 1200, "end_hhmm": 1400}]},
        "is_temp": false,
    }});

    let answer = send(&server, Method::POST, PLAIN, body).await;

    let id = answer.text_at("/rule_id");
    assert_eq!(
        answer.to_string(),
        format!("200 OK\n{{\"code\":0,\"msg\":\"success\",\"data\":{{\"rule_id\":\"{id}\"}}}}")
    );
    assert_eq!((id.len(), id.bytes().all(|byte| byte.is_ascii_digit())), (19, true));
    let infra = server.open_department_id("rd-infra").await;
    let shown = read(&server, &id).await.to_string();
    let shown = shown.replace(&id, "<rule>").replace(&infra, "<rd-infra>");
    assert_snapshot!(shown, @r#"{"id":"<rule>","name":"South gate","devices":[{"id":"7296700518380863768","name":"南门"}],"user_count":"1","users":[{"user_type":1,"user_id":"lisi","user_name":"李四","phone_num":"+8613800000002","department_id":"<rd-infra>"}],"visitor_count":"0","visitors":[],"remind_face":false,"opening_time":{"valid_day":{"start_day":1699031483,"end_day":1699931483},"weekdays":[1,2,3],"day_times":[{"start_hhmm":1200,"end_hhmm":1400}]},"is_temp":false}"#);
    server.stop().await;
}

#[tokio::test]
async fn takes_numbers_where_the_python_sdk_sends_them() {
    let server = TestServer::start().await;
    let door: i64 = NORTH.parse().unwrap();
    let body =
        json!({"rule": {"id": 342, "name": "Gate", "devices": [{"id": door}], "user_count": 3, "visitor_count": 0}});

    let id = send(&server, Method::POST, RULES, body).await.ok().text_at("/rule_id");

    assert_eq!(read(&server, &id).await["devices"], json!([{"id": NORTH, "name": "北门"}]));
    server.stop().await;
}

#[tokio::test]
async fn a_rule_of_nothing_but_a_name_is_shown_with_empty_lists() {
    let server = TestServer::start().await;

    let id = make(&server, json!({"name": " Gate "})).await;

    let shown = read(&server, &id).await.to_string().replace(&id, "<rule>");
    assert_snapshot!(shown, @r#"{"id":"<rule>","name":"Gate","devices":[],"user_count":"0","users":[],"visitor_count":"0","visitors":[],"remind_face":false,"is_temp":false}"#);
    server.stop().await;
}

#[tokio::test]
async fn a_change_replaces_what_is_sent_and_keeps_what_is_absent() {
    let server = TestServer::start().await;
    let time = json!({"weekdays": [1]});
    let id = make(
        &server,
        json!({"name": "Gate", "devices": [{"id": NORTH}], "users": [user("lisi")], "remind_face": true, "is_temp": true,
               "opening_time": time}),
    )
    .await;

    let answer = change(&server, &id, json!({"id": "1", "name": "Door", "users": null})).await.ok();
    assert_eq!(answer.text_at("/rule_id"), id);
    let rule = read(&server, &id).await;
    assert_eq!(rule["name"], "Door");
    assert_eq!((&rule["remind_face"], &rule["is_temp"]), (&json!(true), &json!(true)));
    assert_eq!(rule["opening_time"], time);
    assert_eq!((rule["devices"].as_array().unwrap().len(), &rule["user_count"]), (1, &json!("1")));

    let other = json!({"valid_day": {"start_day": 1_700_000_000, "end_day": 1_800_000_000}});
    let lists = json!({"devices": [{"id": SOUTH}], "users": [user("wangwu"), user("fengkai")], "opening_time": other,
                       "is_temp": false});
    let _changed = change(&server, &id, lists).await.ok();
    let rule = read(&server, &id).await;
    assert_eq!(rule["devices"][0]["id"], SOUTH);
    assert_eq!((&rule["users"][0]["user_id"], &rule["users"][1]["user_id"]), (&json!("wangwu"), &json!("fengkai")));
    assert_eq!(rule["opening_time"], other, "the weekdays are gone with the old schedule");
    assert_eq!((&rule["remind_face"], &rule["is_temp"]), (&json!(true), &json!(false)));

    let _cleared = change(&server, &id, json!({"devices": [], "users": [], "opening_time": {}})).await.ok();
    let rule = read(&server, &id).await;
    assert_eq!((&rule["devices"], &rule["users"], &rule["user_count"]), (&json!([]), &json!([]), &json!("0")));
    assert_eq!(rule.get("opening_time"), None);
    server.stop().await;
}

#[tokio::test]
async fn a_change_that_changes_nothing_leaves_no_history() {
    let server = TestServer::start().await;
    let rule = json!({"name": "Gate", "devices": [{"id": NORTH}], "users": [user("lisi"), {"user_type": 10}]});
    let id = make(&server, rule.clone()).await;
    let before = revisions(&server).await;

    let _same = change(&server, &id, rule).await.ok();
    assert_eq!(revisions(&server).await, before);

    let _other = change(&server, &id, json!({"users": [{"user_type": 10}, user("lisi")]})).await.ok();
    assert_eq!(revisions(&server).await, before + 1, "another order is another list");
    server.stop().await;
}

#[tokio::test]
async fn nothing_changed_after_a_refusal() {
    let server = TestServer::start().await;
    let id = make(&server, json!({"name": "Gate", "devices": [{"id": NORTH}], "users": [user("lisi")]})).await;
    let before = (read(&server, &id).await, revisions(&server).await);

    let bad = json!({"name": "Door", "devices": [{"id": SOUTH}], "users": [user("wangwu"), user("nobody")]});
    assert_eq!(change(&server, &id, bad.clone()).await.code(), 1_490_001);
    assert_eq!(send(&server, Method::POST, RULES, json!({"rule": bad})).await.code(), 1_490_001);

    assert_eq!((read(&server, &id).await, revisions(&server).await), before);
    assert_eq!(names_at(&server, SOUTH).await, ["全员白天"]);
    server.stop().await;
}

#[tokio::test]
async fn a_deleted_rule_frees_its_name_and_its_doors_and_is_remembered() {
    let server = TestServer::start().await;
    let id = make(&server, json!({"name": "Gate", "devices": [{"id": NORTH}], "users": [user("lisi")]})).await;
    let path = format!("{PLAIN}?rule_id={id}");

    assert_snapshot!(send(&server, Method::DELETE, &path, Value::Null).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{}}
    "#);

    assert_eq!(read(&server, &id).await, Value::Null);
    assert_eq!(names_at(&server, NORTH).await, ["全员白天"]);
    assert_eq!(send(&server, Method::DELETE, &path, Value::Null).await.code(), 1_490_012);
    assert_eq!(change(&server, &id, json!({"name": "Gate"})).await.code(), 1_490_090);
    let next = make(&server, json!({"name": "Gate"})).await;
    assert_ne!(next, id);
    assert_eq!(
        send(&server, Method::DELETE, &path, Value::Null).await.code(),
        1_490_012,
        "the newcomer is another rule"
    );
    server.stop().await;
}

#[tokio::test]
async fn a_full_tenant_has_room_again_after_a_deletion() {
    let mut rules = String::from("    door_rules:\n");
    for number in 4..=1000 {
        writeln!(rules, "      - {{name: Rule {number}}}").unwrap();
    }
    let server = TestServer::with(&menjin_service::fixture::DEMO.replace("    door_rules:\n", &rules)).await;
    let create = |name: &str| json!({"rule": {"name": name}});
    assert_eq!(send(&server, Method::POST, RULES, create("Gate")).await.code(), 1_490_111);
    assert_eq!(
        send(&server, Method::POST, RULES, create("Rule 5")).await.code(),
        1_490_112,
        "the name is looked at first"
    );
    let known = "7298933941867135002";
    assert_eq!(change(&server, known, json!({"name": "Machines"})).await.code(), 0, "a change needs no room");

    let _gone = send(&server, Method::DELETE, &format!("{PLAIN}?rule_id={known}"), Value::Null).await.ok();

    assert_eq!(send(&server, Method::POST, RULES, create("Gate")).await.code(), 0);
    server.stop().await;
}
