//! Who the person of a token is.

use http::Method;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

use super::company::{self, ALL, NO_USER_IDS, OTHER, user_tokens};

async fn info(server: &TestServer, app: &str, user: &str, more: Value) -> Answer {
    let issued = user_tokens(server, app, user, more).await;
    let who = Who::Token(issued["user_access_token"].as_str().unwrap_or_default().to_owned());
    server.send(&who, Method::GET, "/open-apis/authen/v1/user_info", None).await
}

async fn ids(server: &TestServer, app: &str, user: &str) -> Value {
    let directory = server.directory(app).await;
    directory["users"].as_array().into_iter().flatten().find(|one| one["user_id"] == user).cloned().unwrap_or_default()
}

#[tokio::test]
async fn every_field_with_every_scope() {
    let server = company::start().await;
    let own = ids(&server, ALL, "ada").await;

    let answer = info(&server, ALL, "ada", Value::Null).await;

    assert_eq!(
        answer.data(""),
        json!({
            "name": "Ada", "en_name": "Ada A.",
            "avatar_url": "http://a/o", "avatar_thumb": "http://a/72", "avatar_middle": "http://a/240", "avatar_big": "http://a/640",
            "open_id": own["open_id"], "union_id": own["union_id"], "tenant_key": company::TENANT,
            "email": "ada@example.com", "enterprise_email": "ada@one.example.com", "user_id": "ada", "mobile": "+8613900000001",
            "employee_no": "77",
        })
    );
    assert_eq!(answer.msg(), "success");
    server.stop().await;
}

#[tokio::test]
async fn fields_without_their_scope_are_left_out_and_nothing_is_refused() {
    const ALWAYS: [&str; 9] = [
        "name",
        "en_name",
        "avatar_url",
        "avatar_thumb",
        "avatar_middle",
        "avatar_big",
        "open_id",
        "union_id",
        "tenant_key",
    ];
    let server = company::start().await;
    for (scopes, more) in [
        (vec![], vec![]),
        (vec!["contact:user.email:readonly"], vec!["email"]),
        (vec!["contact:user.employee:readonly"], vec!["enterprise_email", "employee_no"]),
        (vec!["contact:user.employee_id:readonly"], vec!["user_id"]),
        (vec!["contact:user.phone:readonly"], vec!["mobile"]),
        (vec!["contact:contact:access_as_app"], vec!["employee_no"]),
        (vec!["contact:contact:readonly"], vec!["employee_no"]),
        (vec!["contact:contact:readonly_as_app"], vec!["employee_no"]),
    ] {
        let answer = info(&server, ALL, "ada", json!({"scopes": scopes})).await;
        let data = answer.data("");
        let names: Vec<_> = data.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, [&ALWAYS[..], &more].concat(), "{scopes:?}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_scope_counts_only_when_the_app_has_it_too() {
    let server = company::start().await;
    let answer = info(&server, NO_USER_IDS, "ada", json!({"scopes": ["contact:contact:readonly"]})).await;
    assert_eq!((answer.data("/employee_no"), answer.data("/user_id")), (json!("77"), Value::Null));
    server.stop().await;
}

#[tokio::test]
async fn one_person_has_another_open_id_in_each_app_and_one_union_id() {
    let server = company::start().await;
    let (one, other) =
        (info(&server, ALL, "bob", Value::Null).await, info(&server, NO_USER_IDS, "bob", Value::Null).await);
    assert_ne!(one.data("/open_id"), other.data("/open_id"));
    assert_eq!(one.data("/union_id"), other.data("/union_id"));
    let namesake = info(&server, OTHER, "ada", Value::Null).await;
    let ada = info(&server, ALL, "ada", Value::Null).await;
    assert_ne!(
        ada.data("/union_id"),
        namesake.data("/union_id"),
        "the same user_id in another tenant is another person"
    );
    assert_eq!(namesake.data("/tenant_key"), company::OTHER_TENANT);
    server.stop().await;
}

#[tokio::test]
async fn people_who_left_are_frozen_or_have_not_joined_are_told_with_http_200() {
    let server = company::start().await;
    for (user, code, msg) in
        [("fay", 20_021, "User resigned"), ("eve", 20_022, "User frozen"), ("gus", 20_023, "User not registered")]
    {
        let answer = info(&server, ALL, user, Value::Null).await;
        assert_eq!((answer.status.as_u16(), answer.code(), answer.msg().as_str()), (200, code, msg), "{answer}");
        assert_eq!(answer.json()["error"]["log_id"], answer.header("x-tt-logid"));
    }
    server.stop().await;
}
