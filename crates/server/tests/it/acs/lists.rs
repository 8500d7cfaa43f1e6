//! Who and what stands in a rule, in which order, under which ids; and the doors' side of it.

use http::Method;
use menjin_testkit::TestServer;
use serde_json::{Value, json};

use super::{MACHINES, NORTH, RULES, SONGTAO, SOUTH, change, make, names_at, read, revisions, send, user};

const BIND: &str = "/open-apis/acs/v1/rule_external/device_bind";
const PLAIN: &str = "/open-apis/acs/v1/rule_external";
/// A rule of the fixture that holds the user group 值班组 and 机房.
const ON_CALL: &str = "7298933941867135002";

#[tokio::test]
async fn each_kind_of_member_is_shown_in_its_own_way() {
    let server = TestServer::start().await;
    let rd = server.open_department_id("rd").await;
    let users = json!([{"user_type": 10, "user_id": "ignored"}, {"user_type": 2, "department_id": rd}, user("caolei"),
                       {"user_type": 2, "department_id": "0"}]);

    let id = make(&server, json!({"name": "Gate", "users": users})).await;

    let it = server.open_department_id("it").await;
    let shown = json!([
        {"user_type": 10},
        {"user_type": 2, "user_name": "研发中心", "department_id": rd},
        {"user_type": 1, "user_id": "caolei", "user_name": "曹磊", "phone_num": "+8613800000024", "department_id": it},
        {"user_type": 2, "user_name": "晨星科技", "department_id": "0"},
    ]);
    assert_eq!(read(&server, &id).await["users"], shown);
    server.stop().await;
}

