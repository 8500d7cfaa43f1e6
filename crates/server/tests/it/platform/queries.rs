//! What stands in the address: percent-encoding, repeated and empty values, booleans, wrong types.

use http::Method;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::json;

use super::{
    company::{self, ALL, tenant_token},
    raw,
};

async fn group(server: &TestServer, who: &Who, rest: &str) -> Answer {
    server.send(who, Method::GET, &format!("/open-apis/contact/v3/group/{rest}"), None).await
}

#[tokio::test]
async fn path_segments_are_decoded_after_they_are_split() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    assert_eq!(group(&server, &who, "%6Eight").await.code(), 0);
    for unknown in ["night%2Fx", "..%2Fnight", "night%3F", "%E4%B8%AD", "100%", "%zz", "%"] {
        let answer = group(&server, &who, unknown).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (400, 42_002), "{unknown}: {answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn what_is_no_text_is_a_bad_request_and_nul_is_named() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    for bad in ["%ff", "night?user_id_type=%ff", "night?%ff=1"] {
        let answer = group(&server, &who, bad).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (400, 9499), "{bad}: {answer}");
    }
    for (bad, field) in [("%00", "group_id"), ("a%00b", "group_id"), ("night?page_token=%00", "page_token")] {
        let answer = group(&server, &who, bad).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (400, 99_992_402), "{bad}: {answer}");
        assert_eq!(
            answer.json()["error"]["field_violations"],
            json!([{"field": field, "description": "must not contain NUL"}])
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn the_last_of_a_repeated_value_counts_and_empty_ones_are_absent() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    for good in [
        "night?user_id_type=nonsense&user_id_type=open_id",
        "night?user_id_type=",
        "night?user_id_type",
        "night?&&user_id_type=union_id&",
        "night?unknown=1&department_id_type=department_id",
    ] {
        assert_eq!(group(&server, &who, good).await.code(), 0, "{good}");
    }
    let answer = group(&server, &who, "night?user_id_type=open_id&user_id_type=nonsense").await;
    assert_eq!(answer.code(), 99_992_402, "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn an_unknown_way_of_writing_ids_is_told_with_those_that_are_known() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;

    let answer = group(&server, &who, "night?department_id_type=x&user_id_type=y").await;

    assert_eq!(
        (answer.status.as_u16(), answer.code(), answer.msg().as_str()),
        (400, 99_992_402, "field validation failed")
    );
    assert_eq!(
        answer.json()["error"]["field_violations"],
        json!([
            {"field": "user_id_type", "value": "y", "description": "options: [open_id,union_id,user_id]"},
            {"field": "department_id_type", "value": "x", "description": "options: [open_department_id,department_id]"},
        ])
    );
    server.stop().await;
}

#[tokio::test]
async fn a_number_that_is_none_is_told_as_a_wrong_type() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    for (given, shown) in
        [("abc", "abc"), ("1.0", "1.0"), ("%20", " "), ("99999999999999999999", "99999999999999999999")]
    {
        let answer = server
            .send(&who, Method::GET, &format!("/open-apis/contact/v3/group/simplelist?page_size={given}"), None)
            .await;
        let msg = format!(
            "Invalid parameter type in query: page_size. Invalid parameter value: {shown}. Please check and modify accordingly."
        );
        assert_eq!((answer.status.as_u16(), answer.code(), answer.msg()), (400, 9499, msg), "{given}");
    }
    server.stop().await;
}

#[tokio::test]
async fn more_parameters_than_any_call_has_are_refused() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    let many = vec!["a=1"; 1001].join("&");
    assert_eq!(group(&server, &who, &format!("night?{many}")).await.code(), 9499);
    server.stop().await;
}

#[tokio::test]
async fn a_query_of_raw_bytes_is_read_as_far_as_it_is_text() {
    let server = company::start().await;
    let Who::Token(token) = tenant_token(&server, ALL).await else { panic!() };
    for (path, status) in [("night?x=\u{4e2d}", "200"), ("night?x=<>\"", "200")] {
        let request = format!(
            "GET /open-apis/contact/v3/group/{path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\r\n"
        );
        let answer = raw::exchange(&server, request.as_bytes()).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")) || answer.starts_with("HTTP/1.1 400"),
            "{path}: {answer}"
        );
    }
    server.stop().await;
}
