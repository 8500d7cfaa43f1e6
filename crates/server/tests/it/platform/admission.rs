//! The door: every call with tokens refuses in the same order and the same words, before it looks at any input.

use http::Method;
use menjin_api::{AppKinds, Meta, TokenKind};
use menjin_model::{AppNo, Millis, TenantNo, UserNo};
use menjin_store::{Written, token};
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

use super::{
    catalogue::{call, metas, path},
    company::{self, ALL, AWAY, BARE, DISABLED, NO_USER_IDS, STORE, tenant_token, user_token, user_tokens},
};

const INVALID: &str = "Invalid access token for authorization. Please make a request with token attached.";

fn guarded() -> Vec<Meta> {
    let guarded: Vec<_> = metas().into_iter().filter(|meta| !meta.tokens.is_empty()).collect();
    assert!(guarded.len() > 2);
    guarded
}

fn takes(meta: &Meta, kind: TokenKind) -> bool {
    meta.tokens.contains(&kind)
}

async fn refuses(server: &TestServer, meta: &Meta, who: &Who, code: i64, msg: &str) {
    let answer = call(server, meta, who).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code(), answer.msg().as_str()),
        (400, code, msg),
        "{} by {who:?}: {answer}",
        meta.name
    );
    assert!(answer.json().get("data").is_none(), "{}: {answer}", meta.name);
}

/// Puts a token into the database, for what no endpoint issues.
async fn plant(server: &TestServer, text: &str, app: i64, kind: &str, state: &str) -> Who {
    let hash = menjin_service::keys::sha256(text.as_bytes());
    let (kind, state) = (kind.to_owned(), state.to_owned());
    let now = server.cx().clock.now();
    let planted: Result<(), menjin_store::StoreError> = server
        .cx()
        .db
        .write(TenantNo(1), move |tx| {
            let row = token::TokenRow {
                kind: kind.clone(),
                tenant: TenantNo(1),
                app: AppNo(app),
                user: UserNo(0),
                scopes: "[]".to_owned(),
                serial: 0,
                issued: now,
                expires: now.plus_seconds(7200),
                granted: Millis(0),
                state: state.clone(),
            };
            Box::pin(async move { token::insert(tx, &hash, &row).await.map(Written::unchanged) })
        })
        .await;
    planted.unwrap();
    Who::Token(text.to_owned())
}

#[tokio::test]
async fn no_token_and_headers_that_carry_none_are_told_as_missing() {
    let server = company::start().await;
    let missing = "Missing access token for authorization. Please make a request with token attached.";
    for meta in guarded() {
        refuses(&server, &meta, &Who::Nobody, 99_991_661, missing).await;
    }
    for header in ["", "Bearer", "Bearer ", "Bearer    ", "t-abc", "Basic t-abc", "Token t-abc", "Bearert-abc"] {
        let request = http::Request::get("/open-apis/contact/v3/group/night").header("authorization", header);
        let answer = server.request(request.body(bytes::Bytes::new().into()).unwrap()).await;
        assert_eq!((answer.code(), answer.msg().as_str()), (99_991_661, missing), "{header:?}");
    }
    server.stop().await;
}

