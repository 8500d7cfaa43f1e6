//! The analysis of membership: thresholds, batches, what is remembered, the report, and everything from real grants.

use std::fmt::Write;

use http::Method;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

use super::super::{admin, call, token};

async fn analyze(server: &TestServer, who: &Who, body: Value) -> Answer {
    call(server, who, Method::POST, "/memberships/analyze", body).await
}

async fn of(server: &TestServer, who: &Who, user: &str) -> Value {
    let answer = analyze(server, who, json!({"user_ids": [user]})).await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()["items"][0]["analysis"].clone()
}

/// A company in which `u<n>` is in the first n of eleven groups that open nothing.
fn counted(sizes: &[usize]) -> String {
    let mut text = String::from(
        "schema: menjin/1\ntenants:\n  - key: 00000000000000aa\n    name: One\n    admins: [dengchao]\n    users:\n      - {id: dengchao, name: Deng}\n",
    );
    for size in sizes {
        writeln!(text, "      - {{id: u{size}, name: U{size}}}").unwrap();
    }
    text.push_str("    groups:\n");
    for group in 1..=11 {
        let members: Vec<String> =
            sizes.iter().filter(|size| **size >= group).map(|size| format!("{{user: u{size}}}")).collect();
        writeln!(text, "      - {{id: g{group}, name: G{group}, members: [{}]}}", members.join(", ")).unwrap();
    }
    text
}

#[tokio::test]
async fn five_groups_are_low_six_medium_ten_medium_eleven_high() {
    let server = TestServer::with(&counted(&[0, 5, 6, 10, 11])).await;
    let admin = admin(&server).await;
    let answer = analyze(&server, &admin, json!({"user_ids": ["u0", "u5", "u6", "u10", "u11"]})).await;
    let items = answer.json()["items"].clone();
    let told: Vec<(u64, String)> = items
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["analysis"])
        .map(|one| (one["group_count"].as_u64().unwrap(), one["risk"]["level"].as_str().unwrap().to_owned()))
        .collect();
    let expected = [(0, "low"), (5, "low"), (6, "medium"), (10, "medium"), (11, "high")];
    assert_eq!(told, expected.map(|(count, level)| (count, level.to_owned())));
    let kinds = |item: &Value| item["analysis"]["recommendations"][0]["kind"].clone();
    assert_eq!(kinds(&items[0]), "no_groups");
    assert_eq!(kinds(&items[3]), Value::Null, "ten are not too many");
    assert_eq!(kinds(&items[4]), "too_many_groups");
    let expected = json!({
        "people": 5, "succeeded": 5, "failed": 0,
        "mean": 6.4, "maximum": 11, "minimum": 0, "distinct_groups": 11,
        "types": [{"type": 1, "count": 32, "percent": 100.0}],
        "distribution": (0..=11).map(|groups| json!({
            "groups": groups, "people": u64::from([0, 5, 6, 10, 11].contains(&groups)),
        })).collect::<Vec<_>>(),
        "risks": [
            {"level": "low", "people": 2, "percent": 40.0},
            {"level": "medium", "people": 2, "percent": 40.0},
            {"level": "high", "people": 1, "percent": 20.0},
        ],
    });
    let mut report = answer.json()["report"].clone();
    let advice = report.as_object_mut().unwrap().remove("advice").unwrap();
    assert_eq!(report, expected);
    assert_eq!(advice[0]["kind"], "mean_high");
    assert_eq!(advice[1]["kind"], "high_risk");
    assert_eq!(advice[1]["message_zh"], "1 个用户存在权限风险，建议重点关注");
    server.stop().await;
}

#[tokio::test]
async fn one_who_cannot_be_analysed_does_not_keep_the_others_from_it() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    server.delete("/open-apis/contact/v3/users/heping?user_id_type=user_id").await.ok();
    let answer = analyze(&server, &admin, json!({"user_ids": ["lisi", "nobody", "heping", "lisi", "zhangsan"]})).await;
    let items = answer.json()["items"].clone();
    let told: Vec<(&str, bool, i64)> = items
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            let code = item["error"]["code"].as_i64().unwrap_or(0);
            (item["user_id"].as_str().unwrap(), item["success"].as_bool().unwrap(), code)
        })
        .collect();
    let expected = [("lisi", true, 0), ("nobody", false, 404_300), ("heping", false, 404_301), ("zhangsan", true, 0)];
    assert_eq!(told, expected);
    assert_eq!(items[1]["error"]["message_zh"], "用户不存在，请检查用户 ID");
    let report = &answer.json()["report"];
    assert_eq!((&report["people"], &report["succeeded"], &report["failed"]), (&json!(4), &json!(2), &json!(2)));

    let union_id = of(&server, &admin, "lisi").await["union_id"].as_str().unwrap().to_owned();
    let by_union_id = analyze(&server, &admin, json!({"user_ids": [union_id, "lisi"]})).await.json();
    assert_eq!(by_union_id["items"].as_array().unwrap().len(), 1, "one person by two ids counts once");
    assert_eq!(by_union_id["items"][0]["analysis"]["user_id"], "lisi");
    server.stop().await;
}

