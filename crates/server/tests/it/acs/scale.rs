//! The largest rule that the page allows.

use std::fmt::Write;

use http::Method;
use menjin_testkit::TestServer;
use serde_json::json;

use super::{RULES, read, send, user};

#[tokio::test]
async fn a_rule_holds_ten_thousand_people_and_five_thousand_doors() {
    let mut text = String::from(
        "schema: menjin/1\ntenants:\n  - key: 736588c9260f175d\n    name: Large\n    admins: [songtao]\n    apps:\n      \
         - {id: cli_a1b2c3d4e5f6a7b8, secret: demo-secret-0000-hr-bridge-000001, name: HR bridge, scopes: [\"*\"], \
         contact_range: all, owner: songtao}\n    users:\n      - {id: songtao, name: Songtao}\n",
    );
    for number in 1..10_000 {
        writeln!(text, "      - {{id: u{number}, name: Person {number}}}").unwrap();
    }
    text.push_str("    devices:\n");
    for number in 1..=5000 {
        writeln!(text, "      - {{id: \"{number}\", name: Door {number}}}").unwrap();
    }
    let server = TestServer::with(&text).await;
    let mut users: Vec<_> = (1..10_000).map(|number| user(&format!("u{number}"))).collect();
    users.push(user("songtao"));
    let devices: Vec<_> = (1..=5000).map(|number| json!({"id": number.to_string()})).collect();

    let rule = json!({"rule": {"name": "Large", "users": users, "devices": devices}});
    let id = send(&server, Method::POST, RULES, rule).await.ok().text_at("/rule_id");
    users.reverse();
    let rule = json!({"rule": {"users": users}});
    let _changed = send(&server, Method::POST, &format!("{RULES}&rule_id={id}"), rule).await.ok();

    let rule = read(&server, &id).await;
    assert_eq!(rule["user_count"], "10000");
    assert_eq!(rule["users"][0]["user_id"], "songtao");
    assert_eq!(rule["users"].as_array().unwrap().len(), 10_000);
    assert_eq!(rule["devices"].as_array().unwrap().len(), 5000);
    server.stop().await;
}
