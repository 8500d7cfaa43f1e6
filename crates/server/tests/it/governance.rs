//! Governance: `/menjin/v1` and the console.

mod access;
mod administrators;
mod audit;
mod change;
mod groups;
mod help;
mod notice;
mod people;
mod review;

use http::{Method, Request, header};
use menjin_model::{AdministratorNo, Millis, TenantNo};
use menjin_service::administrator::session::{self, Via};
use menjin_store::{
    AuditEntry, StoreError, Written,
    administrator::{self, AdministratorRow, token::TokenRow},
};
use menjin_testkit::{Answer, TestServer, Who};
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
    server.request(request.body("".into()).unwrap()).await
}

/// A form of the console, with the token of its session.
async fn form(server: &TestServer, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let value = cookie.split_once('=').unwrap().1;
    let session = session::find(server.cx(), value, server.cx().clock.now()).await.unwrap().unwrap();
    let mut body = format!("csrf={}", session.csrf);
    for (name, value) in fields {
        body.extend(["&", *name, "="]);
        body.extend(value.bytes().flat_map(|byte| ['%', digit(byte >> 4), digit(byte & 15)]));
    }
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT_LANGUAGE, "zh-CN")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    server.request(request.body(body.into()).unwrap()).await
}

/// A call of `/menjin/v1`.
async fn call(server: &TestServer, who: &Who, method: Method, path: &str, body: Value) -> Answer {
    let body = Some(body).filter(|body| !body.is_null());
    server.send(who, method, &format!("/menjin/v1{path}"), body).await
}

fn digit(value: u8) -> char {
    char::from_digit(value.into(), 16).unwrap()
}
