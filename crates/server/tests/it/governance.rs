//! Governance: `/menjin/v1` and the console.

mod change;
mod groups;
mod people;

use http::{Method, Request, header};
use http_body_util::Full;
use menjin_model::{AdministratorNo, Millis, TenantNo};
use menjin_service::administrator::session::{self, Via};
use menjin_store::{
    StoreError, Written,
mod audit;
mod notice;
mod review;

use http::{Method, Request, header};
use http_body_util::Full;
use menjin_model::{AdministratorNo, Millis, Right, TenantNo};
use menjin_service::administrator::session::{self, Via};
use menjin_store::{
    AuditEntry, StoreError, Written,
    administrator::{self, AdministratorRow, token::TokenRow},
};
use menjin_testkit::{Answer, TestServer, Who};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// The rights of an owner, as tokens keep them.
const ALL_RIGHTS: &str = r#"["read","audit","groups","access","settings","administrators"]"#;

/// The tenant of the demo company, and its one owner.
async fn owner(server: &TestServer) -> (TenantNo, AdministratorNo) {
    let rows: Vec<(i64, i64)> =
        server.rows("select tenant, id from administrator where login = 'dengchao' and $1 = ''", "").await;
    (TenantNo(rows[0].0), AdministratorNo(rows[0].1))
}

/// An API token with these rights, of an administrator with this role.
async fn token(server: &TestServer, role: &str, rights: &'static str) -> Who {
    let (tenant, owner) = owner(server).await;
    let role = role.to_owned();
    let secret = format!("mj-{role}-{}", rights.len());
    let hash: [u8; 32] = Sha256::digest(&secret).into();
    let hash = menjin_service::keys::sha256(secret.as_bytes());
    let made = server.cx().db.write(tenant, move |tx| {
        let role = role.clone();
        Box::pin(async move {
            let mut administrator = owner;
            if role != "owner" {
                let row = administrator::find(tx, tenant, owner).await?.unwrap();
                let row = AdministratorRow { login: format!("a-{role}"), role, ..row };
                administrator = administrator::insert(tx, tenant, &row).await?.unwrap();
            }
            let row = TokenRow {
                tenant,
                id: 0,
                administrator,
                name: "test".to_owned(),
                rights: rights.to_owned(),
                created: Millis(0),
                expires: Millis(i64::MAX),
                seen: Millis(0),
                revoked: false,
            };
            administrator::token::insert(tx, &hash, &row).await?;
            Ok::<_, StoreError>(Written::unchanged(()))
            let entry =
                AuditEntry { action: "test".to_owned(), object: "administrator".to_owned(), ..AuditEntry::default() };
            Ok::<_, StoreError>(Written::new((), entry))
            Ok::<_, StoreError>(Written::new((), AuditEntry { actor: "test".to_owned(), ..AuditEntry::default() }))
            let entry =
                AuditEntry { action: "test".to_owned(), object: "administrator".to_owned(), ..AuditEntry::default() };
            Ok::<_, StoreError>(Written::new((), entry))
        })
    });
    made.await.unwrap();
    Who::Token(secret)
}

/// An owner's token with every right.
async fn admin(server: &TestServer) -> Who {
    token(server, "owner", ALL_RIGHTS).await
}

/// The cookie of an owner's session in the console.
async fn signed_in(server: &TestServer) -> String {
    let (tenant, owner) = owner(server).await;
    let value = session::open(server.cx(), tenant, owner, Via::Password, server.cx().clock.now()).await.unwrap();
    format!("__Host-menjin={value}")
}

/// A page of the console.
async fn page(server: &TestServer, cookie: &str, path: &str) -> Answer {
    let request = Request::builder()
        .method(Method::GET)
        .uri(path)
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT_LANGUAGE, "zh-CN");
    server.request(request.body(Default::default()).unwrap()).await
    server.request(request.body(http_body_util::Full::default()).unwrap()).await
}

