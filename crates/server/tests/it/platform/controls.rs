//! Controls for development and tests.

use http::Method;
use menjin_testkit::{Answer, Setup, TestServer, Who};
use serde_json::{Value, json};

use super::company::{self, ALL, OTHER, OTHER_TENANT, STORE, TENANT, get, post, tenant_token, user_token};

async fn put(server: &TestServer, path: &str, body: Value) -> Answer {
    server.send(&Who::Nobody, Method::PUT, path, Some(body)).await
}

fn refused(answer: &Answer, status: u16, field: Option<&str>) {
    let json = answer.json();
    assert_eq!((answer.status.as_u16(), json.get("field").and_then(Value::as_str)), (status, field), "{answer}");
    assert!(json["error"].as_str().is_some_and(|error| !error.is_empty()), "{answer}");
    assert!(json.as_object().is_some_and(|error| error.keys().all(|key| key == "error" || key == "field")), "{answer}");
}

const CONTROLS: [(&str, &str); 7] = [
    ("GET", "/_menjin/v1/directory?app_id=cli_0000000000000001"),
    ("POST", "/_menjin/v1/user_tokens"),
    ("POST", "/_menjin/v1/reset"),
    ("GET", "/_menjin/v1/clock"),
    ("PUT", "/_menjin/v1/clock"),
    ("POST", "/_menjin/v1/clock/advance"),
    ("PUT", "/_menjin/v1/limits"),
];

#[tokio::test]
async fn the_directory_shows_every_id_as_the_app_sees_it() {
    let server = company::start().await;
    let directory = server.directory(ALL).await;

    let names: Vec<_> = directory.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["tenant_key", "users", "departments", "groups", "documents", "devices", "review_groups", "apps"]
    );
    assert_eq!(directory["tenant_key"], TENANT);
    let ada = &directory["users"][0];
    assert_eq!((&ada["user_id"], &ada["name"]), (&json!("ada"), &json!("Ada")));
    for (name, prefix) in [("open_id", "ou_"), ("union_id", "on_")] {
        let id = ada[name].as_str().unwrap();
        assert!(id.starts_with(prefix) && id.len() == 35, "{id}");
    }
    assert!(
        !directory["users"].as_array().unwrap().iter().any(|user| user["user_id"] == "fay"),
        "who left is not there"
    );
    assert_eq!(directory["departments"][1]["department_id"], "web");
    assert!(directory["departments"][1]["open_department_id"].as_str().unwrap().starts_with("od-"));
    assert_eq!(
        directory["groups"],
        json!([{"group_id": "night", "name": "Night", "type": 1}, {"group_id": "web-people", "name": "Web people", "type": 2}])
    );
    assert_eq!(directory["apps"].as_array().unwrap().len(), 7);
    assert!(!directory.to_string().contains(company::SECRET));

    let demo = TestServer::start().await;
    let directory = demo.directory(menjin_testkit::DEMO_APP).await;
    assert_eq!(
        directory["documents"][0],
        json!({"token": "doxcnOncallHandbook00000001", "type": "docx", "title": "值班手册"})
    );
    assert_eq!(directory["devices"][0], json!({"id": "7296700518380863767", "name": "北门"}));
    assert_eq!(
        directory["review_groups"][1],
        json!({"group_id": "MANAGERS", "name": "管理者", "api_import": false, "members": ["zhangsan", "luohao"]})
    );
    demo.stop().await;
    server.stop().await;
}

#[tokio::test]
async fn the_directory_of_a_store_app_is_that_of_the_tenant_named() {
    let server = company::start().await;
    let own = server.directory(STORE).await;
    let other = server.directory(&format!("{STORE}&tenant_key={OTHER_TENANT}")).await;
    assert_eq!((&own["tenant_key"], &other["tenant_key"]), (&json!(TENANT), &json!(OTHER_TENANT)));
    assert_eq!(other["users"][1]["user_id"], "zoe");
    refused(
        &get(&server, &format!("/_menjin/v1/directory?app_id={STORE}&tenant_key=nonsense")).await,
        404,
        Some("tenant_key"),
    );
    refused(&get(&server, "/_menjin/v1/directory").await, 400, Some("app_id"));
    refused(&get(&server, "/_menjin/v1/directory?app_id=cli_nonsense").await, 404, Some("app_id"));
    refused(&get(&server, "/_menjin/v1/directory?app_id=%ff").await, 400, None);
    server.stop().await;
}

