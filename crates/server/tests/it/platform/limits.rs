//! Rate limits: windows by the clock, per call, app and tenant; refused calls do not count.

use http::Method;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::json;

use super::company::{self, ALL, BARE, NO_USER_IDS, OTHER, tenant_token};

const GET_GROUP: &str = "/open-apis/contact/v3/group/night";
const CREATE_GROUP: &str = "/open-apis/contact/v3/group";

async fn limited() -> TestServer {
    let server = company::start().await;
    let on = server.send(&Who::Nobody, Method::PUT, "/_menjin/v1/limits", Some(json!({"rate": true}))).await;
    assert_eq!((on.status.as_u16(), on.json()), (200, json!({"rate": true})));
    server
}

async fn get(server: &TestServer, who: &Who) -> Answer {
    server.send(who, Method::GET, GET_GROUP, None).await
}

async fn create(server: &TestServer, who: &Who) -> Answer {
    server.send(who, Method::POST, CREATE_GROUP, Some(json!({}))).await
}

fn rejected(answer: &Answer, limit: &str, reset: &str) {
    assert_eq!(
        (answer.status.as_u16(), answer.code(), answer.msg().as_str()),
        (429, 99_991_400, "request trigger frequency limit"),
        "{answer}"
    );
    assert_eq!((answer.header("x-ogw-ratelimit-limit"), answer.header("x-ogw-ratelimit-reset")), (limit, reset));
    assert_eq!(answer.json()["error"]["log_id"], answer.header("x-tt-logid"));
}

#[tokio::test]
async fn tier_4_allows_50_a_second_and_1000_a_minute() {
    let server = limited().await;
    let who = tenant_token(&server, ALL).await;
    for second in 0..20 {
        for _ in 0..50 {
            let answer = get(&server, &who).await;
            assert_eq!(
                (answer.code(), answer.header("x-ogw-ratelimit-limit")),
                (0, ""),
                "no headers on what is accepted"
            );
        }
        if second < 19 {
            rejected(&get(&server, &who).await, "50", "1");
            server.advance(1);
        }
    }
    server.advance(1);
    rejected(&get(&server, &who).await, "1000", "40");
    server.advance(39);
    rejected(&get(&server, &who).await, "1000", "1");
    server.advance(1);
    assert_eq!(get(&server, &who).await.code(), 0, "a new minute");
    server.stop().await;
}

#[tokio::test]
async fn refused_calls_do_not_count_but_calls_that_fail_behind_the_limit_do() {
    let server = limited().await;
    let who = tenant_token(&server, ALL).await;
    for _ in 0..100 {
        assert_eq!(create(&server, &who).await.code(), 99_992_402);
    }
    for _ in 0..20 {
        rejected(&create(&server, &who).await, "100", "60");
    }
    server.advance(59);
    rejected(&create(&server, &who).await, "100", "1");
    server.advance(1);
    assert_eq!(create(&server, &who).await.code(), 99_992_402);
    server.stop().await;
}

#[tokio::test]
async fn each_call_app_and_tenant_has_its_own_count() {
    let server = limited().await;
    let who = tenant_token(&server, ALL).await;
    for _ in 0..100 {
        let _ = create(&server, &who).await;
    }
    rejected(&create(&server, &who).await, "100", "60");
    assert_eq!(get(&server, &who).await.code(), 0, "another call");
    assert_eq!(create(&server, &tenant_token(&server, NO_USER_IDS).await).await.code(), 99_992_402, "another app");
    assert_eq!(create(&server, &tenant_token(&server, OTHER).await).await.code(), 99_992_402, "another tenant");
    server.stop().await;
}

#[tokio::test]
async fn the_limit_comes_before_the_scopes_and_after_the_token() {
    let server = limited().await;
    let bare = tenant_token(&server, BARE).await;
    for _ in 0..100 {
        assert_eq!(create(&server, &bare).await.code(), 99_991_672);
    }
    rejected(&create(&server, &bare).await, "100", "60");
    for _ in 0..200 {
        assert_eq!(create(&server, &Who::Token("t-bad".to_owned())).await.code(), 99_991_663);
    }
    server.stop().await;
}

#[tokio::test]
async fn switched_off_nothing_is_limited_and_on_again_all_counts_begin_anew() {
    let server = limited().await;
    let who = tenant_token(&server, ALL).await;
    let switch = async |rate: bool| {
        server.send(&Who::Nobody, Method::PUT, "/_menjin/v1/limits", Some(json!({"rate": rate}))).await
    };
    for _ in 0..50 {
        let _ = get(&server, &who).await;
    }
    rejected(&get(&server, &who).await, "50", "1");
    let _ = switch(false).await;
    for _ in 0..60 {
        assert_eq!(get(&server, &who).await.code(), 0);
    }
    let _ = switch(true).await;
    assert_eq!(get(&server, &who).await.code(), 0);
    server.stop().await;
}

#[tokio::test]
async fn caps_on_sizes_stay_on_when_rates_are_off() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    let name = "x".repeat(101);
    let answer = server.send(&who, Method::POST, CREATE_GROUP, Some(json!({"name": name}))).await;
    assert_eq!(answer.code(), 42_013, "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn asking_for_tokens_is_not_limited() {
    let server = limited().await;
    for _ in 0..120 {
        let _ = tenant_token(&server, ALL).await;
    }
    server.stop().await;
}