#[tokio::test]
async fn tokens_that_are_unknown_are_told_by_their_beginning() {
    let server = company::start().await;
    for meta in guarded() {
        let cases = [
            ("t-unknown", 99_991_663, INVALID),
            ("t-", 99_991_663, INVALID),
            ("u-unknown", 99_991_668, INVALID),
            ("eyJhbGciOiJub25lIn0.e30.", 99_991_668, INVALID),
            ("a-unknown", 99_991_664, "invalid app token"),
            ("xyz", 99_991_671, "Invalid token: must start with t-/u-"),
            ("T-unknown", 99_991_671, "Invalid token: must start with t-/u-"),
        ];
        for (token, code, msg) in cases {
            refuses(&server, &meta, &Who::Token(token.to_owned()), code, msg).await;
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn the_scheme_is_read_in_any_case() {
    let server = company::start().await;
    let Who::Token(token) = tenant_token(&server, ALL).await else { panic!() };
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let request = http::Request::get("/open-apis/contact/v3/group/night")
            .header("authorization", format!("{scheme} {token}"));
        let answer = server.request(request.body(bytes::Bytes::new().into()).unwrap()).await;
        assert_eq!(answer.code(), 0, "{answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_valid_token_of_the_wrong_kind_is_refused() {
    let server = company::start().await;
    let (app, person) = (tenant_token(&server, ALL).await, user_token(&server, ALL, "ada").await);
    for meta in guarded() {
        if !takes(&meta, TokenKind::Tenant) {
            refuses(&server, &meta, &app, 99_991_663, INVALID).await;
        }
        if !takes(&meta, TokenKind::User) {
            refuses(&server, &meta, &person, 99_991_668, "user access token not support").await;
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn an_expired_user_token_is_told_apart_from_an_unknown_one_and_an_expired_tenant_token_is_not() {
    let server = company::start().await;
    let (app, person) = (tenant_token(&server, ALL).await, user_token(&server, ALL, "ada").await);
    server.advance(7200);
    for meta in guarded() {
        refuses(&server, &meta, &person, 99_991_677, "Authentication token expired").await;
        refuses(&server, &meta, &app, 99_991_663, INVALID).await;
    }
    server.stop().await;
}

#[tokio::test]
async fn revoked_tokens_and_tokens_that_open_nothing_are_unknown() {
    let server = company::start().await;
    let issued = user_tokens(&server, ALL, "ada", Value::Null).await;
    let refresh = Who::Token(issued["refresh_token"].as_str().unwrap().to_owned());
    let revoked = plant(&server, "t-revoked", 1, "tenant", "revoked").await;
    let of_no_app = plant(&server, "t-of-no-app", 999, "tenant", "live").await;
    for meta in guarded() {
        refuses(&server, &meta, &refresh, 99_991_668, INVALID).await;
        refuses(&server, &meta, &revoked, 99_991_663, INVALID).await;
        refuses(&server, &meta, &of_no_app, 99_991_663, INVALID).await;
    }
    server.stop().await;
}

#[tokio::test]
async fn tokens_of_people_who_left_or_are_frozen_open_nothing_from_that_moment() {
    let server = company::start().await;
    let hr = tenant_token(&server, ALL).await;
    let people = [
        user_token(&server, ALL, "eve").await,
        user_token(&server, ALL, "fay").await,
        user_token(&server, ALL, "cat").await,
    ];
    let calls: Vec<_> =
        guarded().into_iter().filter(|meta| takes(meta, TokenKind::User) && meta.family.name != "authen").collect();
    assert_ne!(call(&server, &calls[0], &people[2]).await.code(), 99_991_668, "Cat is there");

    let left = server.send(&hr, Method::DELETE, "/open-apis/contact/v3/users/cat?user_id_type=user_id", None).await;

    assert_eq!(left.code(), 0, "{left}");
    for meta in &calls {
        for who in &people {
            refuses(&server, meta, who, 99_991_668, INVALID).await;
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn a_disabled_app_is_refused() {
    let server = company::start().await;
    let app = plant(&server, "t-of-the-disabled", number(&server, DISABLED).await, "tenant", "live").await;
    let person = user_token(&server, DISABLED, "ada").await;
    for meta in guarded() {
        let who = if takes(&meta, TokenKind::Tenant) { &app } else { &person };
        refuses(&server, &meta, who, 99_991_662, "app not in use").await;
    }
    server.stop().await;
}

#[tokio::test]
async fn an_app_calls_from_its_addresses_only() {
    let server = company::start().await;
    let (app, person) = (tenant_token(&server, AWAY).await, user_token(&server, AWAY, "ada").await);
    for meta in guarded() {
        let who = if takes(&meta, TokenKind::Tenant) { &app } else { &person };
        refuses(&server, &meta, who, 99_991_401, "ip 127.0.0.1 is denied by app setting").await;
    }
    let Who::Token(token) = app else { panic!() };
    for (address, allowed) in
        [("192.0.2.77", true), ("192.0.3.1", false), ("2001:db8::1", true), ("::ffff:192.0.2.1", true)]
    {
        let request =
            http::Request::get("/open-apis/contact/v3/group/night").header("authorization", format!("Bearer {token}"));
        let request = request.body(axum::body::Body::empty()).unwrap();
        let answer = server.app().answer(request, Some(address.parse().unwrap())).await;
        assert_eq!(answer.status().is_success(), allowed, "{address}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_store_app_may_not_make_calls_of_self_built_apps() {
    let server = company::start().await;
    let app = plant(&server, "t-of-the-store", number(&server, STORE).await, "tenant", "live").await;
    let person = user_token(&server, STORE, "ada").await;
    let mut checked = 0;
    for meta in guarded() {
        let who = if takes(&meta, TokenKind::Tenant) { &app } else { &person };
        if meta.apps == AppKinds::Custom {
            refuses(&server, &meta, who, 40_001, "param error").await;
            checked += 1;
        } else {
            assert_ne!(call(&server, &meta, who).await.msg(), "param error", "{}", meta.name);
        }
    }
    assert!(checked > 0);
    server.stop().await;
}

#[tokio::test]
async fn an_app_without_the_scopes_is_told_which_and_where_to_get_them() {
    let server = company::start().await;
    let (app, person) = (tenant_token(&server, BARE).await, user_token(&server, BARE, "ada").await);
    for meta in guarded().iter().filter(|meta| !meta.scopes.is_empty()) {
        for (kind, who) in [(TokenKind::Tenant, &app), (TokenKind::User, &person)] {
            if takes(meta, kind) {
                check_scopes(meta.scopes, &call(&server, meta, who).await);
            }
        }
    }
    server.stop().await;
}

fn check_scopes(scopes: &[&str], answer: &Answer) {
    let (list, query) = (scopes.join(", "), scopes.join(","));
    let page = format!("http://127.0.0.1:8686/console/app/{BARE}/auth?q={query}&op_from=openapi");
    let msg = format!(
        "Access denied. One of the following scopes is required: [{list}].应用尚未开通所需的应用身份权限：[{list}]，点击链接申请并开通任一权限即可：{page}&token_type=tenant"
    );
    let violations: Vec<_> =
        scopes.iter().map(|scope| json!({"type": "action_scope_required", "subject": scope})).collect();
    let log_id = answer.header("x-tt-logid");
    let wanted = json!({
        "code": 99_991_672,
        "msg": msg,
        "error": {
            "message": "Refer to the documentation to fix the error: https://open.feishu.cn/document/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting/how-to-fix-the-99991672-error",
            "log_id": log_id,
            "troubleshooter": format!("Troubleshooting suggestions: http://127.0.0.1:8686/search?from=openapi&log_id={log_id}&code=99991672"),
            "permission_violations": violations,
            "helps": [{"url": page, "description": format!("Learn more about scopes and how to add them: [{list}]")}],
        },
    });
    assert_eq!(answer.status.as_u16(), 400);
    assert_eq!(answer.json(), wanted);
}

#[tokio::test]
async fn one_scope_of_several_is_enough_and_none_implies_another() {
    let server = company::start().await;
    for meta in guarded().iter().filter(|meta| takes(meta, TokenKind::User)) {
        for scope in meta.scopes {
            let issued = user_tokens(&server, ALL, "ada", json!({"scopes": [scope]})).await;
            let who = Who::Token(issued["user_access_token"].as_str().unwrap().to_owned());
            assert_ne!(call(&server, meta, &who).await.code(), 99_991_679, "{} with {scope}", meta.name);
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn a_person_who_granted_something_else_is_to_be_asked_again() {
    let server = company::start().await;
    let issued = user_tokens(&server, ALL, "ada", json!({"scopes": ["task:task:read"]})).await;
    let who = Who::Token(issued["user_access_token"].as_str().unwrap().to_owned());
    for meta in guarded().iter().filter(|meta| takes(meta, TokenKind::User) && !meta.scopes.is_empty()) {
        let answer = call(&server, meta, &who).await;
        let msg = format!(
            "Unauthorized. You do not have permission to perform the requested operation on the resource. Please request user re-authorization and try again. required one of these privileges: [{}]",
            meta.scopes.join(", ")
        );
        assert_eq!((answer.status.as_u16(), answer.code(), answer.msg()), (400, 99_991_679, msg), "{}", meta.name);
        let violations: Vec<_> =
            meta.scopes.iter().map(|scope| json!({"type": "action_privilege_required", "subject": scope})).collect();
        assert_eq!(answer.json()["error"]["permission_violations"], Value::from(violations), "{}", meta.name);
    }
    server.stop().await;
}

#[tokio::test]
async fn user_ids_need_their_own_scope_where_a_call_has_them() {
    let server = company::start().await;
    let who = tenant_token(&server, NO_USER_IDS).await;
    let path = "/open-apis/contact/v3/group/night?user_id_type=";
    let denied = server.send(&who, Method::GET, &format!("{path}user_id"), None).await;
    assert_eq!(denied.code(), 99_991_672);
    assert_eq!(
        denied.json()["error"]["permission_violations"],
        json!([{"type": "action_scope_required", "subject": "contact:user.employee_id:readonly"}])
    );
    for kind in ["open_id", "union_id", "", "user_id&user_id_type=open_id"] {
        let answer = server.send(&who, Method::GET, &format!("{path}{kind}"), None).await;
        assert_eq!(answer.code(), 0, "{kind}: {answer}");
    }
    // A call that has no such parameter ignores it, like every unknown one.
    let person = user_token(&server, NO_USER_IDS, "ada").await;
    let answer = server.send(&person, Method::GET, "/open-apis/authen/v1/user_info?user_id_type=user_id", None).await;
    assert_eq!(answer.code(), 0, "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn the_door_is_passed_before_any_input_is_looked_at() {
    let server = company::start().await;
    for meta in guarded() {
        let address = format!("{}?user_id_type=nonsense&page_size=abc", path(&meta));
        for body in ["{", "[]", "{\"name\":1}"] {
            let request = http::Request::builder().method(meta.method.clone()).uri(&address);
            let answer = server.request(request.body(body.to_owned().into()).unwrap()).await;
            assert_eq!(answer.code(), 99_991_661, "{}: {answer}", meta.name);
        }
    }
    server.stop().await;
}

async fn number(server: &TestServer, app: &str) -> i64 {
    let app = app.to_owned();
    let found: Result<_, menjin_store::StoreError> =
        server.cx().db.read(move |tx| Box::pin(async move { menjin_store::app::find_by_app_id(tx, &app).await })).await;
    found.unwrap().unwrap().id.0
}
