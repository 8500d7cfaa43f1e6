//! API tokens: for no more than their maker may do, for a time, until they are revoked.

use http::Method;
use menjin_service::administrator::rescue::Role;
use menjin_testkit::{TestServer, Who};
use serde_json::{Value, json};

use super::{add, get, history, let_in, send, token};

async fn status(server: &TestServer, who: &Who, path: &str) -> u16 {
    server.send(who, Method::GET, path, None).await.status.as_u16()
}

#[tokio::test]
async fn a_token_does_what_it_was_made_for_until_it_ends() {
    let server = TestServer::start().await;
    let owner = let_in(&server, "dengchao").await;
    let reads = token(&server, &owner, &["read"], "1").await;
    let me = server.send(&reads, Method::GET, "/menjin/v1/me", None).await.json();
    assert_eq!((&me["login"], &me["rights"]), (&json!("dengchao"), &json!(["read"])));
    assert_eq!(status(&server, &reads, "/menjin/v1/administrators").await, 403);
    let governs = token(&server, &owner, &["read", "administrators"], "366").await;
    assert_eq!(status(&server, &governs, "/menjin/v1/administrators").await, 200);

    let list = server.send(&governs, Method::GET, "/menjin/v1/tokens", None).await.json();
    assert_eq!(list["items"][0]["rights"], json!(["read"]));
    assert!(!list.to_string().contains("mj-"), "{list}");
    let id = list["items"][1]["id"].as_str().unwrap();
    let revoke = format!("/menjin/v1/tokens/{id}");
    assert_eq!(server.send(&reads, Method::DELETE, &revoke, None).await.status.as_u16(), 200);
    assert_eq!(status(&server, &governs, "/menjin/v1/me").await, 401, "revoked");
    assert_eq!(server.send(&reads, Method::DELETE, &revoke, None).await.status.as_u16(), 404);

    server.advance(86_399);
    assert_eq!(status(&server, &reads, "/menjin/v1/me").await, 200);
    server.advance(1);
    assert_eq!(status(&server, &reads, "/menjin/v1/me").await, 401, "over");
    let Who::Token(secret) = reads else { unreachable!() };
    let told = history(&server, "menjin.v1.token").await;
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(!format!("{told:?}").contains(&secret));
    let hashes: Vec<(String,)> = server.rows("select name from admin_token where name = $1", &secret).await;
    assert!(hashes.is_empty());
    server.stop().await;
}

#[tokio::test]
async fn a_token_begets_none_that_may_or_lives_more() {
    let server = TestServer::start().await;
    let owner = let_in(&server, "dengchao").await;
    let reads = token(&server, &owner, &["read"], "1").await;
    let make = async |body: Value| server.send(&reads, Method::POST, "/menjin/v1/tokens", Some(body)).await;
    let child = make(json!({"name": "child", "rights": ["read"], "days": 366})).await.json();
    let now = server.cx().clock.now().0;
    assert_eq!(child["expires"].as_i64().unwrap() - now, 86_400_000, "{child}");
    for (body, field) in [
        (json!({"name": "x", "rights": ["read", "groups"], "days": 1}), "rights"),
        (json!({"name": "x", "rights": [], "days": 1}), "rights"),
        (json!({"name": " ", "rights": ["read"], "days": 1}), "name"),
        (json!({"name": "x".repeat(101), "rights": ["read"], "days": 1}), "name"),
        (json!({"name": "x", "rights": ["read"], "days": 0}), "days"),
        (json!({"name": "x", "rights": ["read"], "days": 367}), "days"),
        (json!({"name": "x", "rights": ["root"], "days": 1}), "rights"),
    ] {
        let answer = make(body).await;
        assert_eq!(answer.status.as_u16(), 400, "{answer}");
        assert!(answer.json()["field"].as_str().unwrap().starts_with(field), "{answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_role_limits_its_tokens_and_a_dismissal_ends_them() {
    let server = TestServer::start().await;
    let owner = let_in(&server, "dengchao").await;
    let helper = add(&server, "helper", Role::Helpdesk).await;
    let page = get(&server, "/console/settings/tokens/new", &helper).await;
    assert!(page.text.contains("value=\"groups\"") && !page.text.contains("value=\"settings\""), "{page}");
    let more = [("name", "x"), ("days", "1"), ("rights", "administrators")];
    assert_eq!(send(&server, "/console/settings/tokens/new", &helper, &more).await.status.as_u16(), 422);
    let groups = token(&server, &helper, &["read", "groups"], "10").await;
    let governs = token(&server, &owner, &["administrators"], "10").await;
    let id = server.send(&governs, Method::GET, "/menjin/v1/administrators", None).await.json();
    let id = id["items"][1]["id"].as_str().unwrap().to_owned();
    let one = format!("/menjin/v1/administrators/{id}");
    let auditor = Some(json!({"role": "auditor"}));
    assert_eq!(server.send(&governs, Method::PATCH, &one, auditor).await.status.as_u16(), 200);
    let me = server.send(&groups, Method::GET, "/menjin/v1/me", None).await.json();
    assert_eq!(me["rights"], json!(["read"]), "the role no longer comes with groups");
    assert_eq!(server.send(&governs, Method::DELETE, &one, None).await.status.as_u16(), 200);
    assert_eq!(status(&server, &groups, "/menjin/v1/me").await, 401);
    assert_eq!(get(&server, "/console", &helper).await.status.as_u16(), 303);
    server.stop().await;
}