#[tokio::test]
async fn an_analysis_is_remembered_until_something_changes_or_ten_minutes_are_over() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let first = of(&server, &admin, "lisi").await;
    assert_eq!(first["cached"], false);
    server.advance(599);
    let again = of(&server, &admin, "lisi").await;
    assert_eq!((&again["cached"], &again["analyzed_at"]), (&json!(true), &first["analyzed_at"]));
    let forced = analyze(&server, &admin, json!({"user_ids": ["lisi"], "refresh": true})).await.json();
    let forced = &forced["items"][0]["analysis"];
    assert_eq!(forced["cached"], false);
    assert_ne!(forced["analyzed_at"], first["analyzed_at"]);
    server.advance(600);
    assert_eq!(of(&server, &admin, "lisi").await["cached"], false, "ten minutes are over");

    assert_eq!(of(&server, &admin, "lisi").await["cached"], true);
    let body = json!({"member_type": "user", "member_id_type": "user_id", "member_id": "lisi"});
    server.post("/open-apis/contact/v3/group/g-release/member/add", body).await.ok();
    let changed = of(&server, &admin, "lisi").await;
    assert_eq!((&changed["cached"], &changed["group_count"]), (&json!(false), &json!(4)));
    server.stop().await;
}

#[tokio::test]
async fn the_report_over_the_demo_company_is_exact() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let report = analyze(&server, &admin, json!({"everybody": true})).await.json()["report"].clone();
    assert_eq!(report["people"], 24);
    assert_eq!((&report["mean"], &report["maximum"], &report["minimum"]), (&json!(1.21), &json!(3), &json!(0)));
    assert_eq!(report["distinct_groups"], 7);
    let types = json!([
        {"type": 1, "count": 25, "percent": 86.21},
        {"type": 2, "count": 4, "percent": 13.79},
    ]);
    assert_eq!(report["types"], types);
    assert_eq!(report["advice"][0]["kind"], "mean_low");
    let department = analyze(&server, &admin, json!({"department_id": "rd"})).await.json();
    assert_eq!(department["report"]["people"], 8, "with those below it");
    assert_eq!(department["items"].as_array().unwrap().len(), 8);
    server.stop().await;
}

#[tokio::test]
async fn groups_ways_overlaps_and_missing_access_come_from_real_grants() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let lisi = of(&server, &admin, "lisi").await;
    let ways: Vec<(&str, &str, &str)> = lisi["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| {
            let through = &group["through"][0];
            let department = through["department"]["id"].as_str().unwrap_or("");
            (group["group_id"].as_str().unwrap(), through["way"].as_str().unwrap(), department)
        })
        .collect();
    assert_eq!(ways, [("g-oncall", "direct", ""), ("g-rd-all", "department", "rd"), ("g-infra-dyn", "rule", "")]);
    let overlaps = lisi["overlaps"].as_array().unwrap();
    assert_eq!(overlaps.len(), 1, "{overlaps:?}");
    let ids = |list: &Value, at: &str| -> Vec<String> {
        list.as_array().unwrap().iter().map(|one| one.pointer(at).unwrap().as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&overlaps[0]["groups"], "/id"), ["g-oncall", "g-rd-all"]);
    let shared = ["fldcnRdShared0000000000007", "doxcnInsideFolder000000008"];
    assert_eq!(ids(&overlaps[0]["shared"], "/resource/id"), shared);
    assert_eq!(ids(&overlaps[0]["shared"], "/action"), ["view", "view"], "the lesser of edit and view");
    assert_eq!(overlaps[0]["covered"], Value::Null, "each grants what the other does not");
    assert_eq!(lisi["risk"]["level"], "medium", "the group opens the machine room at any hour");
    assert_eq!(lisi["risk"]["by_count"], "low");
    assert_eq!(lisi["risk"]["inputs"][1]["kind"], "doors_any_hour");
    assert_eq!(lisi["risk"]["inputs"][1]["things"][0]["id"], "7296700518380863769");

    // The three peers are on call, and so may edit the handbook and open the machine room.
    let zhangsan = of(&server, &admin, "zhangsan").await;
    let missing = zhangsan["missing"].clone();
    assert_eq!(ids(&missing, "/access/resource/id"), ["doxcnOncallHandbook00000001", "7296700518380863769"]);
    assert_eq!(ids(&missing, "/access/action"), ["edit", "open"]);
    assert_eq!(
        (&missing[0]["have"], &missing[0]["peers"], &missing[0]["percent"]),
        (&json!(3), &json!(3), &json!(100.0))
    );
    let advice = zhangsan["recommendations"].as_array().unwrap();
    let change = advice.iter().find(|one| one["kind"] == "missing_access").unwrap()["change"].clone();
    assert_eq!((&change["action"], &change["group"]["id"]), (&json!("add"), &json!("g-oncall")));

    // Following the advice ends it.
    let body = json!({"member_type": "user", "member_id_type": "user_id", "member_id": "zhangsan"});
    server.post("/open-apis/contact/v3/group/g-oncall/member/add", body).await.ok();
    assert_eq!(of(&server, &admin, "zhangsan").await["missing"], json!([]));
    server.stop().await;
}

