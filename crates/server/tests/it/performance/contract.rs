//! Every cause and the answer it must get (contract, part 06, section 2).

use http::Method;
use menjin_testkit::{
    TestServer, Who,
    contract::{Arranged, Case, case, walk},
};
use serde_json::{Value, json};

use super::{path, write};

const INVALID: (u16, i64, &str) = (400, 1_580_102, "param is invalid");
const REPEATED: (u16, i64, &str) = (400, 1_580_110, "request ID repeat");
const NO_IMPORT: (u16, i64, &str) = (400, 1_580_401, "user group not support api import");
const TOO_MANY: (u16, i64, &str) = (400, 1_580_403, "scope over limit");
const OK: (u16, i64, &str) = (200, 0, "success");
const PLAIN: &str = "/open-apis/performance/v2/user_group_user_rels/write";

fn body(cause: &'static str, body: Value, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::POST, &path("ct"), body, answer)
}

fn query(cause: &'static str, query: &str, answer: (u16, i64, &str)) -> Case {
    let body = json!({"group_id": "ABCDEFG", "user_ids": ["lisi"]});
    case(cause, Method::POST, &format!("{PLAIN}?{query}"), body, answer)
}

#[tokio::test]
async fn every_code_of_writing_a_people_group() {
    let many = vec!["lisi"; 10_001];
    let long = |count: usize| "令".repeat(count);
    walk(
        &["performance.v2."],
        vec![
            query("no client_token", "", INVALID),
            query("an empty client_token", "client_token=", INVALID),
            query("64 characters", &format!("client_token={}", "%E4%BB%A4".repeat(64)), OK),
            query("65 characters", &format!("client_token={}", "%E4%BB%A4".repeat(65)), INVALID),
            query("an unknown form of ids", "client_token=ct&user_id_type=staff_id", INVALID),
            query("ids of the review product", "client_token=ct&user_id_type=people_admin_id", OK),
            body("no group", json!({"user_ids": []}), INVALID),
            body("an empty group", json!({"group_id": "", "user_ids": []}), INVALID),
            body("a group of 129 characters", json!({"group_id": long(129), "user_ids": []}), INVALID),
            body("an unknown group", json!({"group_id": long(128), "user_ids": []}), INVALID),
            body("no people", json!({"group_id": "ABCDEFG"}), INVALID),
            body("people of null", json!({"group_id": "ABCDEFG", "user_ids": null}), INVALID),
            body("people that are text", json!({"group_id": "ABCDEFG", "user_ids": "lisi"}), INVALID),
            body("people that are objects", json!({"group_id": "ABCDEFG", "user_ids": [{}]}), INVALID),
            body("people that are numbers", json!({"group_id": "ABCDEFG", "user_ids": [7]}), OK),
            body("an empty list", json!({"group_id": "ABCDEFG", "user_ids": []}), OK),
            body("a setting of 2", json!({"group_id": "ABCDEFG", "user_ids": [], "scope_visible_setting": 2}), INVALID),
            body(
                "a setting of -1",
                json!({"group_id": "ABCDEFG", "user_ids": [], "scope_visible_setting": -1}),
                INVALID,
            ),
            body(
                "a setting as text",
                json!({"group_id": "ABCDEFG", "user_ids": [], "scope_visible_setting": "1"}),
                INVALID,
            ),
            body("a setting of 0", json!({"group_id": "ABCDEFG", "user_ids": [], "scope_visible_setting": 0}), OK),
            body("a body that is a list", json!([]), INVALID),
            body("no body", Value::Null, INVALID),
            body("10,000 times one person", json!({"group_id": "ABCDEFG", "user_ids": many[1..]}), OK),
            body("10,001 times one person", json!({"group_id": "ABCDEFG", "user_ids": many}), TOO_MANY),
            body("10,001 before the group", json!({"group_id": "none", "user_ids": many}), TOO_MANY),
            body(
                "a setting before 10,001",
                json!({"group_id": "ABCDEFG", "user_ids": many, "scope_visible_setting": 3}),
                INVALID,
            ),
            body("a token again", json!({"group_id": "ABCDEFG", "user_ids": ["lisi"]}), REPEATED).after(once),
            body("the group before the token", json!({"group_id": "none", "user_ids": []}), INVALID).after(once),
            body("the token before the mode", json!({"group_id": "MANAGERS", "user_ids": []}), REPEATED).after(once),
            body("a group of another mode", json!({"group_id": "MANAGERS", "user_ids": ["lisi"]}), NO_IMPORT),
            body(
                "a person",
                json!({"group_id": "ABCDEFG", "user_ids": []}),
                (400, 99_991_668, "user access token not support"),
            )
            .by(Who::Person("lisi")),
        ],
    )
    .await;
}

fn once(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let _first = write(server, "ct", &["lisi"]).await.ok();
        (path, body)
    })
}