/// A form of the console, with the token of its session.
async fn form(server: &TestServer, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let value = cookie.split_once('=').unwrap().1;
    let session = session::find(server.cx(), value, server.cx().clock.now()).await.unwrap().unwrap();
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.append_pair("csrf", &session.csrf);
    for (name, value) in fields {
        body.append_pair(name, value);
    let mut body = format!("csrf={}", session.csrf);
    for (name, value) in fields {
        body.extend(["&", *name, "="]);
        body.extend(value.bytes().flat_map(|byte| ['%', digit(byte >> 4), digit(byte & 15)]));
    }
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let fields = fields.iter().map(|(name, value)| format!("&{}={}", encoded(name), encoded(value)));
    let body = format!("csrf={}{}", session.csrf, fields.collect::<String>());
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT_LANGUAGE, "zh-CN")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    server.request(request.body(body.finish().into()).unwrap()).await
    server.request(request.body(body.into()).unwrap()).await
    server.request(request.body(Full::default()).unwrap()).await
}

/// A call of `/menjin/v1`.
async fn call(server: &TestServer, who: &Who, method: Method, path: &str, body: Value) -> Answer {
    let body = Some(body).filter(|body| !body.is_null());
    server.send(who, method, &format!("/menjin/v1{path}"), body).await

/// The demo company.
pub(crate) const TENANT: TenantNo = TenantNo(1);

/// The first administrator of the demo company.
pub(crate) async fn owner(server: &TestServer) -> AdministratorRow {
    let read: Result<Vec<AdministratorRow>, StoreError> =
        server.cx().db.read(|tx| Box::pin(administrator::list(tx, TENANT))).await;
    read.unwrap().into_iter().next().expect("the demo company has administrators")
}

/// An API token of this administrator with these rights.
pub(crate) async fn token_of(server: &TestServer, administrator: AdministratorNo, rights: &[Right]) -> Who {
    let token = format!("mj-test-{}-{}", administrator.0, rights.len());
    let hash = menjin_service::keys::sha256(token.as_bytes());
    let now = server.cx().clock.now();
    let row = TokenRow {
        tenant: TENANT,
        id: 0,
        administrator,
        name: "test".to_owned(),
        rights: serde_json::to_string(rights).unwrap(),
        created: now,
        expires: Millis(now.0 + 365 * 86_400_000),
        seen: Millis(0),
        revoked: false,
    };
    let made: Result<(), StoreError> = server
        .cx()
        .db
        .write(TENANT, move |tx| {
            let row = row.clone();
            Box::pin(async move {
                administrator::token::insert(tx, &hash, &row).await?;
                let entry = AuditEntry { actor: "test".to_owned(), at: now, ..AuditEntry::default() };
                Ok(Written::new((), entry))
            })
        })
        .await;
    made.unwrap();
    Who::Token(token)
}

/// A token that may do everything.
pub(crate) async fn governor(server: &TestServer) -> Who {
    let owner = owner(server).await;
    token_of(server, owner.id, &Right::ALL).await
}

/// Asks as `who`.
pub(crate) async fn ask(server: &TestServer, who: &Who, method: Method, path: &str, body: Option<Value>) -> Answer {
    server.send(who, method, path, body).await
}

/// A page of the console, as the owner sees it.
pub(crate) async fn page(server: &TestServer, path: &str, lang: &str) -> Answer {
    let cookie = cookie(server).await;
    let request = Request::get(path).header(header::COOKIE, format!("__Host-menjin={cookie}; lang={lang}"));
    server.request(request.body(Full::from("")).unwrap()).await
}

/// A session of the owner.
pub(crate) async fn cookie(server: &TestServer) -> String {
    let owner = owner(server).await;
    session::open(server.cx(), TENANT, owner.id, Via::Dev, server.cx().clock.now()).await.unwrap()
}

/// Sends a form of the console as the owner.
pub(crate) async fn form(server: &TestServer, path: &str, fields: &str) -> Answer {
    let cookie = cookie(server).await;
    let session = session::find(server.cx(), &cookie, server.cx().clock.now()).await.unwrap().unwrap();
    let request = Request::post(path)
        .header(header::COOKIE, format!("__Host-menjin={cookie}; lang=en"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    server.request(request.body(Full::from(format!("csrf={}&{fields}", session.csrf))).unwrap()).await
}
mod administrators;
}

fn digit(value: u8) -> char {
    char::from_digit(value.into(), 16).unwrap()
}
//! What administrators do: `/menjin/v1` and the console.

mod access;
