//! Every code of the OAuth endpoints, and what causes it; none that the table documents is left out.

use std::collections::BTreeSet;

use base64::{Engine, prelude::BASE64_STANDARD};
use menjin_api::authen::oauth::code;
use menjin_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use super::{V2, V3, by_code, by_refresh};
use crate::platform::{
    browser::{code_for, post_form},
    company::{self, ALL, DISABLED, PICKY, SECRET, post, user_tokens},
};

async fn refresh_of(server: &TestServer, app: &str, person: &str) -> String {
    user_tokens(server, app, person, Value::Null).await["refresh_token"].as_str().unwrap_or_default().to_owned()
}

async fn with_basic(server: &TestServer, path: &str, credentials: &str, body: Value) -> Answer {
    let header = format!("Basic {}", BASE64_STANDARD.encode(credentials));
    server
        .request(http::Request::post(path).header("authorization", header).body(body.to_string().into()).unwrap())
        .await
}

/// Cause, and the answers that it has on one of the two endpoints.
async fn answers(server: &TestServer, path: &str) -> Vec<(i64, &'static str, Answer)> {
    let code = code_for(server, ALL, "Ada", &[]).await;
    let fresh = refresh_of(server, ALL, "ada").await;
    let ok = by_code(ALL, &code, json!({}));
    let send = async |body: Value| post(server, path, body).await;
    let without = |name: &str| by_code(ALL, &code, json!({name: null}));
    let mut all = vec![
        (20_001, "no grant type", send(without("grant_type")).await),
        (20_001, "no app", send(without("client_id")).await),
        (20_001, "no secret", send(without("client_secret")).await),
        (20_001, "no code", send(without("code")).await),
        (20_001, "an empty code", send(by_code(ALL, "", json!({}))).await),
        (20_001, "no refresh token", send(by_refresh(ALL, "", json!({"refresh_token": null}))).await),
        (20_001, "nothing", send(json!({})).await),
        (20_001, "no body", server.request(http::Request::post(path).body(String::new().into()).unwrap()).await),
        (20_001, "an empty form", post_form(server, path, "a=b").await),
        (20_002, "a wrong secret", send(by_code(ALL, &code, json!({"client_secret": "wrong"}))).await),
        (
            20_002,
            "a wrong secret in Basic",
            with_basic(
                server,
                path,
                &format!("{ALL}:wrong"),
                json!({"grant_type": "refresh_token", "refresh_token": "x"}),
            )
            .await,
        ),
        (20_003, "no such code", send(by_code(ALL, "nonsense", json!({}))).await),
        (20_024, "another app's code", send(by_code(PICKY, &code, json!({}))).await),
        (20_024, "another app's refresh token", send(by_refresh(PICKY, &fresh, json!({}))).await),
        (20_026, "no such refresh token", send(by_refresh(ALL, "eyJ-nonsense", json!({}))).await),
        (20_026, "a refresh token of v1", send(by_refresh(ALL, "ur-nonsense", json!({}))).await),
        (20_036, "another grant type", send(by_code(ALL, &code, json!({"grant_type": "password"}))).await),
        (
            20_036,
            "keyless",
            send(by_code(ALL, &code, json!({"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer"}))).await,
        ),
        (20_048, "no such app", send(by_code("cli_00000000deadbeef", &code, json!({}))).await),
        (20_048, "a malformed app id", send(by_code("x", &code, json!({}))).await),
        (20_069, "a disabled app", send(by_code(DISABLED, &code, json!({}))).await),
        (20_070, "both ways of credentials", with_basic(server, path, &format!("{ALL}:{SECRET}"), ok.clone()).await),
        (
            20_071,
            "another address",
            send(by_code(ALL, &code, json!({"redirect_uri": "http://127.0.0.1:9000/other"}))).await,
        ),
        (20_067, "a scope twice", send(by_refresh(ALL, &fresh, json!({"scope": "a:b a:b"}))).await),
        (20_068, "a scope never granted", send(by_code(ALL, &code, json!({"scope": "never:granted"}))).await),
        (20_063, "a wrong type", send(by_code(ALL, &code, json!({"redirect_uri": 5}))).await),
        (20_063, "a list", send(json!(["authorization_code"])).await),
        (20_063, "broken JSON", post_form(server, path, "{\"grant_type\":").await),
        (
            20_063,
            "no text",
            server.request(http::Request::post(path).body(b"code=%ff"[..].to_vec().into()).unwrap()).await,
        ),
        (20_063, "NUL", send(by_code(ALL, "a\0", json!({}))).await),
        (20_066, "a frozen person", send(by_refresh(ALL, &refresh_of(server, ALL, "eve").await, json!({}))).await),
        (20_066, "a person who left", send(by_refresh(ALL, &refresh_of(server, ALL, "fay").await, json!({}))).await),
        (
            20_010,
            "an app for others",
            send(by_refresh(PICKY, &refresh_of(server, PICKY, "bob").await, json!({}))).await,
        ),
    ];
    let challenged = code_for(server, ALL, "Ada", &[("code_challenge", "x")]).await;
    all.push((20_049, "no verifier", send(by_code(ALL, &challenged, json!({}))).await));
    assert_eq!(send(ok.clone()).await.code(), 0, "none of these used the code up");
    all.push((20_065, "a used code", send(ok).await));
    assert_eq!(send(by_refresh(ALL, &fresh, json!({}))).await.code(), 0, "none of these used the token up");
    all.push((20_073, "a used refresh token", send(by_refresh(ALL, &fresh, json!({}))).await));
    let (code, refresh) = (code_for(server, ALL, "Ada", &[]).await, refresh_of(server, ALL, "ada").await);
    server.advance(300);
    all.push((20_004, "an old code", send(by_code(ALL, &code, json!({}))).await));
    server.advance(604_800 - 300);
    all.push((20_037, "an old refresh token", send(by_refresh(ALL, &refresh, json!({}))).await));
    all
}

