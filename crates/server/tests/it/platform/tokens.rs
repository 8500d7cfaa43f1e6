//! Tokens of apps: who gets one, which one, for how long, and in what words others are refused.

use http::Method;
use menjin_testkit::{Answer, Setup, TestServer, Who};
use serde_json::{Value, json};

use super::company::{self, ALL, DISABLED, SECRET, STORE, post, tenant_token};

const TENANT_TOKEN: &str = "/open-apis/auth/v3/tenant_access_token/internal";
const APP_TOKEN: &str = "/open-apis/auth/v3/app_access_token/internal";

async fn ask(server: &TestServer) -> (String, i64) {
    let answer = post(server, TENANT_TOKEN, json!({"app_id": ALL, "app_secret": SECRET})).await;
    let json = answer.json();
    (json["tenant_access_token"].as_str().unwrap().to_owned(), json["expire"].as_i64().unwrap())
}

async fn is_good(server: &TestServer, token: &str) -> bool {
    let who = Who::Token(token.to_owned());
    server.send(&who, Method::GET, "/open-apis/contact/v3/group/night", None).await.code() == 0
}

#[tokio::test]
async fn both_endpoints_give_the_same_token_under_all_its_names() {
    let server = company::start().await;
    let body = json!({"app_id": ALL, "app_secret": SECRET, "app_ticket": "stray", "tenant_key": null});

    let (tenant, app) = (post(&server, TENANT_TOKEN, body.clone()).await, post(&server, APP_TOKEN, body).await);

    let token = tenant.json()["tenant_access_token"].as_str().unwrap().to_owned();
    assert_eq!(tenant.text, format!(r#"{{"code":0,"msg":"ok","tenant_access_token":"{token}","expire":7200}}"#));
    assert_eq!(
        app.text,
        format!(
            r#"{{"code":0,"msg":"ok","app_access_token":"{token}","tenant_access_token":"{token}","expire":7200}}"#
        )
    );
    assert!(
        token
            .strip_prefix("t-")
            .is_some_and(|rest| rest.len() == 40 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())),
        "{token}"
    );
    server.stop().await;
}

#[tokio::test]
async fn the_same_token_comes_again_while_it_lives_half_an_hour_and_then_a_new_one_beside_it() {
    let server = company::start().await;
    let (first, _) = ask(&server).await;

    server.advance(2633);
    assert_eq!(ask(&server).await, (first.clone(), 4567));
    server.advance(5400 - 2633);
    assert_eq!(ask(&server).await, (first.clone(), 1800), "exactly half an hour is enough");
    server.advance(1);
    let (second, expire) = ask(&server).await;
    assert_ne!(second, first);
    assert_eq!(expire, 7200);
    assert!(is_good(&server, &first).await, "the old one lives on");
    assert_eq!(ask(&server).await, (second.clone(), 7200));

    server.advance(1798);
    assert!(is_good(&server, &first).await, "one second before its end");
    server.advance(1);
    assert!(!is_good(&server, &first).await, "to the second");
    assert!(is_good(&server, &second).await);
    server.stop().await;
}

#[tokio::test]
async fn a_clock_put_back_makes_no_token_live_longer_than_any_may() {
    let server = company::start().await;
    let (first, _) = ask(&server).await;
    server.advance(-100_000);
    assert_eq!(ask(&server).await, (first, 7200));
    server.stop().await;
}

#[tokio::test]
async fn a_dead_token_is_never_made_again() {
    let server = company::start().await;
    let mut seen = vec![ask(&server).await.0];
    // Rows of tokens long dead are forgotten when others are issued.
    for _ in 0..3 {
        server.advance(3 * 24 * 3600);
        let _ = tenant_token(&server, company::BARE).await;
        let _ = tenant_token(&server, company::NO_USER_IDS).await;
        let (next, _) = ask(&server).await;
        assert!(!seen.contains(&next));
        for old in &seen {
            assert!(!is_good(&server, old).await);
        }
        seen.push(next);
    }
    server.stop().await;
}

#[tokio::test]
async fn tokens_outlive_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let setup = || Setup {
        fixture: company::TWO.to_owned(),
        database: Some(menjin_store::Settings::new(folder.path().join("menjin.db"))),
        ..Setup::default()
    };
    let server = TestServer::set_up(setup()).await;
    let (token, _) = ask(&server).await;
    let person = company::user_tokens(&server, ALL, "ada", Value::Null).await;
    server.stop().await;

    let server = TestServer::set_up(setup()).await;
    server.advance(100);
    assert!(is_good(&server, &token).await);
    assert_eq!(ask(&server).await, (token, 7100));
    let who = Who::Token(person["user_access_token"].as_str().unwrap().to_owned());
    assert_eq!(server.send(&who, Method::GET, "/open-apis/authen/v1/user_info", None).await.code(), 0);
    server.stop().await;
}

