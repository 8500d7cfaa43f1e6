//! Who governs: inviting, changing, removing; and that an owner is always left.

use http::Method;
use menjin_service::administrator::rescue::Role;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

use super::{PASSWORD, add, cookie, get, history, let_in, post, send, sign_in, token};

const ALL: &str = "/menjin/v1/administrators";

async fn governor(server: &TestServer) -> Who {
    let owner = let_in(server, "dengchao").await;
    token(server, &owner, &["read", "administrators"], "10").await
}

async fn list(server: &TestServer, who: &Who) -> Vec<Value> {
    server.send(who, Method::GET, ALL, None).await.json()["items"].as_array().unwrap().clone()
}

async fn patch(server: &TestServer, who: &Who, id: &Value, body: Value) -> Answer {
    server.send(who, Method::PATCH, &format!("{ALL}/{}", id.as_str().unwrap()), Some(body)).await
}

#[tokio::test]
async fn an_invited_administrator_sets_a_password_by_a_link_that_is_good_once() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let body = json!({"login": "ada", "name": "Ada", "role": "auditor", "user_id": "zhangsan", "language": "en"});
    let made = server.send(&who, Method::POST, ALL, Some(body.clone())).await.json();
    let url = made["set_up_url"].as_str().unwrap();
    let path = url.strip_prefix("http://127.0.0.1:8686").unwrap();
    let page = get(&server, path, "").await;
    assert!(page.text.contains("Ada") && page.text.contains("readonly"), "{page}");

    let rows = list(&server, &who).await;
    let ada = &rows[1];
    assert_eq!(
        (&ada["login"], &ada["role"], &ada["user_id"], &ada["has_password"]),
        (&json!("ada"), &json!("auditor"), &json!("zhangsan"), &json!(false))
    );
    let twice = server.send(&who, Method::POST, ALL, Some(body)).await;
    assert_eq!(twice.status.as_u16(), 409, "{twice}");
    let short = post(&server, path, "", &[("password", "short"), ("again", "short")]).await;
    assert_eq!(short.status.as_u16(), 422, "{short}");
    assert!(!short.text.contains("value=\"short\""), "no password comes back");
    let differ = post(&server, path, "", &[("password", PASSWORD), ("again", "another one")]).await;
    assert!(differ.text.contains("The two passwords differ"), "{differ}");
    let right = [("password", PASSWORD), ("again", PASSWORD)];
    let session = cookie(&post(&server, path, "", &right).await);
    assert_eq!(get(&server, "/console/settings", &session).await.status.as_u16(), 200);
    assert_eq!(post(&server, path, "", &right).await.status.as_u16(), 404, "used");
    assert_eq!(get(&server, path, "").await.status.as_u16(), 404);
    assert!(!format!("{:?}", history(&server, "menjin").await).contains(path), "no link stands in the history");
    server.stop().await;
}

#[tokio::test]
async fn a_reset_ends_password_and_sessions_and_its_link_lasts_a_day() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let session = add(&server, "helper", Role::Helpdesk).await;
    let id = list(&server, &who).await[1]["id"].as_str().unwrap().to_owned();
    let reset = format!("{ALL}/{id}/reset_password");
    let first = server.send(&who, Method::POST, &reset, None).await.json();
    let second = server.send(&who, Method::POST, &reset, None).await.json();
    let path = |made: &Value| made["set_up_url"].as_str().unwrap().replace("http://127.0.0.1:8686", "");
    assert_eq!(get(&server, "/console", &session).await.status.as_u16(), 303);
    assert_eq!(sign_in(&server, "helper", PASSWORD).await.status.as_u16(), 401);
    assert_eq!(get(&server, &path(&first), "").await.status.as_u16(), 404, "the second took its place");
    server.advance(86_399);
    assert_eq!(get(&server, &path(&second), "").await.status.as_u16(), 200);
    server.advance(1);
    assert_eq!(get(&server, &path(&second), "").await.status.as_u16(), 404);
    server.stop().await;
}

#[tokio::test]
async fn an_owner_is_always_left() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let me = list(&server, &who).await[0]["id"].clone();
    let one = format!("{ALL}/{}", me.as_str().unwrap());
    for body in [json!({"role": "administrator"}), json!({"disabled": true})] {
        let answer = patch(&server, &who, &me, body).await;
        assert_eq!(answer.status.as_u16(), 409, "{answer}");
        assert_eq!(answer.json()["field"], "role", "{answer}");
    }
    assert_eq!(server.send(&who, Method::DELETE, &one, None).await.status.as_u16(), 409);
    assert_eq!(list(&server, &who).await.len(), 1);

    add(&server, "second", Role::Owner).await;
    let other = list(&server, &who).await[1]["id"].clone();
    let demote = json!({"role": "auditor"});
    let (first, second) =
        tokio::join!(patch(&server, &who, &me, demote.clone()), patch(&server, &who, &other, demote.clone()));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert!(statuses == [200, 409] || statuses == [200, 403], "{first} {second}");
    let owners: Vec<(i64,)> =
        server.rows("select count(*) from administrator where role = $1 and disabled = 0", "owner").await;
    assert_eq!(owners[0].0, 1);
    server.stop().await;
}

#[tokio::test]
async fn nobodys_change_is_lost() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    add(&server, "helper", Role::Helpdesk).await;
    let helper = list(&server, &who).await[1].clone();
    let change = |name: &str| json!({"revision": helper["revision"], "name": name});
    assert_eq!(patch(&server, &who, &helper["id"], change("First")).await.status.as_u16(), 200);
    let second = patch(&server, &who, &helper["id"], change("Second")).await;
    assert_eq!(second.status.as_u16(), 409, "{second}");
    assert_eq!(list(&server, &who).await[1]["name"], "First");

    let owner = cookie(&sign_in(&server, "dengchao", PASSWORD).await);
    let path = format!("/console/settings/administrators/{}", helper["id"].as_str().unwrap());
    let old = helper["revision"].as_str().unwrap();
    let fields = [("revision", old), ("name", "Third"), ("role", "helpdesk"), ("language", "zh"), ("user_id", "")];
    let page = send(&server, &path, &owner, &fields).await;
    assert_eq!(page.status.as_u16(), 409, "{page}");
    assert!(page.text.contains("value=\"Third\"") && page.text.contains("<h1>First"), "{page}");
    let same = json!({"name": "First"});
    assert_eq!(patch(&server, &who, &helper["id"], same).await.status.as_u16(), 400, "nothing changed");
    server.stop().await;
}

#[tokio::test]
async fn input_that_cannot_be_is_said_by_its_field() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    for (login, name, user_id, field) in [
        ("", "Ada", "", "login"),
        ("a b", "Ada", "", "login"),
        ("ada", " ", "", "name"),
        ("ada", "Ada", "nobody-here", "user_id"),
        ("ada", "Ada", "dengchao", "user_id"),
    ] {
        let body = json!({"login": login, "name": name, "role": "owner", "user_id": user_id});
        let answer = server.send(&who, Method::POST, ALL, Some(body)).await;
        assert!(answer.status.is_client_error(), "{answer}");
        assert_eq!(answer.json()["field"], field, "{answer}");
    }
    assert_eq!(patch(&server, &who, &json!("77"), json!({"name": "x"})).await.status.as_u16(), 404);
    assert_eq!(patch(&server, &who, &json!("x"), json!({"name": "x"})).await.status.as_u16(), 404);
    server.stop().await;
}
