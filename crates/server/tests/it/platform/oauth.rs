//! The OAuth token endpoints: codes and refresh tokens against user tokens.

use base64::{Engine, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use http::Method;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

use super::{
    browser::{code_for, encoded, post_form},
    company::{self, ALL, BACK, PICKY, SECRET, post, tenant_token, user_tokens},
};

mod refusals;

const V2: &str = "/open-apis/authen/v2/oauth/token";
const V3: &str = "/oauth/v3/token";
const VERIFIER: &str = "a-verifier-of-at-least-43-characters-._~0123";

fn by_code(app: &str, code: &str, more: Value) -> Value {
    with(json!({"grant_type": "authorization_code", "client_id": app, "client_secret": SECRET, "code": code}), more)
}

fn by_refresh(app: &str, token: &str, more: Value) -> Value {
    with(
        json!({"grant_type": "refresh_token", "client_id": app, "client_secret": SECRET, "refresh_token": token}),
        more,
    )
}

/// With more fields; null takes one away.
fn with(mut body: Value, more: Value) -> Value {
    if let Value::Object(more) = more {
        for (name, value) in more {
            body[name] = value;
        }
    }
    body.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    body
}

async fn user_info(server: &TestServer, answer: &Answer) -> Answer {
    let who = Who::Token(answer.json()["access_token"].as_str().unwrap_or_default().to_owned());
    server.send(&who, Method::GET, "/open-apis/authen/v1/user_info", None).await
}

fn refused(answer: &Answer, code: i64) {
    assert_eq!((answer.status.as_u16(), answer.code()), (400, code), "{answer}");
}

#[tokio::test]
async fn a_code_becomes_a_token_of_the_person_who_agreed() {
    let server = company::start().await;
    for path in [V2, V3] {
        let code = code_for(&server, ALL, "Bob", &[("scope", "contact:group:readonly")]).await;
        let answer = post(&server, path, by_code(ALL, &code, json!({"redirect_uri": BACK}))).await;
        let token = answer.json()["access_token"].as_str().unwrap().to_owned();
        assert_eq!(answer.status.as_u16(), 200);
        let wanted = format!(
            r#"{{"code":0,"access_token":"{token}","expires_in":7200,"token_type":"Bearer","scope":"contact:group:readonly"}}"#
        );
        assert_eq!(answer.text, wanted, "no refresh token without offline_access, no msg, no data");
        assert!(token.starts_with("eyJ") && token.matches('.').count() == 2 && token.len() < 4096);
        assert_eq!(user_info(&server, &answer).await.data("/name"), "Bob");
    }
    server.stop().await;
}

#[tokio::test]
async fn the_token_says_to_others_only_what_they_may_know() {
    let server = company::start().await;
    let code = code_for(&server, ALL, "Ada", &[]).await;
    let answer = post(&server, V3, by_code(ALL, &code, json!({}))).await;
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    let payload = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
    let payload: Value = serde_json::from_slice(&payload).unwrap();
    let names: Vec<_> = payload.as_object().unwrap().keys().collect();
    assert_eq!(names, ["iss", "aud", "iat", "exp", "jti"]);
    assert_eq!(
        (&payload["aud"], payload["exp"].as_i64().unwrap() - payload["iat"].as_i64().unwrap()),
        (&json!(ALL), 7200)
    );
    // A token with another payload or signature is unknown.
    let forged = format!("{token}x");
    let who = Who::Token(forged);
    assert_eq!(server.send(&who, Method::GET, "/open-apis/authen/v1/user_info", None).await.code(), 99_991_668);
    server.stop().await;
}

#[tokio::test]
async fn forms_json_and_basic_are_all_taken() {
    let server = company::start().await;
    let basic = format!("Basic {}", BASE64_STANDARD.encode(format!("{ALL}:{SECRET}")));
    for path in [V2, V3] {
        let code = code_for(&server, ALL, "Ada", &[]).await;
        let form = format!(
            "grant_type=authorization_code&client_id={ALL}&client_secret={SECRET}&code={code}&redirect_uri={}",
            encoded(BACK)
        );
        assert_eq!(post_form(&server, path, &form).await.code(), 0);

        let code = code_for(&server, ALL, "Ada", &[]).await;
        for body in [
            format!("grant_type=authorization_code&code={code}"),
            json!({"grant_type": "authorization_code", "code": code}).to_string(),
        ] {
            let request = http::Request::post(path).header("authorization", &basic).body(body.into()).unwrap();
            let answer = server.request(request).await;
            assert!([0, 20_065].contains(&answer.code()), "{answer}");
        }
        // A form's empty fields are absent, like those of a query.
        let code = code_for(&server, ALL, "Ada", &[]).await;
        let form = format!(
            "grant_type=authorization_code&client_id={ALL}&client_secret={SECRET}&code={code}&redirect_uri=&scope=&code_verifier="
        );
        assert_eq!(post_form(&server, path, &form).await.code(), 0);
    }
    server.stop().await;
}

#[tokio::test]
async fn a_code_is_good_once_and_for_five_minutes() {
    let server = company::start().await;
    let code = code_for(&server, ALL, "Ada", &[]).await;
    assert_eq!(post(&server, V3, by_code(ALL, &code, json!({}))).await.code(), 0);
    refused(&post(&server, V3, by_code(ALL, &code, json!({}))).await, 20_065);

    let code = code_for(&server, ALL, "Ada", &[]).await;
    server.advance(299);
    assert_eq!(post(&server, V3, by_code(ALL, &code, json!({}))).await.code(), 0);
    let code = code_for(&server, ALL, "Ada", &[]).await;
    server.advance(300);
    refused(&post(&server, V3, by_code(ALL, &code, json!({}))).await, 20_004);
    server.stop().await;
}

#[tokio::test]
async fn a_refused_exchange_does_not_use_the_code_up() {
    let server = company::start().await;
    let code = code_for(&server, ALL, "Ada", &[]).await;
    refused(
        &post(&server, V3, by_code(ALL, &code, json!({"redirect_uri": "http://127.0.0.1:9000/other"}))).await,
        20_071,
    );
    refused(&post(&server, V3, by_code(ALL, &code, json!({"scope": "never:granted"}))).await, 20_068);
    assert_eq!(post(&server, V3, by_code(ALL, &code, json!({}))).await.code(), 0);
    server.stop().await;
}

#[tokio::test]
async fn the_challenge_is_held_against_the_verifier() {
    let server = company::start().await;
    let hashed = BASE64_URL_SAFE_NO_PAD.encode(menjin_service::keys::sha256(VERIFIER.as_bytes()));
    for (challenge, method) in [(hashed.as_str(), Some("S256")), (VERIFIER, Some("plain")), (VERIFIER, None)] {
        let mut more = vec![("code_challenge", challenge)];
        more.extend(method.map(|method| ("code_challenge_method", method)));
        for path in [V2, V3] {
            let code = code_for(&server, ALL, "Ada", &more).await;
            for wrong in [
                json!({}),
                json!({"code_verifier": "short"}),
                json!({"code_verifier": format!("{VERIFIER}x")}),
                json!({"code_verifier": hashed}),
                json!({"code_verifier": "ü".repeat(50)}),
            ] {
                refused(&post(&server, path, by_code(ALL, &code, wrong)).await, 20_049);
            }
            assert_eq!(post(&server, path, by_code(ALL, &code, json!({"code_verifier": VERIFIER}))).await.code(), 0);
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn a_verifier_without_a_challenge_is_refused_by_v3_and_ignored_by_v2() {
    let server = company::start().await;
    let code = code_for(&server, ALL, "Ada", &[]).await;
    refused(&post(&server, V3, by_code(ALL, &code, json!({"code_verifier": VERIFIER}))).await, 20_049);
    assert_eq!(post(&server, V2, by_code(ALL, &code, json!({"code_verifier": VERIFIER}))).await.code(), 0);
    server.stop().await;
}

#[tokio::test]
async fn refresh_tokens_rotate_and_the_old_access_token_lives_on() {
    let server = company::start().await;
    let code = code_for(&server, ALL, "Ada", &[("scope", "offline_access contact:group")]).await;
    let first = post(&server, V2, by_code(ALL, &code, json!({}))).await;
    assert_eq!(
        (first.json()["refresh_token_expires_in"].as_i64(), first.json()["scope"].as_str()),
        (Some(604_800), Some("contact:group offline_access"))
    );

    server.advance(7199);
    let old = first.json()["refresh_token"].as_str().unwrap().to_owned();
    let second = post(&server, V3, by_refresh(ALL, &old, json!({}))).await;
    assert_eq!(second.code(), 0, "v2 and v3 tokens are of one kind: {second}");
    assert_eq!(user_info(&server, &first).await.code(), 0, "the old access token lives to its own end");
    assert_eq!(user_info(&server, &second).await.code(), 0);
    assert_ne!(second.json()["refresh_token"], first.json()["refresh_token"]);
    refused(&post(&server, V3, by_refresh(ALL, &old, json!({}))).await, 20_073);

    server.advance(1);
    assert_eq!(user_info(&server, &first).await.code(), 99_991_677);
    server.advance(604_800 - 1);
    let last = second.json()["refresh_token"].as_str().unwrap().to_owned();
    refused(&post(&server, V3, by_refresh(ALL, &last, json!({}))).await, 20_037);
    server.stop().await;
}

#[tokio::test]
async fn two_refreshes_at_once_give_one_successor() {
    let server = company::start().await;
    let issued = user_tokens(&server, ALL, "ada", Value::Null).await;
    let body = by_refresh(ALL, issued["refresh_token"].as_str().unwrap(), json!({}));
    let (one, other) = tokio::join!(post(&server, V3, body.clone()), post(&server, V2, body));
    let mut codes = [one.code(), other.code()];
    codes.sort_unstable();
    assert_eq!(codes, [0, 20_073]);
    server.stop().await;
}

#[tokio::test]
async fn the_chain_ends_365_days_after_the_person_agreed() {
    let server = company::start().await;
    let code = code_for(&server, ALL, "Ada", &[("scope", "offline_access")]).await;
    server.advance(100);
    let mut answer = post(&server, V3, by_code(ALL, &code, json!({}))).await;
    let year: i64 = 365 * 24 * 3600;
    let (step, mut age) = (600_000, 100);
    while age + step < year {
        server.advance(step);
        age += step;
        let token = answer.json()["refresh_token"].as_str().unwrap().to_owned();
        answer = post(&server, V3, by_refresh(ALL, &token, json!({}))).await;
        assert_eq!(answer.code(), 0, "after {age} s: {answer}");
    }
    let token = answer.json()["refresh_token"].as_str().unwrap().to_owned();
    server.advance(year - age);
    refused(&post(&server, V3, by_refresh(ALL, &token, json!({}))).await, 20_037);
    server.advance(-1);
    assert_eq!(post(&server, V3, by_refresh(ALL, &token, json!({}))).await.code(), 0, "one second before");
    server.stop().await;
}

#[tokio::test]
async fn a_narrowed_token_has_less_and_the_next_may_have_all_again() {
    let server = company::start().await;
    let code =
        code_for(&server, ALL, "Ada", &[("scope", "offline_access contact:group contact:contact:readonly")]).await;
    let first = post(&server, V3, by_code(ALL, &code, json!({"scope": "contact:group"}))).await;
    assert_eq!(first.json()["scope"], "contact:group");
    let token = first.json()["refresh_token"].as_str().expect("narrowing concerns this token only").to_owned();
    let second = post(&server, V3, by_refresh(ALL, &token, json!({"scope": "contact:contact:readonly"}))).await;
    assert_eq!(second.json()["scope"], "contact:contact:readonly");
    let token = second.json()["refresh_token"].as_str().unwrap().to_owned();
    let third = post(&server, V3, by_refresh(ALL, &token, json!({}))).await;
    assert_eq!(third.json()["scope"], "contact:contact:readonly contact:group offline_access");
    server.stop().await;
}

#[tokio::test]
async fn grants_add_up_over_time_for_each_app_and_person_alone() {
    let server = company::start().await;
    let scope_of = async |app: &'static str, person: &'static str, scope: &'static str| {
        let code = code_for(&server, app, person, &[("scope", scope)]).await;
        let answer = post(&server, V3, by_code(app, &code, json!({}))).await;
        answer.json()["scope"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(scope_of(ALL, "Ada", "a:b").await, "a:b");
    assert_eq!(scope_of(ALL, "Ada", "c:d").await, "a:b c:d");
    assert_eq!(scope_of(ALL, "Bob", "").await, "");
    assert_eq!(scope_of(PICKY, "Ada", "e:f").await, "e:f");
    server.stop().await;
}

#[tokio::test]
async fn an_app_that_lost_the_scope_lost_it_for_its_people_too() {
    let server = company::start().await;
    // Granted "*" through one app does nothing for another.
    let issued = user_tokens(&server, company::BARE, "ada", json!({"scopes": []})).await;
    let who = Who::Token(issued["user_access_token"].as_str().unwrap().to_owned());
    let answer = server.send(&who, Method::GET, "/open-apis/contact/v3/users/x", None).await;
    assert_eq!(answer.code(), 99_991_672, "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn the_black_list_wins_and_the_white_list_counts_departments_and_groups() {
    let server = company::start().await;
    // Ada: department; Cat: department below; Hal: group; Gus: rule of a dynamic group; Dan: both lists; Bob: none.
    for (person, allowed) in [
        ("Ada", true),
        ("Cat", true),
        ("&lt;script&gt;Hal&lt;/script&gt;", true),
        ("Gus", true),
        ("Dan", false),
        ("Bob", false),
    ] {
        let code = code_for(&server, PICKY, person, &[]).await;
        let answer = post(&server, V3, by_code(PICKY, &code, json!({}))).await;
        assert_eq!(answer.code(), if allowed { 0 } else { 20_010 }, "{person}: {answer}");
    }
    let issued = user_tokens(&server, PICKY, "dan", Value::Null).await;
    refused(&post(&server, V3, by_refresh(PICKY, issued["refresh_token"].as_str().unwrap(), json!({}))).await, 20_010);
    server.stop().await;
}

#[tokio::test]
async fn a_store_app_refreshes_for_people_of_every_tenant() {
    let server = company::start().await;
    let issued = user_tokens(&server, company::STORE, "zoe", json!({"tenant_key": company::OTHER_TENANT})).await;
    let answer =
        post(&server, V3, by_refresh(company::STORE, issued["refresh_token"].as_str().unwrap(), json!({}))).await;
    assert_eq!(answer.code(), 0, "{answer}");
    let info = user_info(&server, &answer).await;
    assert_eq!((info.data("/name"), info.data("/tenant_key")), (json!("Zoe"), json!(company::OTHER_TENANT)));
    server.stop().await;
}

#[tokio::test]
async fn v2_is_limited_like_tier_4_once_the_app_is_known() {
    let server = company::start().await;
    server.cx().limits.switch(true);
    let body = by_refresh(ALL, "eyJ-unknown", json!({}));
    for _ in 0..50 {
        refused(&post(&server, V2, body.clone()).await, 20_026);
    }
    let answer = post(&server, V2, body.clone()).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code(), answer.header("x-ogw-ratelimit-limit")),
        (429, 99_991_400, "50"),
        "{answer}"
    );
    assert_eq!(
        answer.json()["error"],
        "temporarily_unavailable",
        "never a word that makes a client throw its token away"
    );
    // Others, and guesses without the secret, are not counted against it.
    refused(&post(&server, V2, by_refresh(PICKY, "eyJ-unknown", json!({}))).await, 20_026);
    server.stop().await;
}

#[tokio::test]
async fn tokens_of_apps_open_nothing_here() {
    let server = company::start().await;
    let Who::Token(token) = tenant_token(&server, ALL).await else { panic!() };
    refused(&post(&server, V3, by_refresh(ALL, &token, json!({}))).await, 20_026);
    let issued = user_tokens(&server, ALL, "ada", Value::Null).await;
    let access = issued["user_access_token"].as_str().unwrap();
    refused(&post(&server, V3, by_refresh(ALL, access, json!({}))).await, 20_026);
    refused(&post(&server, V3, by_code(ALL, access, json!({}))).await, 20_003);
    server.stop().await;
}
