//! What tests of audit, notices and reviews share: callers and pages.

use http::{Method, Request, header};
use http_body_util::Full;
use menjin_model::{AdministratorNo, Millis, Right, TenantNo};
use menjin_service::administrator::session::{self, Via};
use menjin_store::{
    AuditEntry, StoreError, Written,
    administrator::{self, AdministratorRow, token::TokenRow},
};
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::Value;

/// The demo company.
pub(super) const TENANT: TenantNo = TenantNo(1);

/// The first administrator of the demo company.
pub(super) async fn owner(server: &TestServer) -> AdministratorRow {
    let read: Result<Vec<AdministratorRow>, StoreError> =
        server.cx().db.read(|tx| Box::pin(administrator::list(tx, TENANT))).await;
    read.unwrap().into_iter().next().expect("the demo company has administrators")
}

/// An API token of this administrator with these rights.
pub(super) async fn token_of(server: &TestServer, administrator: AdministratorNo, rights: &[Right]) -> Who {
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
pub(super) async fn governor(server: &TestServer) -> Who {
    let owner = owner(server).await;
    token_of(server, owner.id, &Right::ALL).await
}

/// Asks as `who`.
pub(super) async fn ask(server: &TestServer, who: &Who, method: Method, path: &str, body: Option<Value>) -> Answer {
    server.send(who, method, path, body).await
}

/// A page of the console, as the owner sees it.
pub(super) async fn page(server: &TestServer, path: &str, lang: &str) -> Answer {
    let cookie = cookie(server).await;
    let request = Request::get(path).header(header::COOKIE, format!("__Host-menjin={cookie}; lang={lang}"));
    server.request(request.body(Full::from("")).unwrap()).await
}

/// A session of the owner.
pub(super) async fn cookie(server: &TestServer) -> String {
    let owner = owner(server).await;
    session::open(server.cx(), TENANT, owner.id, Via::Dev, server.cx().clock.now()).await.unwrap()
}

/// Sends a form of the console as the owner.
pub(super) async fn form(server: &TestServer, path: &str, fields: &str) -> Answer {
    let cookie = cookie(server).await;
    let session = session::find(server.cx(), &cookie, server.cx().clock.now()).await.unwrap().unwrap();
    let request = Request::post(path)
        .header(header::COOKIE, format!("__Host-menjin={cookie}; lang=en"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    server.request(request.body(Full::from(format!("csrf={}&{fields}", session.csrf))).unwrap()).await
}
