//! The wire itself: header names, methods, addresses, connections.

use http::Method;
use menjin_testkit::{TestServer, Who};
use tokio::io::AsyncWriteExt;

use super::{
    company::{self, ALL, tenant_token},
    raw,
};

const PLAIN_404: &str = "404 page not found";

async fn bearer(server: &TestServer) -> String {
    let Who::Token(token) = tenant_token(server, ALL).await else { panic!() };
    token
}

#[tokio::test]
async fn header_names_are_in_title_case_as_the_python_client_looks_them_up() {
    let server = company::start().await;

    for path in ["/open-apis/contact/v3/group/x", "/nowhere"] {
        let text = raw::exchange(&server, format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).await;
        let head = text.split("\r\n\r\n").next().unwrap();
        for name in ["Content-Type", "X-Tt-Logid", "X-Request-Id", "Request-Id", "Content-Length", "Date"] {
            assert!(head.contains(&format!("\r\n{name}: ")), "{name} in {head}");
        }
        for line in head.lines().skip(1) {
            assert!(line.starts_with(|first: char| first.is_ascii_uppercase()), "{line}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn rate_limit_headers_are_in_title_case_too() {
    let server = company::start().await;
    let token = bearer(&server).await;
    server.cx().limits.switch(true);
    let request =
        format!("GET /open-apis/contact/v3/group/night HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\r\n");

    let text = raw::exchange(&server, request.repeat(51).as_bytes()).await;

    assert!(text.contains("\r\nX-Ogw-Ratelimit-Limit: 50\r\n"), "{text}");
    server.stop().await;
}

#[tokio::test]
async fn answers_are_json_and_say_so() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    for answer in [
        server.send(&who, Method::GET, "/open-apis/contact/v3/group/night", None).await,
        server.send(&who, Method::GET, "/open-apis/contact/v3/group/nobody", None).await,
        company::get(&server, "/open-apis/contact/v3/group/x").await,
        company::post(&server, "/oauth/v3/token", serde_json::json!({})).await,
        company::post(&server, "/open-apis/auth/v3/tenant_access_token/internal", serde_json::json!({})).await,
    ] {
        assert_eq!(answer.header("content-type"), "application/json; charset=utf-8", "{answer}");
        assert!(answer.json()["code"].is_i64(), "{answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn what_is_not_served_gets_the_plain_404_whoever_asks() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    let cases = [
        (Method::GET, "/"),
        (Method::GET, "//"),
        (Method::GET, "/nowhere"),
        (Method::GET, "/open-apis"),
        (Method::GET, "/open-apis/contact/v3/nothing"),
        (Method::GET, "/open-apis/contact/v3/group/night/"),
        (Method::GET, "/open-apis/contact//v3/group/night"),
        (Method::GET, "/open-apis/contact/v3/group/night//"),
        (Method::GET, "/open%2Dapis/contact/v3/group/night"),
        (Method::PUT, "/open-apis/contact/v3/group/night"),
        (Method::GET, "/open-apis/auth/v3/tenant_access_token/internal"),
        (Method::POST, "/open-apis/authen/v1/user_info"),
        (Method::GET, "/OPEN-APIS/contact/v3/group/night"),
    ];
    for (method, path) in cases {
        let answer = server.send(&who, method.clone(), path, None).await;
        let is_404 = answer.status.as_u16() == 404;
        // One slash at the end is forgiven, nothing else.
        assert_eq!(is_404, path != "/open-apis/contact/v3/group/night/", "{method} {path}: {answer}");
        if is_404 {
            assert_eq!((answer.text.as_str(), answer.header("content-type")), (PLAIN_404, "text/plain"), "{path}");
            assert_eq!(answer.header("allow"), "");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn head_and_options_are_not_served() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    for path in ["/open-apis/contact/v3/group/night", "/healthz", "/nowhere", "*"] {
        let options = raw::exchange(&server, format!("OPTIONS {path} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).await;
        assert!(options.starts_with("HTTP/1.1 404 Not Found\r\n") && options.ends_with(PLAIN_404), "{path}: {options}");
        assert!(!options.contains("\r\nAllow:"), "{options}");
        if path != "*" {
            let head = server.send(&who, Method::HEAD, path, None).await;
            assert_eq!((head.status.as_u16(), head.text.as_str()), (404, ""), "{path}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn a_base_address_with_a_slash_at_its_end_works() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    for path in [
        "//open-apis/contact/v3/group/night",
        "///open-apis/contact/v3/group/night",
        "/open-apis/contact/v3/group/night/",
        "//open-apis/contact/v3/group/night/?user_id_type=open_id",
    ] {
        let answer = raw::exchange(
            &server,
            format!("GET {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\r\n", bearer(&server).await)
                .as_bytes(),
        )
        .await;
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{path}: {answer}");
    }
    let slashed = server
        .send(&who, Method::POST, "/open-apis/auth/v3/tenant_access_token/internal/", Some(serde_json::json!({})))
        .await;
    assert_eq!(slashed.code(), 10_003);
    server.stop().await;
}

#[tokio::test]
async fn a_target_with_its_whole_address_is_read_like_a_path() {
    let server = company::start().await;
    let token = bearer(&server).await;
    let request = format!(
        "GET http://{}/open-apis/contact/v3/group/night HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\r\n",
        server.address()
    );
    let answer = raw::exchange(&server, request.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn a_body_on_get_is_taken_and_ignored_whatever_it_is() {
    let server = company::start().await;
    let token = bearer(&server).await;
    for (kind, body) in [
        ("content-type: application/json\r\n", "{}"),
        ("", "{}"),
        ("content-type: text/html\r\n", "<html>"),
        ("content-type: application/json\r\n", "{\"broken\":"),
        ("", ""),
    ] {
        let request = format!(
            "GET /open-apis/contact/v3/group/night HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n{kind}content-length: {}\r\n\r\n{body}",
            body.len()
        );
        // Twice on one connection: what was ignored must not be taken for the next request.
        let answers = raw::exchange(&server, request.repeat(2).as_bytes()).await;
        assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{body}: {answers}");
    }
    server.stop().await;
}

#[tokio::test]
async fn the_content_type_never_matters() {
    let server = company::start().await;
    let body = format!(r#"{{"app_id":"{ALL}","app_secret":"{}"}}"#, company::SECRET);
    for kind in [
        "",
        "content-type: text/plain\r\n",
        "content-type: application/x-www-form-urlencoded\r\n",
        "content-type: nonsense\r\n",
    ] {
        let request = format!(
            "POST /open-apis/auth/v3/tenant_access_token/internal HTTP/1.1\r\nhost: x\r\n{kind}content-length: {}\r\n\r\n{body}",
            body.len()
        );
        let answer = raw::exchange(&server, request.as_bytes()).await;
        assert!(answer.contains(r#"{"code":0,"msg":"ok","#), "{kind}: {answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn pipelined_requests_are_answered_in_order() {
    let server = company::start().await;
    let token = bearer(&server).await;
    let request =
        |path| format!("GET /open-apis/contact/v3/{path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\r\n");
    let requests = ["group/night", "group/nobody", "group/night", "nothing"].map(request).concat();
    let answers = raw::exchange(&server, requests.as_bytes()).await;
    let statuses: Vec<_> = answers.split("HTTP/1.1 ").skip(1).map(|answer| &answer[..3]).collect();
    assert_eq!(statuses, ["200", "400", "200", "404"], "{answers}");
    server.stop().await;
}

#[tokio::test]
async fn nonsense_on_the_socket_harms_nobody() {
    let server = company::start().await;
    for bytes in [
        &b"\0\0\0\0"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST /open-apis/contact/v3/group HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
        b"POST /open-apis/contact/v3/group HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"CONNECT example.com:443 HTTP/1.1\r\nhost: x\r\n\r\n",
        b"GET /open-apis/contact/v3/group/%ff%00 HTTP/1.0\r\n\r\n",
    ] {
        let _ = raw::exchange(&server, bytes).await;
    }
    let mut stream = raw::connect(&server).await;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    assert!(raw::rest(&mut stream).await.starts_with("HTTP/1.1 200 OK"));
    server.stop().await;
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let server = company::start().await;
    let request = format!("GET /healthz HTTP/1.1\r\nhost: x\r\nx-large: {}\r\n\r\n", "x".repeat(200 << 10));
    let mut stream = raw::connect(&server).await;
    // The server may hang up before all is sent.
    let _ = stream.write_all(request.as_bytes()).await;
    let answer = raw::rest(&mut stream).await;
    assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");
    server.stop().await;
}