#[tokio::test]
async fn user_tokens_have_every_scope_of_the_app_or_those_named() {
    let server = company::start().await;
    let path = "/_menjin/v1/user_tokens";
    let issued = post(&server, path, json!({"app_id": ALL, "user_id": "ada"})).await.json();
    let names: Vec<_> = issued.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        (names, &issued["expires_in"]),
        (vec!["user_access_token", "refresh_token", "expires_in"], &json!(7200))
    );

    for (body, status, field) in [
        (json!({"app_id": "cli_00000000deadbeef", "user_id": "ada"}), 404, Some("app_id")),
        (json!({"app_id": ALL, "user_id": "nobody"}), 404, Some("user_id")),
        (json!({"app_id": ALL, "user_id": "zoe"}), 404, Some("user_id")),
        (json!({"app_id": ALL, "user_id": "ada", "tenant_key": "x"}), 404, Some("tenant_key")),
        (json!({"app_id": company::BARE, "user_id": "ada", "scopes": ["contact:group"]}), 400, Some("scopes")),
        (json!({"user_id": "ada"}), 400, Some("app_id")),
        (json!({"app_id": ALL}), 400, Some("user_id")),
        (json!({"app_id": ALL, "user_id": 5}), 400, Some("user_id")),
        (json!({"app_id": ALL, "user_id": "ada", "scopes": "all"}), 400, Some("scopes")),
        (json!({"app_id": ALL, "user_id": "ada", "scope": []}), 400, Some("scope")),
        (json!([]), 400, None),
    ] {
        refused(&post(&server, path, body).await, status, field);
    }
    server.stop().await;
}

#[tokio::test]
async fn a_self_built_app_meets_nobody_of_another_tenant() {
    let server = company::start().await;
    let answer =
        post(&server, "/_menjin/v1/user_tokens", json!({"app_id": ALL, "user_id": "zoe", "tenant_key": OTHER_TENANT}))
            .await;
    refused(&answer, 404, Some("tenant_key"));
    let directory = get(&server, &format!("/_menjin/v1/directory?app_id={ALL}&tenant_key={OTHER_TENANT}")).await;
    refused(&directory, 404, Some("tenant_key"));
    server.stop().await;
}

#[tokio::test]
async fn a_reset_brings_everything_back_and_keeps_tokens_good() {
    let server = TestServer::start().await;
    let before = dump(&server).await;
    let app = server.token(&Who::HrBridge).await;
    let person = server.token(&Who::Person("lisi")).await;

    let made = server.post("/open-apis/contact/v3/group", json!({"name": "new", "group_id": "made"})).await;
    assert_eq!(made.code(), 0, "{made}");
    assert_eq!(server.delete("/open-apis/contact/v3/group/g-empty").await.code(), 0);
    assert_eq!(server.patch("/open-apis/contact/v3/group/g-oncall", json!({"name": "renamed"})).await.code(), 0);
    assert_ne!(dump(&server).await, before);
    server.advance(60);

    let reset = post(&server, "/_menjin/v1/reset", Value::Null).await;

    assert_eq!((reset.status.as_u16(), reset.text.as_str()), (200, "{}"));
    assert_eq!(dump(&server).await, before);
    assert_eq!(server.token(&Who::HrBridge).await, app, "the testkit asks for each token once");
    assert_eq!(server.get("/open-apis/contact/v3/group/g-oncall").await.code(), 0);
    let me = server.send(&Who::Token(person.unwrap()), Method::GET, "/open-apis/authen/v1/user_info", None).await;
    assert_eq!(me.data("/user_id"), "lisi");
    server.stop().await;
}

/// All that the calls show of the company.
async fn dump(server: &TestServer) -> String {
    let mut all = server.directory(menjin_testkit::DEMO_APP).await.to_string();
    for path in [
        "/open-apis/contact/v3/group/simplelist",
        "/open-apis/contact/v3/group/g-oncall",
        "/open-apis/contact/v3/group/g-empty",
    ] {
        all.push_str(&server.get(path).await.data("").to_string());
    }
    all
}