#[tokio::test]
async fn a_member_given_twice_stays_once_in_its_first_place() {
    let server = TestServer::start().await;
    let rd = server.open_department_id("rd").await;
    let department = json!({"user_type": 2, "department_id": rd});
    let users = json!([user("lisi"), department, {"user_type": 10}, user("lisi"), department, {"user_type": 10}]);
    let devices = json!([{"id": SOUTH}, {"id": NORTH}, {"id": SOUTH}]);

    let id = make(&server, json!({"name": "Gate", "users": users, "devices": devices})).await;

    let rule = read(&server, &id).await;
    let types: Vec<_> = rule["users"].as_array().unwrap().iter().map(|one| one["user_type"].clone()).collect();
    assert_eq!(types, [1, 2, 10]);
    let doors: Vec<_> = rule["devices"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert_eq!(doors, [SOUTH, NORTH]);
    server.stop().await;
}

#[tokio::test]
async fn people_are_written_as_the_call_asks() {
    let server = TestServer::start().await;
    let id = make(&server, json!({"name": "Gate", "users": [user("lisi")]})).await;
    let directory = server.directory(menjin_testkit::DEMO_APP).await;
    let lisi = directory["users"].as_array().unwrap().iter().find(|one| one["user_id"] == "lisi").unwrap().clone();

    for (form, written) in [
        ("", &lisi["open_id"]),
        ("?user_id_type=open_id", &lisi["open_id"]),
        ("?user_id_type=union_id", &lisi["union_id"]),
    ] {
        let path = format!("{PLAIN}{form}");
        let rules = send(&server, Method::GET, &path, Value::Null).await.ok().data("/rules");
        let rule = rules.as_array().unwrap().iter().find(|rule| rule["id"] == id).unwrap().clone();
        assert_eq!(&rule["users"][0]["user_id"], written, "{form}");

        let body = json!({"rule": {"users": [{"user_type": 1, "user_id": written}]}});
        let sign = if form.is_empty() { '?' } else { '&' };
        assert_eq!(send(&server, Method::POST, &format!("{path}{sign}rule_id={id}"), body).await.code(), 0, "{form}");
    }
    server.stop().await;
}

#[tokio::test]
async fn an_open_id_of_another_app_is_nobody() {
    let server = TestServer::start().await;
    let other = server.directory("cli_b2c3d4e5f6a7b8c9").await;
    let stranger =
        other["users"].as_array().unwrap().iter().find(|one| one["user_id"] == "lisi").unwrap()["open_id"].clone();
    assert_ne!(stranger, server.open_id("lisi").await);

    let body = json!({"rule": {"name": "Gate", "users": [{"user_type": 1, "user_id": stranger}]}});

    assert_eq!(send(&server, Method::POST, PLAIN, body).await.code(), 1_490_001);
    server.stop().await;
}

#[tokio::test]
async fn a_user_group_in_a_rule_is_not_shown_and_not_touched() {
    let server = TestServer::start().await;
    let rule = read(&server, ON_CALL).await;
    assert_eq!((&rule["users"], &rule["user_count"]), (&json!([]), &json!("3")), "it counts, but only users are shown");

    let _changed = change(&server, ON_CALL, json!({"users": [user("songtao")]})).await.ok();
    assert_eq!(read(&server, ON_CALL).await["user_count"], "4");

    let _cleared = change(&server, ON_CALL, json!({"users": [], "visitors": []})).await.ok();
    assert_eq!(read(&server, ON_CALL).await["user_count"], "3");
    server.stop().await;
}

#[tokio::test]
async fn a_window_given_elsewhere_survives_a_list_that_is_sent_back() {
    let text = menjin_service::fixture::DEMO.replace(
        "devices: [\"7296700518380863769\"], groups: [g-oncall]",
        "devices: [\"7296700518380863769\"], users: [{id: lisi, until: \"2026-01-01T09:00:00+08:00\"}]",
    );
    let server = TestServer::with(&text).await;
    let _changed = change(&server, ON_CALL, json!({"users": [user("lisi"), user("wangwu")]})).await.ok();
    assert_eq!(read(&server, ON_CALL).await["user_count"], "2");

    server.advance(3600);

    let rule = read(&server, ON_CALL).await;
    assert_eq!(rule["user_count"], "1");
    assert_eq!(rule["users"].as_array().unwrap().len(), 1, "who is gone is not shown");

    let _again = change(&server, ON_CALL, json!({"users": [user("lisi"), user("wangwu")]})).await.ok();
    assert_eq!(read(&server, ON_CALL).await["user_count"], "2", "naming someone again lets them in again");
    server.stop().await;
}

#[tokio::test]
async fn visitors_are_a_list_of_their_own() {
    let text = menjin_service::fixture::DEMO.replace(
        "    door_rules:\n",
        "    visitors:\n      - {id: \"6939433228970082568\", name: 来访者, phone: \"+8613900000001\"}\n    door_rules:\n",
    );
    let server = TestServer::with(&text).await;
    let visitor = json!({"user_type": 11, "user_id": "6939433228970082568"});
    let id = make(&server, json!({"name": "Gate", "users": [user("lisi")], "visitors": [visitor, visitor]})).await;

    let _changed = change(&server, &id, json!({"users": [user("wangwu"), user("lisi")]})).await.ok();

    let rule = read(&server, &id).await;
    let shown = json!([{"user_type": 11, "user_id": "6939433228970082568", "user_name": "来访者", "phone_num": "+8613900000001"}]);
    assert_eq!((&rule["visitors"], &rule["visitor_count"], &rule["user_count"]), (&shown, &json!("1"), &json!("2")));

    let _cleared = change(&server, &id, json!({"visitors": []})).await.ok();
    let rule = read(&server, &id).await;
    assert_eq!((&rule["visitor_count"], &rule["user_count"]), (&json!("0"), &json!("2")));
    server.stop().await;
}

#[tokio::test]
async fn binding_a_door_replaces_its_rules() {
    let server = TestServer::start().await;
    let first = make(&server, json!({"name": "First", "devices": [{"id": MACHINES}, {"id": NORTH}]})).await;
    let second = make(&server, json!({"name": "Second", "devices": [{"id": SOUTH}]})).await;
    assert_eq!(names_at(&server, MACHINES).await, ["机房值班", "First"]);

    let bind = |rules: Vec<String>| json!({"device_id": MACHINES, "rule_ids": rules});
    let answer = send(&server, Method::POST, BIND, bind(vec![second.clone(), first.clone(), second.clone()])).await;
    assert_eq!(answer.to_string(), "200 OK\n{\"code\":0,\"msg\":\"success\",\"data\":{}}");

    assert_eq!(names_at(&server, MACHINES).await, ["First", "Second"]);
    let doors =
        |rule: &Value| rule["devices"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
    assert_eq!(doors(&read(&server, &first).await), [MACHINES, NORTH]);
    assert_eq!(doors(&read(&server, &second).await), [SOUTH, MACHINES], "a new door stands last");
    assert_eq!(read(&server, ON_CALL).await["devices"], json!([]));

    let before = revisions(&server).await;
    let _same = send(&server, Method::POST, BIND, bind(vec![first.clone(), second.clone()])).await.ok();
    assert_eq!(revisions(&server).await, before, "nothing changed");
    assert_eq!(send(&server, Method::POST, BIND, bind(vec![first, "1".to_owned()])).await.code(), 1_490_090);
    assert_eq!(names_at(&server, MACHINES).await, ["First", "Second"]);

    let _unbound = send(&server, Method::POST, BIND, bind(Vec::new())).await.ok();
    assert_eq!(names_at(&server, MACHINES).await, Vec::<Value>::new());
    server.stop().await;
}

#[tokio::test]
async fn rules_come_in_the_order_of_their_making() {
    let server = TestServer::start().await;
    for name in ["Zebra", "Ape"] {
        server.advance(1);
        make(&server, json!({"name": name, "devices": [{"id": NORTH}]})).await;
    }

    assert_eq!(names_at(&server, NORTH).await, ["全员白天", "Zebra", "Ape"]);
    let all = server.send(&SONGTAO, Method::GET, RULES, None).await.ok().data("/rules");
    let names: Vec<_> = all.as_array().unwrap().iter().map(|rule| rule["name"].clone()).collect();
    assert_eq!(names, ["全员白天", "机房值班", "财务室", "Zebra", "Ape"]);
    server.stop().await;
}
