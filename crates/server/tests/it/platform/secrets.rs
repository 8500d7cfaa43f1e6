//! Secrets stay secret: not in Debug output, not in what errors say, not in the audit, not in the clear on disk.

use std::cell::RefCell;

use menjin_api::{
    auth::{Credentials, app_access_token_internal, tenant_access_token_internal},
    authen::oauth,
};
use menjin_service::{admit::Knock, control};
use menjin_testkit::{Setup, TestServer, Who};
use serde_json::json;

use super::{
    browser::code_for,
    company::{self, ALL, SECRET, post, tenant_token},
};

#[test]
fn debug_output_shows_none() {
    const HIDDEN: &str = "hidden-hidden";
    let hidden = || HIDDEN.to_owned();
    let shown = [
        format!("{:?}", Credentials { app_id: ALL.to_owned(), app_secret: hidden() }),
        format!("{:?}", tenant_access_token_internal::Data { tenant_access_token: hidden(), expire: 1 }),
        format!(
            "{:?}",
            app_access_token_internal::Data { app_access_token: hidden(), tenant_access_token: hidden(), expire: 1 }
        ),
        format!(
            "{:?}",
            oauth::Body {
                client_secret: Some(hidden()),
                code: Some(hidden()),
                refresh_token: Some(hidden()),
                code_verifier: Some(hidden()),
                ..oauth::Body::default()
            }
        ),
        format!(
            "{:?}",
            oauth::Data {
                access_token: hidden(),
                refresh_token: Some(hidden()),
                expires_in: 1,
                token_type: String::new(),
                refresh_token_expires_in: None,
                scope: String::new()
            }
        ),
        format!("{:?}", control::UserTokens { user_access_token: hidden(), refresh_token: hidden(), expires_in: 1 }),
        format!("{:?}", menjin_service::Keys::new(*b"hidden-hidden-hidden-hidden-hidd")),
        format!(
            "{:?}",
            Knock {
                authorization: Some("Bearer hidden-hidden"),
                address: None,
                wants_user_ids: false,
                now: menjin_model::Millis(0)
            }
        ),
    ];
    for shown in shown {
        assert!(!shown.contains(HIDDEN) && !shown.contains("104, 105, 100"), "{shown}");
    }
}

thread_local! {
    /// What this thread logged, once it asks for that.
    static LOG: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Keeps the lines of the threads that ask for it.
struct Log;

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.with_borrow_mut(|log| log.iter_mut().for_each(|log| log.extend_from_slice(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_shows_none_at_any_level() {
    // For all threads, since what one thread has no ear for is switched off for the others too.
    tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false).with_writer(|| Log).init();
    // The whole test, server included, runs on this thread.
    LOG.set(Some(Vec::new()));
    let server = company::start().await;
    let Who::Token(token) = tenant_token(&server, ALL).await else { panic!() };
    let code = code_for(&server, ALL, "Ada", &[("scope", "offline_access"), ("state", "the-state-of-the-app")]).await;
    let body = json!({"grant_type": "authorization_code", "client_id": ALL, "client_secret": SECRET, "code": code});
    let person = post(&server, "/oauth/v3/token", body.clone()).await.json();
    let _ = post(&server, "/oauth/v3/token", body).await;
    let _ = server
        .send(
            &Who::Token(token.clone()),
            http::Method::GET,
            &format!("/open-apis/contact/v3/group/night?access_token={token}"),
            None,
        )
        .await;
    server.stop().await;

    let log = String::from_utf8(LOG.take().unwrap()).unwrap();
    assert!(log.contains("answered") && log.contains("contact.v3.group.get"), "else this test looks at nothing: {log}");
    for secret in [
        SECRET,
        &token,
        &code,
        person["access_token"].as_str().unwrap(),
        person["refresh_token"].as_str().unwrap(),
        "the-state-of-the-app",
    ] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}

#[tokio::test]
async fn errors_repeat_none() {
    let server = company::start().await;
    for body in [json!({"app_id": ALL, "app_secret": [SECRET]}), json!({"app_id": ALL, "app_secret": {"x": SECRET}})] {
        for path in ["/open-apis/auth/v3/tenant_access_token/internal", "/oauth/v3/token"] {
            let answer = post(&server, path, body.clone()).await;
            assert!(!answer.text.contains(SECRET), "{answer}");
        }
    }
    let answer = post(
        &server,
        "/oauth/v3/token",
        json!({"grant_type": "refresh_token", "client_id": ALL, "client_secret": [SECRET]}),
    )
    .await;
    assert!(!answer.text.contains(SECRET), "{answer}");
    let answer = company::get(&server, "/open-apis/contact/v3/group/x").await;
    assert_eq!(answer.code(), 99_991_661);
    let token = Who::Token("t-a-token-that-must-not-come-back".to_owned());
    let answer = server.send(&token, http::Method::GET, "/open-apis/contact/v3/group/x", None).await;
    assert!(!answer.text.contains("must-not"), "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn the_file_and_the_audit_hold_none_in_the_clear() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("menjin.db");
    let fixture = company::TWO.to_owned();
    let server =
        TestServer::set_up(Setup { fixture, database: Some(menjin_store::Settings::new(&path)), ..Setup::default() })
            .await;
    let secret = control::secret(server.cx(), ALL).await.unwrap().unwrap();
    assert_eq!(secret, SECRET);
    let body = json!({"app_id": ALL, "app_secret": secret});
    let token =
        post(&server, "/open-apis/auth/v3/tenant_access_token/internal", body).await.json()["tenant_access_token"]
            .as_str()
            .unwrap()
            .to_owned();
    let code = code_for(&server, ALL, "Ada", &[("scope", "offline_access")]).await;
    let body = json!({"grant_type": "authorization_code", "client_id": ALL, "client_secret": secret, "code": code});
    let person = post(&server, "/oauth/v3/token", body).await.json();
    let who = Who::Token(token.clone());
    assert_eq!(
        server.send(&who, http::Method::POST, "/open-apis/contact/v3/group", Some(json!({"name": "n"}))).await.code(),
        0
    );
    server.stop().await;

    let mut kept = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        kept.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    let holds = |text: &str| kept.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("Night"), "else this test looks at nothing");
    for text in
        [&secret, &token, &code, person["access_token"].as_str().unwrap(), person["refresh_token"].as_str().unwrap()]
    {
        assert!(text.len() > 16 && !holds(text), "{text} is in the file");
    }
}

#[tokio::test]
async fn tokens_of_a_server_with_another_key_are_unknown() {
    let server = company::start().await;
    let Who::Token(token) = tenant_token(&server, ALL).await else { panic!() };
    // The text is made from the server key: whoever knows the serial alone cannot make it.
    let keys = menjin_service::Keys::new([8; 32]);
    assert_ne!(keys.derive("tenant_token/1", &[]), menjin_service::Keys::new([7; 32]).derive("tenant_token/1", &[]));
    assert!(token.len() == 42);
    server.stop().await;
}
