//! Ten thousand people: the list is long enough to be held against the whole company.

use std::fmt::Write;

use menjin_testkit::{DEMO_APP, TestServer};
use serde_json::{Value, json};

/// More people than the longest list names.
const PEOPLE: usize = 10_100;

async fn large() -> TestServer {
    let mut text = String::from(
        "schema: menjin/1\ntenants:\n  - key: 736588c9260f175d\n    name: Large\n    admins: [u0]\n    apps:\n      \
         - {id: cli_a1b2c3d4e5f6a7b8, secret: demo-secret-0000-hr-bridge-000001, name: HR bridge, scopes: [\"*\"], \
         contact_range: all, owner: u0}\n    users:\n",
    );
    for number in 0..PEOPLE {
        writeln!(text, "      - {{id: u{number}, name: Person {number}}}").unwrap();
    }
    text.push_str("    review_groups:\n      - {id: G, name: Everybody}\n");
    TestServer::with(&text).await
}

#[tokio::test]
async fn ten_thousand_people_are_found_in_every_form() {
    let server = large().await;
    let _left = server.delete("/open-apis/contact/v3/users/u7?user_id_type=user_id").await.ok();
    let users = server.directory(DEMO_APP).await["users"].as_array().unwrap().clone();
    assert_eq!(users.len(), PEOPLE - 1, "who has left is not shown");

    for form in ["open_id", "union_id", "user_id"] {
        let mut ids: Vec<Value> = users.iter().rev().take(9_997).map(|user| user[form].clone()).collect();
        ids.insert(17, json!("nobody"));
        ids.insert(300, ids[299].clone());
        ids.push(json!("u7"));
        let path =
            format!("/open-apis/performance/v2/user_group_user_rels/write?client_token={form}&user_id_type={form}");

        let answer = server.post(&path, json!({"group_id": "G", "user_ids": ids})).await.ok();

        let failed = json!([{"user_id": "nobody", "fail_code": 1}, {"user_id": "u7", "fail_code": 1}]);
        assert_eq!(answer.data("/data/fail_user_datas"), failed, "{form}");
        let mut expected = ids.clone();
        expected.pop();
        expected.remove(300);
        expected.remove(17);
        assert_eq!(answer.data("/data/success_user_ids"), Value::from(expected), "{form}");
        let members = server.directory(DEMO_APP).await["review_groups"][0]["members"].as_array().unwrap().len();
        assert_eq!(members, 9_997, "{form}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_list_that_is_short_beside_the_company_is_found_too() {
    let server = large().await;
    let mut ids: Vec<String> = (0..250).map(|number| format!("u{}", PEOPLE - 1 - number * 40)).collect();
    ids.push("nobody".to_owned());

    let path = "/open-apis/performance/v2/user_group_user_rels/write?client_token=token&user_id_type=user_id";
    let answer = server.post(path, json!({"group_id": "G", "user_ids": ids})).await.ok();

    assert_eq!(answer.data("/data/success_user_ids").as_array().unwrap().len(), 250);
    assert_eq!(answer.data("/data/fail_user_datas"), json!([{"user_id": "nobody", "fail_code": 1}]));
    server.stop().await;
}
