//! Bodies of every kind: broken, wrong, deep, large, slow.

use std::time::{Duration, Instant};

use http::Method;
use menjin_server::Timeouts;
use menjin_testkit::{Answer, Setup, TestServer, Who};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{
    company::{self, ALL, tenant_token},
    raw,
};

const GROUP: &str = "/open-apis/contact/v3/group";

async fn create(server: &TestServer, who: &Who, body: impl Into<bytes::Bytes>) -> Answer {
    let Some(token) = server.token(who).await else { panic!() };
    let request = http::Request::post(GROUP).header("authorization", format!("Bearer {token}"));
    server.request(request.body(body.into().into()).unwrap()).await
}

#[tokio::test]
async fn what_is_no_json_object_is_a_bad_request() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    for body in [
        "{",
        "}",
        "[]",
        "[1]",
        "1",
        "\"text\"",
        "true",
        "nothing",
        "{\"name\":\"a\"} x",
        "{'name':'a'}",
        "{\"name\":\"a\",}",
        "\u{feff}{}",
        "[\"name\"]",
        "{\"name\":\"a\u{1}\"}",
        "{\"name\":\"\\ud800\"}",
        "{\"name\":nan}",
        "name=a",
    ] {
        let answer = create(&server, &who, body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code(), answer.msg().as_str()),
            (400, 9499, "Bad Request"),
            "{body:?}: {answer}"
        );
    }
    let answer = create(&server, &who, &b"{\"name\":\"\xff\"}"[..]).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (400, 9499), "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn no_body_null_and_an_empty_object_are_the_same() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    for body in ["", " \r\n", "null", "{}", "{\"name\":null}", "{\"unknown\":1}"] {
        let answer = create(&server, &who, body).await;
        assert_eq!(
            (answer.code(), answer.msg().as_str()),
            (99_992_402, "field validation failed"),
            "{body:?}: {answer}"
        );
        assert_eq!(
            answer.json()["error"]["field_violations"],
            json!([{"field": "name", "description": "name is required"}]),
            "{body:?}"
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn a_wrong_type_names_field_and_value() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    for (body, field, value) in [
        (r#"{"name":1}"#, "name", "1"),
        (r#"{"name":{"a":[1, 2]}}"#, "name", r#"{"a":[1,2]}"#),
        (r#"{"name":["a"]}"#, "name", r#"["a"]"#),
        (r#"{"name":true}"#, "name", "true"),
        (r#"{"name":"a","type":"1"}"#, "type", "1"),
        (r#"{"name":"a","type":1.0}"#, "type", "1.0"),
        (r#"{"name":"a","type":1e2}"#, "type", "100.0"),
        (r#"{"description":5}"#, "description", "5"),
    ] {
        let answer = create(&server, &who, body).await;
        let msg = format!(
            "Invalid parameter type in json: {field}. Invalid parameter value: {value}. Please check and modify accordingly."
        );
        assert_eq!((answer.status.as_u16(), answer.code(), answer.msg()), (400, 9499, msg), "{body}: {answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn all_that_is_missing_or_impossible_is_listed_in_the_order_of_the_documentation() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    let send = async |path: &str, body: serde_json::Value| {
        let answer = server.send(&who, Method::POST, path, Some(body)).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (400, 99_992_402), "{answer}");
        answer.json()["error"]["field_violations"].clone()
    };
    let required = |name: &str| json!({"field": name, "description": format!("{name} is required")});

    let user = send("/open-apis/contact/v3/users", json!({})).await;
    assert_eq!(user, json!(["name", "mobile", "department_ids", "employee_type"].map(required)));

    let members = send(
        "/open-apis/contact/v3/group/night/member/batch_add",
        json!({"members": [{}, {"member_type": "user"}, {"member_id": "x", "member_id_type": null}]}),
    )
    .await;
    let wanted = json!(["members[*].member_id", "members[*].member_type"].map(required));
    assert_eq!(members, wanted, "the same thing wrong in many items is said once");
    server.stop().await;
}

#[tokio::test]
async fn a_list_is_no_object_although_its_items_would_fit() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    let path = "/open-apis/contact/v3/group/night/member/batch_add";
    let answer = server.send(&who, Method::POST, path, Some(json!({"members": [["x", "user", "open_id"]]}))).await;
    let msg = r#"Invalid parameter type in json: members. Invalid parameter value: ["x","user","open_id"]. Please check and modify accordingly."#;
    assert_eq!((answer.code(), answer.msg().as_str()), (9499, msg));
    server.stop().await;
}

#[tokio::test]
async fn a_key_given_twice_is_a_bad_request_and_changes_nothing() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    let answer = create(&server, &who, r#"{"name":"once","name":"twice"}"#).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (400, 9499), "{answer}");
    let list = server.send(&who, Method::GET, "/open-apis/contact/v3/group/simplelist", None).await;
    assert!(!list.text.contains("once") && !list.text.contains("twice"), "{list}");
    server.stop().await;
}

#[tokio::test]
async fn nul_is_refused_wherever_it_stands() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    let answer = create(&server, &who, r#"{"name":"a\u0000b"}"#).await;
    assert_eq!(answer.code(), 99_992_402, "{answer}");
    assert_eq!(
        answer.json()["error"]["field_violations"],
        json!([{"field": "name", "description": "must not contain NUL"}])
    );
    let escaped = create(&server, &who, r#"{"name":"a\\u0000b"}"#).await;
    assert_eq!(escaped.code(), 0, "a backslash before u0000 is text: {escaped}");
    server.stop().await;
}

#[tokio::test]
async fn depth_alone_does_no_harm() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    let deep = |open: &str, close: &str| format!("{{\"x\":{}1{}}}", open.repeat(10_000), close.repeat(10_000));
    for body in [deep("[", "]"), deep("{\"a\":", "}"), "[".repeat(100_000), "{\"a\":".repeat(100_000)] {
        let answer = create(&server, &who, body).await;
        assert_eq!(answer.status.as_u16(), 400, "{}", answer.text);
        assert!([9499, 99_992_402].contains(&answer.code()), "{answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_body_up_to_eight_mebibytes_is_read_and_a_larger_one_refused_in_words() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    let body_of = |size: usize| {
        let mut body = br#"{"name":"n","unknown":""#.to_vec();
        body.resize(size - 2, b'x');
        body.extend_from_slice(b"\"}");
        body
    };
    let largest = create(&server, &who, body_of(8 << 20)).await;
    assert_eq!(largest.code(), 0, "{largest}");
    for size in [(8 << 20) + 1, 9 << 20, 100 << 20] {
        let answer = create(&server, &who, body_of(size)).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code(), answer.msg().as_str()),
            (413, 9499, "Bad Request"),
            "{size}"
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn more_values_than_any_call_has_are_refused_before_they_fill_the_memory() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    let body = format!("{{\"name\":1,\"x\":[{}1]}}", "1,".repeat(3 << 20));
    let answer = create(&server, &who, body).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (400, 9499), "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn who_sends_a_large_body_with_a_bad_token_gets_to_read_why() {
    let server = company::start().await;
    let body = vec![b'x'; 20 << 20];
    for path in [GROUP, "/nowhere", "/open-apis/authen/v1/user_info"] {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer t-bad\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            body.len()
        );
        let mut stream = raw::connect(&server).await;
        // Like most clients: all is sent before anything is read.
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&body).await.unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.contains("99991663") || answer.contains("404 page not found"), "{path}: {answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn who_asks_whether_to_send_a_body_at_all_is_told_no_at_once() {
    let server = company::start().await;
    let head = format!(
        "POST {GROUP} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer t-bad\r\nexpect: 100-continue\r\ncontent-length: 100000000\r\n\r\n"
    );
    let answer = raw::exchange(&server, head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 400 ") && answer.contains("99991663"), "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn a_body_in_pieces_is_one_body() {
    let server = company::start().await;
    let Who::Token(token) = tenant_token(&server, ALL).await else { panic!() };
    let mut stream = raw::connect(&server).await;
    let head = format!(
        "POST {GROUP} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    for piece in ["{\"na", "me\":\"in ", "pieces\"}"] {
        stream.write_all(format!("{:x}\r\n{piece}\r\n", piece.len()).as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    stream.write_all(b"0\r\n\r\n").await.unwrap();
    let answer = raw::rest(&mut stream).await;
    assert!(answer.contains(r#"{"code":0,"msg":"success","#), "{answer}");
    server.stop().await;
}

async fn impatient() -> TestServer {
    let timeouts = Timeouts { head: Duration::from_millis(300), ..Timeouts::default() };
    let body_time = Duration::from_millis(300);
    TestServer::set_up(Setup { fixture: company::TWO.to_owned(), timeouts, body_time, ..Setup::default() }).await
}

#[tokio::test]
async fn a_body_that_does_not_come_is_told_and_given_up() {
    let server = impatient().await;
    let Who::Token(token) = tenant_token(&server, ALL).await else { panic!() };
    let mut stream = raw::connect(&server).await;
    let head = format!(
        "POST {GROUP} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ncontent-length: 100\r\n\r\n{{\"name\":"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let started = Instant::now();
    let answer = raw::rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains(r#"{"code":9499,"msg":"Bad Request""#), "{answer}");
    assert!(started.elapsed() < Duration::from_secs(5));
    server.stop().await;
}

#[tokio::test]
async fn a_head_that_does_not_come_is_given_up() {
    let server = impatient().await;
    let mut stream = raw::connect(&server).await;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost:").await.unwrap();
    let mut answer = String::new();
    let read = tokio::time::timeout(Duration::from_secs(5), stream.read_to_string(&mut answer)).await;
    assert!(read.is_ok(), "the server should hang up");
    assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");
    server.stop().await;
}