#[tokio::test]
async fn a_group_that_grants_nothing_of_its_own_can_be_left() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let member = json!({"member_type": "groupid", "member_id": "g-frontdesk", "perm": "view"});
    let grant = "/open-apis/drive/v1/permissions/bascnCampaignBudget00000004/members?type=bitable";
    let who = Who::Person("liuyang");
    server.send(&who, Method::POST, grant, Some(member)).await.ok();
    let body = json!({"member_type": "user", "member_id_type": "user_id", "member_id": "liuyang"});
    server.post("/open-apis/contact/v3/group/g-frontdesk/member/add", body).await.ok();
    let found = of(&server, &admin, "liuyang").await;
    assert_eq!(found["overlaps"][0]["covered"]["id"], "g-frontdesk");
    let advice = &found["recommendations"][0];
    assert_eq!((&advice["kind"], &advice["change"]["action"]), (&json!("overlap"), &json!("remove")));
    assert_eq!(advice["change"]["group"]["id"], "g-frontdesk");
    assert_eq!(advice["evidence"][0]["resource"]["id"], "bascnCampaignBudget00000004");
    server.stop().await;
}

#[tokio::test]
async fn whom_is_one_of_three_and_not_too_many() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let many: Vec<String> = (0..1001).map(|number| format!("u{number}")).collect();
    for (body, code) in [
        (json!({}), 400_300),
        (json!({"user_ids": []}), 400_300),
        (json!({"everybody": false}), 400_300),
        (json!({"user_ids": ["lisi"], "everybody": true}), 400_300),
        (json!({"user_ids": many}), 400_301),
        (json!({"department_id": "nowhere"}), 404_302),
        (json!({"user_ids": 7}), 400_000),
    ] {
        let answer = analyze(&server, &admin, body.clone()).await;
        assert_eq!(answer.json()["code"], code, "{body} {answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn whoever_may_not_read_is_refused() {
    let server = TestServer::start().await;
    let body = json!({"user_ids": ["lisi"]});
    assert_eq!(analyze(&server, &Who::Token("mj-nobody".to_owned()), body.clone()).await.status, 401);
    let changing = token(&server, "owner", r#"["groups"]"#).await;
    assert_eq!(analyze(&server, &changing, body.clone()).await.json()["code"], 403_000);
    let auditor = token(&server, "auditor", r#"["read","audit"]"#).await;
    assert_eq!(analyze(&server, &auditor, body).await.status, 200);
    server.stop().await;
}

#[tokio::test]
async fn people_of_another_company_are_nobody() {
    let one = counted(&[3]);
    let two = "  - key: 00000000000000bb\n    name: Two\n    admins: [zoe]\n    users:\n      - {id: zoe, name: Zoe}\n      - {id: yan, name: Yan}\n    departments:\n      - {id: theirs, name: Theirs, parent: \"0\"}\n";
    let server = TestServer::with(&format!("{one}{two}")).await;
    let admin = admin(&server).await;
    let answer = analyze(&server, &admin, json!({"user_ids": ["yan", "u3"]})).await.json();
    assert_eq!(answer["items"][0]["error"]["code"], 404_300);
    assert_eq!(answer["items"][1]["success"], true);
    assert_eq!(analyze(&server, &admin, json!({"department_id": "theirs"})).await.json()["code"], 404_302);
    assert_eq!(analyze(&server, &admin, json!({"everybody": true})).await.json()["report"]["people"], 2);
    let person = call(&server, &admin, Method::GET, "/people/yan", Value::Null).await;
    assert_eq!(person.json()["code"], 404_300);
    server.stop().await;
}
