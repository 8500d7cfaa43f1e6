//! What operators ask.

use super::company::{self, get};

#[tokio::test]
async fn says_that_it_lives_and_may_be_asked() {
    let server = company::start().await;

    let lives = get(&server, "/healthz").await;
    let ready = get(&server, "/readyz").await;

    assert_eq!((lives.status.as_u16(), lives.text.as_str()), (200, "ok\n"));
    assert_eq!((ready.status.as_u16(), ready.text.as_str()), (200, "ready\n"));
    server.stop().await;
}

#[tokio::test]
async fn is_not_ready_once_its_database_is_closed() {
    let server = company::start().await;
    server.cx().db.close().await;

    let ready = get(&server, "/readyz").await;
    let lives = get(&server, "/healthz").await;

    assert_eq!(ready.status.as_u16(), 503, "{ready}");
    assert_eq!(lives.status.as_u16(), 200);
    server.stop().await;
}

#[tokio::test]
async fn counts_calls_by_name_and_status_and_never_by_what_callers_make_up() {
    let server = company::start().await;
    let _ = get(&server, "/open-apis/contact/v3/group/x").await;
    for number in 0..3 {
        let _ = get(&server, &format!("/made/up/{number}")).await;
    }

    let metrics = get(&server, "/metrics").await;

    assert!(metrics.header("content-type").starts_with("application/openmetrics-text"));
    assert!(metrics.text.contains(r#"menjin_requests_total{call="contact.v3.group.get",status="400"} 1"#), "{metrics}");
    assert!(metrics.text.contains(r#"menjin_requests_total{call="",status="404"} 3"#), "{metrics}");
    assert!(metrics.text.contains("menjin_request_seconds_bucket"), "{metrics}");
    assert!(!metrics.text.contains("made"), "{metrics}");
    server.stop().await;
}

#[tokio::test]
async fn publishes_what_it_speaks() {
    let server = company::start().await;

    let answer = get(&server, "/openapi.json").await;

    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    let document = answer.json();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["paths"]["/open-apis/contact/v3/group"]["post"]["operationId"], "contact.v3.group.create");
    server.stop().await;
}
