//! The companies of these tests: apps of every kind, people in every state, and a second tenant beside them.

use http::Method;
use menjin_testkit::{TestServer, Who};
use serde_json::{Value, json};

/// May everything, sees everyone.
pub(crate) const ALL: &str = "cli_0000000000000001";
/// Has no scope at all.
pub(crate) const BARE: &str = "cli_0000000000000002";
/// Has the scopes of calls, but not that of user ids.
pub(crate) const NO_USER_IDS: &str = "cli_0000000000000003";
/// May call from a network far away only.
pub(crate) const AWAY: &str = "cli_0000000000000004";
/// Is disabled.
pub(crate) const DISABLED: &str = "cli_0000000000000005";
/// From the store.
pub(crate) const STORE: &str = "cli_0000000000000006";
/// For some people only.
pub(crate) const PICKY: &str = "cli_0000000000000007";
/// Of the other tenant, may everything.
pub(crate) const OTHER: &str = "cli_00000000000000ff";
/// The secret of each of them.
pub(crate) const SECRET: &str = "a-secret-of-thirty-two-letters-1";
/// The key of the first tenant.
pub(crate) const TENANT: &str = "00000000000000aa";
/// The key of the second.
pub(crate) const OTHER_TENANT: &str = "00000000000000bb";
/// Where the apps take their people back.
pub(crate) const BACK: &str = "http://127.0.0.1:9000/back";

/// Both companies.
pub(crate) const TWO: &str = r#"
schema: menjin/1
tenants:
  - key: 00000000000000aa
    name: One
    admins: [ada]
    apps:
      - {id: cli_0000000000000001, secret: a-secret-of-thirty-two-letters-1, name: "All <b>&\"'", scopes: ["*"], contact_range: all, redirect_urls: ["http://127.0.0.1:9000/back", "http://127.0.0.1:9000/odd?a=1#part"]}
      - {id: cli_0000000000000002, secret: a-secret-of-thirty-two-letters-1, name: Bare, contact_range: all, redirect_urls: ["http://127.0.0.1:9000/back"]}
      - {id: cli_0000000000000003, secret: a-secret-of-thirty-two-letters-1, name: No user ids, contact_range: all, scopes: ["contact:group", "contact:group:readonly", "contact:contact:readonly"], redirect_urls: ["http://127.0.0.1:9000/back"]}
      - {id: cli_0000000000000004, secret: a-secret-of-thirty-two-letters-1, name: Away, contact_range: all, scopes: ["*"], ip_allow_list: ["192.0.2.0/24", "2001:db8::1"]}
      - {id: cli_0000000000000005, secret: a-secret-of-thirty-two-letters-1, name: Disabled, contact_range: all, scopes: ["*"], status: 0, redirect_urls: ["http://127.0.0.1:9000/back"]}
      - {id: cli_0000000000000006, secret: a-secret-of-thirty-two-letters-1, name: Store, kind: isv, contact_range: all, scopes: ["*"]}
      - {id: cli_0000000000000007, secret: a-secret-of-thirty-two-letters-1, name: Picky, contact_range: all, scopes: ["*"], redirect_urls: ["http://127.0.0.1:9000/back"], visible_list: {departments: [dev], groups: [night, web-people]}, invisible_list: {users: [dan]}}
    departments:
      - {id: dev, name: Development}
      - {id: web, name: Web, parent: dev}
      - {id: office, name: Office}
    users:
      - {id: ada, name: Ada, en_name: Ada A., email: ada@example.com, mobile: "+8613900000001", employee_no: "77", enterprise_email: ada@one.example.com, departments: [dev], avatar: {avatar_72: "http://a/72", avatar_240: "http://a/240", avatar_640: "http://a/640", avatar_origin: "http://a/o"}}
      - {id: bob, name: Bob, departments: [office]}
      - {id: cat, name: Cat, departments: [web]}
      - {id: dan, name: Dan, departments: [web]}
      - {id: eve, name: Eve, departments: [office], is_frozen: true}
      - {id: fay, name: Fay, status: {is_resigned: true}}
      - {id: gus, name: Gus, departments: [office], status: {is_unjoin: true}}
      - {id: hal, name: "<script>Hal</script>", departments: [office]}
    groups:
      - {id: night, name: Night, members: [{user: hal}]}
      - {id: web-people, name: Web people, type: 2, rule: {any: [{field: user, in: [gus]}]}}
  - key: 00000000000000bb
    name: Two
    admins: [ada]
    apps:
      - {id: cli_00000000000000ff, secret: a-secret-of-thirty-two-letters-1, name: Other, scopes: ["*"], contact_range: all}
    departments:
      - {id: dev, name: Development}
      - {id: only-two, name: Only two}
    users:
      - {id: ada, name: Ada, departments: [dev]}
      - {id: zoe, name: Zoe, departments: [only-two]}
    groups:
      - {id: night, name: Night two, members: [{user: zoe}]}
      - {id: only-two, name: Only two, members: [{user: zoe}]}
    documents:
      - {token: doxcnTwo, type: docx, title: Two, owner: zoe, members: [{type: group, id: night, perm: view}]}
"#;

/// A server with both.
pub(crate) async fn start() -> TestServer {
    TestServer::with(TWO).await
}

/// A GET by nobody.
pub(crate) async fn get(server: &TestServer, path: &str) -> menjin_testkit::Answer {
    server.send(&Who::Nobody, Method::GET, path, None).await
}

/// A POST by nobody.
pub(crate) async fn post(server: &TestServer, path: &str, body: Value) -> menjin_testkit::Answer {
    server.send(&Who::Nobody, Method::POST, path, Some(body)).await
}

/// A tenant token, over the wire.
pub(crate) async fn tenant_token(server: &TestServer, app: &str) -> Who {
    let body = json!({"app_id": app, "app_secret": SECRET});
    let answer = post(server, "/open-apis/auth/v3/tenant_access_token/internal", body).await;
    let json = answer.json();
    let Some(token) = json["tenant_access_token"].as_str() else { panic!("no token for {app}: {answer}") };
    Who::Token(token.to_owned())
}

/// The answer of the control that issues user tokens.
pub(crate) async fn user_tokens(server: &TestServer, app: &str, user: &str, more: Value) -> Value {
    let mut body = json!({"app_id": app, "user_id": user});
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    let answer = post(server, "/_menjin/v1/user_tokens", body).await;
    assert_eq!(answer.status.as_u16(), 200, "{answer}");
    answer.json()
}

/// A user token with every scope of the app.
pub(crate) async fn user_token(server: &TestServer, app: &str, user: &str) -> Who {
    let issued = user_tokens(server, app, user, Value::Null).await;
    Who::Token(issued["user_access_token"].as_str().unwrap_or_default().to_owned())
}
