//! Tenants are walls: no id of one has any effect through a token of the other.

use http::Method;
use menjin_api::{Meta, TokenKind};
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

use super::{
    catalogue::metas,
    company::{self, ALL, OTHER, STORE, tenant_token, user_token},
};

/// All that the second tenant calls its own.
async fn foreign(server: &TestServer) -> Vec<String> {
    let directory = server.directory(OTHER).await;
    let mut ids = vec![
        OTHER.to_owned(),
        company::OTHER_TENANT.to_owned(),
        "doxcnTwo".to_owned(),
        "only-two".to_owned(),
        "zoe".to_owned(),
    ];
    for list in ["users", "departments", "groups"] {
        for row in directory[list].as_array().into_iter().flatten() {
            for name in ["open_id", "union_id", "open_department_id"] {
                ids.extend(row.get(name).and_then(Value::as_str).map(str::to_owned));
            }
        }
    }
    assert!(ids.len() > 8);
    ids
}

/// Everything of the second tenant that its own app, or the database, shows.
async fn state(server: &TestServer) -> String {
    let app = tenant_token(server, OTHER).await;
    let mut all = server.directory(OTHER).await.to_string();
    for path in [
        "/open-apis/contact/v3/group/night",
        "/open-apis/contact/v3/group/night/member/simplelist",
        "/open-apis/contact/v3/group/simplelist",
    ] {
        all.push_str(&server.send(&app, Method::GET, path, None).await.data("").to_string());
    }
    let changes: Result<Vec<(i64, String)>, menjin_store::StoreError> = server
        .cx()
        .db
        .read(|tx| {
            Box::pin(async {
                tx.rows("select revision, action from change where tenant = 2 order by revision", &[]).await
            })
        })
        .await;
    format!("{all}{:?}", changes.unwrap())
}

fn body_of(id: &str) -> Value {
    // One body for all calls: whatever field a call reads, it finds the other tenant's id there.
    let member = json!({"member_id": id, "member_type": "user", "member_id_type": "open_id", "type": "user", "perm": "view", "id": id});
    json!({
        "name": id, "member_id": id, "member_type": "user", "member_id_type": "open_id", "perm": "view", "type": "user", "members": [member],
        "user_ids": [id], "user_id": id, "department_ids": [id], "department_id": id, "parent_department_id": id, "leader_user_id": id,
        "owner_id": id, "adds": [{"user_id": id, "role": "developer"}], "removes": [id], "group_id": id, "mobile": "13900009999", "employee_type": 1,
        "users": [{"user_id": id}], "devices": [{"id": id}], "rule": {"devices": [{"id": id}], "users": [{"user_id": id, "user_type": 1}]},
        "scope_visible_setting": 1, "client_token": "12345678901",
    })
}

async fn call(server: &TestServer, meta: &Meta, who: &Who, id: &str) -> Answer {
    let path: Vec<_> = meta.path.split('/').map(|piece| if piece.starts_with('{') { id } else { piece }).collect();
    let query = format!(
        "user_id={id}&member_id={id}&department_id={id}&department_ids={id}&user_ids={id}&type=docx&member_type=userid&device_ids={id}&parent_department_id={id}"
    );
    let body = (meta.method != Method::GET).then(|| body_of(id));
    server.send(who, meta.method.clone(), &format!("{}?{query}", path.join("/")), body).await
}

#[tokio::test]
async fn no_id_of_one_tenant_reaches_anything_through_the_others_token() {
    let server = company::start().await;
    let (app, person) = (tenant_token(&server, ALL).await, user_token(&server, ALL, "ada").await);
    let ids = foreign(&server).await;
    let before = state(&server).await;
    for meta in metas().into_iter().filter(|meta| !meta.tokens.is_empty() && meta.name != "authen.v1.user_info.get") {
        let who = if meta.tokens.contains(&TokenKind::Tenant) { &app } else { &person };
        for id in &ids {
            let answer = call(&server, &meta, who, id).await;
            assert!(answer.status.as_u16() < 500, "{} with {id}: {answer}", meta.name);
            for secret in ["Only two", "Night two", "Zoe"] {
                assert!(!answer.text.contains(secret), "{} with {id}: {answer}", meta.name);
            }
        }
    }
    assert_eq!(state(&server).await, before);
    server.stop().await;
}

#[tokio::test]
async fn the_same_ids_in_both_tenants_are_different_things() {
    let server = company::start().await;
    let (one, two) = (tenant_token(&server, ALL).await, tenant_token(&server, OTHER).await);
    let path = "/open-apis/contact/v3/group/night";
    let name = async |who: &Who| server.send(who, Method::GET, path, None).await.data("/group/name");
    assert_eq!((name(&one).await, name(&two).await), (json!("Night"), json!("Night two")));
    let renamed = server.send(&one, Method::PATCH, path, Some(json!({"name": "Late"}))).await;
    assert_eq!(renamed.code(), 0, "{renamed}");
    assert_eq!((name(&one).await, name(&two).await), (json!("Late"), json!("Night two")));
    server.stop().await;
}

#[tokio::test]
async fn a_store_app_sees_the_tenant_of_its_token_only() {
    let server = company::start().await;
    let issued = company::user_tokens(&server, STORE, "zoe", json!({"tenant_key": company::OTHER_TENANT})).await;
    let who = Who::Token(issued["user_access_token"].as_str().unwrap().to_owned());
    let me = server.send(&who, Method::GET, "/open-apis/authen/v1/user_info", None).await;
    assert_eq!((me.data("/name"), me.data("/tenant_key")), (json!("Zoe"), json!(company::OTHER_TENANT)));
    server.stop().await;
}
