//! Reading apps.

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::{
    DEMO_APP, TestServer, Who,
    contract::{Arranged, Case, case, walk},
};
use serde_json::{Value, json};

fn path(app_id: &str, query: &str) -> String {
    format!("/open-apis/application/v6/applications/{app_id}{query}")
}

fn only_itself(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let sql = "update app set scopes = '[\"application:application:self_manage\"]' where app_id = $1";
        server.execute(sql, DEMO_APP).await;
        server.cx().sessions.forget_all();
        (path, body)
    })
}

/// Another company with an app of its own.
fn elsewhere(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let sql = "insert into tenant (id, tenant_key, name, time_zone, created) values (99, $1, '', 'UTC', 0)";
        server.execute(sql, "ffffffffffffffff").await;
        let sql = "update app set tenant = 99 where app_id = $1";
        server.execute(sql, "cli_b2c3d4e5f6a7b8c9").await;
        (path, body)
    })
}

#[tokio::test]
async fn get_answers_as_the_contract_says() {
    const OK: (u16, i64, &str) = (200, 0, "success");
    const INVALID_ID: (u16, i64, &str) = (400, 210_503, "invalid app_id");
    const FIELDS: (u16, i64, &str) = (400, 99_992_402, "field validation failed");
    let get = |cause, id: &str, query: &str, answer| -> Case {
        case(cause, Method::GET, &path(id, query), Value::Null, answer)
    };
    let (other, lang) = ("cli_b2c3d4e5f6a7b8c9", "?lang=zh_cn");
    let cases = vec![
        get("the calling app", "me", lang, OK),
        get("the calling app by its id", DEMO_APP, lang, OK),
        get("another app", other, lang, OK),
        get("the id has another form", "app_1", lang, INVALID_ID),
        get("the id is too short", "cli_1", lang, INVALID_ID),
        get("no app has this id", "cli_0000000000000000", lang, (400, 210_506, "no such app")),
        get("another company has this id", other, lang, (400, 210_504, "no such app in tenant")).after(elsewhere),
        get("another app without the scope", other, lang, (400, 210_508, "insufficient permission level"))
            .after(only_itself),
        get("itself with the smaller scope", "me", lang, OK).after(only_itself),
        get("lang is missing", "me", "", FIELDS),
        get("lang is unknown", "me", "?lang=fr_fr", FIELDS),
        get("people have no tokens for this", "me", lang, (400, 99_991_668, "user access token not support"))
            .by(Who::Person("lisi")),
    ];
    walk(&["application.v6.application.get"], cases).await;
}

#[tokio::test]
async fn an_app_reads_itself() {
    let server = TestServer::start().await;
    let answer = server
        .send(
            &Who::App("cli_a1b2c3d4e5f6a7b8".to_owned()),
            Method::GET,
            &path("cli_c3d4e5f6a7b8c9d0", "?lang=en_us&user_id_type=user_id"),
            None,
        )
        .await;
    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"app":{"app_id":"cli_c3d4e5f6a7b8c9d0","creator_id":"zhangsan","status":1,"scene_type":0,"payment_type":0,"redirect_urls":[],"online_version_id":"","unaudit_version_id":"","app_name":"Handbook bot","avatar_url":"","description":"","scopes":[{"scope":"docs:permission.member","description":"","level":1,"token_types":["tenant","user"]},{"scope":"docs:permission.member:create","description":"","level":1,"token_types":["tenant","user"]},{"scope":"docs:permission.member:retrieve","description":"","level":1,"token_types":["tenant","user"]},{"scope":"drive:drive","description":"","level":1,"token_types":["tenant","user"]}],"back_home_url":"","i18n":[{"i18n_key":"zh_cn","name":"Handbook bot","description":"","help_use":""}],"primary_language":"zh_cn","common_categories":[],"owner":{"type":2,"owner_id":"zhangsan"},"mobile_default_ability":"bot","pc_default_ability":"bot"}}}
    "#);
    server.stop().await;
}

#[tokio::test]
async fn a_missing_language_is_named() {
    let server = TestServer::start().await;
    let fields = server.get(&path("me", "")).await.json()["error"]["field_violations"].clone();
    assert_eq!(fields, json!([{"field": "lang", "description": "lang is required"}]));
    server.stop().await;
}

#[tokio::test]
async fn who_holds_every_scope_is_shown_each() {
    let server = TestServer::start().await;
    let scopes = server.get(&path("me", "?lang=zh_cn")).await.ok().data("/app/scopes");
    let names: Vec<&str> = scopes.as_array().unwrap().iter().map(|scope| scope["scope"].as_str().unwrap()).collect();
    assert!(names.contains(&"contact:group") && !names.contains(&"*"), "{names:?}");
    server.stop().await;
}