#[tokio::test]
async fn many_cold_clients_at_once_all_get_a_token_that_works() {
    let server = company::start().await;
    let asked = (0..20).map(|_| ask(&server));
    let mut tokens = Vec::new();
    for answer in join(asked).await {
        tokens.push(answer.0);
    }
    for token in &tokens {
        assert!(is_good(&server, token).await);
    }
    tokens.dedup();
    assert_eq!(tokens.len(), 1, "they are one and the same");
    server.stop().await;
}

/// Runs them all at once.
async fn join<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<_> = futures.map(Box::pin).map(|future| (future, None)).collect();
    std::future::poll_fn(|context| {
        for (future, done) in &mut running {
            if done.is_none()
                && let std::task::Poll::Ready(answer) = future.as_mut().poll(context)
            {
                *done = Some(answer);
            }
        }
        if running.iter().all(|(_, done)| done.is_some()) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    running.into_iter().filter_map(|(_, done)| done).collect()
}

#[tokio::test]
async fn refusals_are_the_platforms_byte_for_byte_and_come_with_http_200() {
    const INVALID: &str = r#"{"code":10003,"data":{},"msg":"invalid param"}"#;
    let unknown = "cli_00000000deadbeef";
    let server = company::start().await;
    let cases: Vec<(Value, &str)> = vec![
        (json!({"app_id": "test", "app_secret": SECRET}), INVALID),
        (json!({"app_id": "cli_test", "app_secret": SECRET}), INVALID),
        (json!({"app_id": "cli_000000000000000G", "app_secret": SECRET}), INVALID),
        (json!({"app_id": "", "app_secret": ""}), INVALID),
        (json!({"app_id": ALL, "app_secret": ""}), INVALID),
        (json!({"app_id": ALL}), INVALID),
        (json!({"app_secret": SECRET}), INVALID),
        (json!({"app_id": 5, "app_secret": SECRET}), INVALID),
        (json!({"app_id": null, "app_secret": null}), INVALID),
        (json!({"app_id": ALL, "app_secret": "\0"}), INVALID),
        (json!({}), INVALID),
        (json!([ALL, SECRET]), INVALID),
        (json!({"app_id": STORE, "app_secret": SECRET}), INVALID),
        (json!({"app_id": unknown, "app_secret": SECRET}), r#"{"code":10014,"msg":"app id not exists"}"#),
        (json!({"app_id": ALL, "app_secret": "wrong"}), r#"{"code":10014,"msg":"app secret invalid"}"#),
        (json!({"app_id": STORE, "app_secret": "wrong"}), r#"{"code":10014,"msg":"app secret invalid"}"#),
        (json!({"app_id": DISABLED, "app_secret": SECRET}), r#"{"code":10014,"msg":"app unauthorized"}"#),
    ];
    for path in [TENANT_TOKEN, APP_TOKEN] {
        for (body, wanted) in &cases {
            let answer: Answer = post(&server, path, body.clone()).await;
            assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, *wanted), "{path} {body}");
        }
        for body in ["", "{", "null", "nonsense"] {
            let answer = server.request(http::Request::post(path).body(body.to_owned().into()).unwrap()).await;
            assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, INVALID), "{path} {body}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn a_token_given_along_is_ignored() {
    let server = company::start().await;
    let body = json!({"app_id": ALL, "app_secret": SECRET});
    let answer = server.send(&Who::Token("nonsense".to_owned()), Method::POST, TENANT_TOKEN, Some(body)).await;
    assert_eq!(answer.code(), 0, "{answer}");
    server.stop().await;
}
