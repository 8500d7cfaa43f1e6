//! Access that people can see: why, documents, doors, apps, review groups, and the grants under them.

mod console;
mod grants;

use http::{Method, Request, header};
use http_body_util::Full;
use menjin_model::{AdministratorNo, Millis, TenantNo};
use menjin_service::administrator::session::{self, Via};
use menjin_store::{
    AuditEntry, StoreError, Written,
    administrator::{self, AdministratorRow, token::TokenRow},
};
use menjin_testkit::{Answer, TestServer, Who};

/// The demo company.
const TENANT: TenantNo = TenantNo(1);
const HANDBOOK: &str = "doxcnOncallHandbook00000001";
const SERVER_ROOM: &str = "7296700518380863769";
const ON_CALL_RULE: &str = "7298933941867135002";

/// Its first administrator.
async fn owner(server: &TestServer) -> AdministratorRow {
    let read: Result<Vec<AdministratorRow>, StoreError> =
        server.cx().db.read(|tx| Box::pin(administrator::list(tx, TENANT))).await;
    read.unwrap().into_iter().next().expect("the demo company has administrators")
}

/// A token of the owner with these rights, written as JSON.
async fn token(server: &TestServer, rights: &'static str) -> Who {
    let who: AdministratorNo = owner(server).await.id;
    let token = format!("mj-access-{}", rights.len());
    let hash = menjin_service::keys::sha256(token.as_bytes());
    let row = TokenRow {
        tenant: TENANT,
        id: 0,
        administrator: who,
        name: "test".to_owned(),
        rights: rights.to_owned(),
        created: Millis(0),
        expires: Millis(i64::MAX),
        seen: Millis(0),
        revoked: false,
    };
    let made = server.cx().db.write(TENANT, move |tx| {
        let row = row.clone();
        Box::pin(async move {
            administrator::token::insert(tx, &hash, &row).await?;
            let entry = AuditEntry { actor: "test".to_owned(), ..AuditEntry::default() };
            Ok::<_, StoreError>(Written::new((), entry))
        })
    });
    made.await.unwrap();
    Who::Token(token)
}

/// A token that may change access.
async fn governor(server: &TestServer) -> Who {
    token(server, r#"["read","access"]"#).await
}

/// A page of the console, as the owner sees it.
async fn page(server: &TestServer, path: &str, lang: &str) -> Answer {
    let cookie = cookie(server).await;
    let request = Request::get(path).header(header::COOKIE, format!("__Host-menjin={cookie}; lang={lang}"));
    server.request(request.body(Full::default()).unwrap()).await
}

async fn cookie(server: &TestServer) -> String {
    let owner = owner(server).await;
    session::open(server.cx(), TENANT, owner.id, Via::Password, server.cx().clock.now()).await.unwrap()
}

/// Sends a form as the owner.
async fn form(server: &TestServer, path: &str, fields: &str) -> Answer {
    let cookie = cookie(server).await;
    let session = session::find(server.cx(), &cookie, server.cx().clock.now()).await.unwrap().unwrap();
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::COOKIE, format!("__Host-menjin={cookie}; lang=en"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    server.request(request.body(Full::from(format!("csrf={}&{fields}", session.csrf))).unwrap()).await
}