#[tokio::test]
async fn every_documented_code_has_a_cause_and_its_exact_words() {
    for path in [V2, V3] {
        let server = company::start().await;
        let mut provoked = BTreeSet::new();
        for (number, cause, answer) in answers(&server, path).await {
            let row = code::ALL
                .iter()
                .find(|row| row.number == number)
                .unwrap_or_else(|| panic!("{number} is not in the table"));
            let wanted = json!({"code": number, "error": code::word(number), "error_description": row.msg});
            assert_eq!((answer.status, answer.json()), (row.status, wanted), "{path}: {cause}");
            assert_eq!(answer.json().as_object().map(serde_json::Map::len), Some(3), "{answer}");
            provoked.insert(number);
        }
        for row in code::ALL.iter().filter(|row| row.unreachable.is_none()) {
            assert!(provoked.contains(&row.number), "{path}: nothing provokes {} {:?}", row.number, row.msg);
        }
        server.stop().await;
    }
}

#[test]
fn the_words_of_the_rfc_stand_where_the_contract_says() {
    for (number, word) in [
        (20_001, "invalid_request"),
        (20_002, "invalid_client"),
        (20_003, "invalid_grant"),
        (20_009, "unauthorized_client"),
        (20_010, "unauthorized_client"),
        (20_026, "invalid_grant"),
        (20_036, "unsupported_grant_type"),
        (20_048, "invalid_client"),
        (20_050, "server_error"),
        (20_063, "invalid_request"),
        (20_068, "invalid_scope"),
        (20_069, "invalid_client"),
        (20_072, "temporarily_unavailable"),
        (20_074, "unauthorized_client"),
    ] {
        assert_eq!(code::word(number), word, "{number}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_told_in_the_same_shape() {
    let server = company::start().await;
    let answer = post_form(&server, V3, &format!("code={}", "x".repeat(9 << 20))).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code(), answer.json()["error"].as_str()),
        (413, 9499, Some("invalid_request")),
        "{}",
        answer.status
    );
    server.stop().await;
}