#[tokio::test]
async fn after_a_reset_no_newcomer_inherits_a_token() {
    let server = TestServer::start().await;
    let body = |name: &str| json!({"name": name, "mobile": "13911112222", "department_ids": ["0"], "employee_type": 1, "user_id": name});
    let made = server.post("/open-apis/contact/v3/users", body("first")).await;
    assert_eq!(made.code(), 0, "{made}");
    let token =
        post(&server, "/_menjin/v1/user_tokens", json!({"app_id": menjin_testkit::DEMO_APP, "user_id": "first"})).await;
    let token = Who::Token(token.json()["user_access_token"].as_str().unwrap().to_owned());
    let _ = post(&server, "/_menjin/v1/reset", Value::Null).await;
    assert_eq!(server.post("/open-apis/contact/v3/users", body("second")).await.code(), 0);

    let answer = server.send(&token, Method::GET, "/open-apis/authen/v1/user_info", None).await;

    assert_eq!(answer.code(), 99_991_668, "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn the_clock_is_set_frozen_and_moved() {
    let server = company::start().await;
    let path = "/_menjin/v1/clock";
    assert_eq!(get(&server, path).await.json(), json!({"now": "2026-01-01T00:00:00Z", "frozen": false}));
    let set = put(&server, path, json!({"now": "2026-11-28T10:00:00+08:00"})).await;
    assert_eq!(set.json(), json!({"now": "2026-11-28T02:00:00Z", "frozen": false}));
    server.advance(5);
    assert_eq!(get(&server, path).await.json()["now"], "2026-11-28T02:00:05Z");
    assert_eq!(
        put(&server, path, json!({"frozen": true})).await.json(),
        json!({"now": "2026-11-28T02:00:05Z", "frozen": true})
    );
    server.advance(5);
    assert_eq!(get(&server, path).await.json()["now"], "2026-11-28T02:00:05Z");
    assert_eq!(
        post(&server, "/_menjin/v1/clock/advance", json!({"seconds": 3600})).await.json(),
        json!({"now": "2026-11-28T03:00:05Z", "frozen": true})
    );
    assert_eq!(
        post(&server, "/_menjin/v1/clock/advance", json!({"seconds": -3600})).await.json()["now"],
        "2026-11-28T02:00:05Z"
    );
    assert_eq!(put(&server, path, json!({})).await.json()["frozen"], true, "what is absent stays");

    for (body, field) in [
        (json!({"now": "tomorrow"}), Some("now")),
        (json!({"now": 5}), Some("now")),
        (json!({"frozen": "yes"}), Some("frozen")),
        (json!({"time": 1}), Some("time")),
        (json!(5), None),
    ] {
        refused(&put(&server, path, body).await, 400, field);
    }
    for (body, field) in [
        (json!({}), Some("seconds")),
        (json!({"seconds": "1"}), Some("seconds")),
        (json!({"seconds": i64::MAX}), Some("seconds")),
        (json!({"seconds": 31_622_400_000_i64}), Some("seconds")),
    ] {
        // The largest single step is allowed; it is the end of the calendar that stops it.
        let answer = post(&server, "/_menjin/v1/clock/advance", body).await;
        if answer.status.as_u16() != 200 {
            refused(&answer, 400, field);
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn the_clock_moves_tokens_stamps_and_log_ids() {
    let server = company::start().await;
    let who = tenant_token(&server, ALL).await;
    let _ = post(&server, "/_menjin/v1/clock/advance", json!({"seconds": 7199})).await;
    let last = server
        .send(&who, Method::POST, "/open-apis/contact/v3/group", Some(json!({"name": "late", "group_id": "late"})))
        .await;
    assert_eq!(last.code(), 0);
    assert!(last.header("x-tt-logid").starts_with("20260101095959"), "{}", last.header("x-tt-logid"));
    let stamp =
        server.send(&who, Method::GET, "/open-apis/contact/v3/group/late", None).await.data("/group/create_time");
    assert_eq!(stamp, "1767232799");
    let _ = post(&server, "/_menjin/v1/clock/advance", json!({"seconds": 1})).await;
    assert_eq!(server.send(&who, Method::GET, "/open-apis/contact/v3/group/late", None).await.code(), 99_991_663);
    server.stop().await;
}

#[tokio::test]
async fn the_clock_survives_a_restart_and_a_reset() {
    let folder = tempfile::tempdir().unwrap();
    let setup = || Setup {
        fixture: company::TWO.to_owned(),
        database: Some(menjin_store::Settings::new(folder.path().join("menjin.db"))),
        ..Setup::default()
    };
    let server = TestServer::set_up(setup()).await;
    let _ = put(&server, "/_menjin/v1/clock", json!({"now": "2030-05-05T05:05:05Z", "frozen": true})).await;
    server.stop().await;
    let server = TestServer::set_up(setup()).await;
    assert_eq!(get(&server, "/_menjin/v1/clock").await.json(), json!({"now": "2030-05-05T05:05:05Z", "frozen": true}));
    let _ = post(&server, "/_menjin/v1/reset", Value::Null).await;
    assert_eq!(get(&server, "/_menjin/v1/clock").await.json()["frozen"], true);
    server.stop().await;
}

#[tokio::test]
async fn limits_want_a_boolean() {
    let server = company::start().await;
    for body in [json!({}), json!({"rate": 1})] {
        refused(&put(&server, "/_menjin/v1/limits", body).await, 400, Some("rate"));
    }
    refused(&put(&server, "/_menjin/v1/limits", json!("x".repeat(2 << 20))).await, 400, None);
    server.stop().await;
}

#[tokio::test]
async fn they_are_not_there_unless_switched_on() {
    let server =
        TestServer::set_up(Setup { fixture: company::TWO.to_owned(), controls: false, ..Setup::default() }).await;
    for (method, path) in CONTROLS {
        let answer = server.send(&Who::Nobody, method.parse().unwrap(), path, Some(json!({}))).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (404, "404 page not found"), "{path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn they_answer_on_loopback_only() {
    let server = company::start().await;
    for (method, path) in CONTROLS {
        for address in [Some("192.0.2.1"), Some("::ffff:192.0.2.1"), Some("2001:db8::1"), None] {
            let request = http::Request::builder().method(method).uri(path).body(axum::body::Body::from("{}")).unwrap();
            let answer = server.app().answer(request, address.map(|address| address.parse().unwrap())).await;
            assert_eq!(answer.status().as_u16(), 404, "{path} from {address:?}");
        }
    }
    for address in ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"] {
        let request = http::Request::get("/_menjin/v1/clock").body(axum::body::Body::empty()).unwrap();
        assert_eq!(
            server.app().answer(request, Some(address.parse().unwrap())).await.status().as_u16(),
            200,
            "{address}"
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn they_do_not_answer_to_pages_of_other_origins() {
    let server = company::start().await;
    for (name, value, status) in [
        ("origin", "https://example.com", 403),
        ("origin", "null", 403),
        ("origin", "http://127.0.0.1", 200),
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("sec-fetch-site", "same-origin", 200),
        ("sec-fetch-site", "none", 200),
        ("host", "rebound.example.com", 403),
        ("host", "localhost:8686", 200),
        ("host", "[::1]:8686", 200),
    ] {
        for (method, path) in [("GET", "/_menjin/v1/clock"), ("POST", "/_menjin/v1/reset")] {
            let request = http::Request::builder().method(method).uri(path).header(name, value);
            let answer = server.request(request.body(String::new().into()).unwrap()).await;
            assert_eq!(answer.status.as_u16(), status, "{name}: {value}: {answer}");
            if status == 403 {
                refused(&answer, 403, None);
            }
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn without_a_fixture_there_is_nothing_to_go_back_to() {
    let server = company::start().await;
    let forgotten: Result<(), menjin_store::StoreError> = server
        .cx()
        .db
        .exclusive(|tx| {
            Box::pin(async move { tx.execute("delete from setting where name = 'fixture'", &[]).await.map(drop) })
        })
        .await;
    forgotten.unwrap();
    let who = user_token(&server, OTHER, "zoe").await;
    refused(&post(&server, "/_menjin/v1/reset", Value::Null).await, 409, None);
    assert_eq!(
        server.send(&who, Method::GET, "/open-apis/authen/v1/user_info", None).await.code(),
        0,
        "nothing was changed"
    );
    server.stop().await;
}
