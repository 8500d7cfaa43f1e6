//! Making folders: whose they are, and what follows from where they lie.

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::{TestServer, Who};
use serde_json::json;

use super::{FOLDER, SUNQI, WANGWU, add, group, listed, may, user};

async fn make(server: &TestServer, who: &Who, folder: &str) -> String {
    let body = json!({"name": "新目录", "folder_token": folder});
    server.send(who, Method::POST, "/open-apis/drive/v1/files/create_folder", Some(body)).await.ok().text_at("/token")
}

#[tokio::test]
async fn answers_token_and_address() {
    let server = TestServer::start().await;
    let body = json!({"name": "新目录", "folder_token": ""});
    let answer = server.send(&WANGWU, Method::POST, "/open-apis/drive/v1/files/create_folder", Some(body)).await;
    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"token":"000000000000000000000000004","url":"http://127.0.0.1:8686/drive/folder/000000000000000000000000004"}}
    "#);
    server.stop().await;
}

#[tokio::test]
async fn what_an_app_makes_is_the_apps_and_what_a_person_makes_is_the_persons() {
    let server = TestServer::start().await;
    let of_app = make(&server, &Who::HandbookBot, "").await;
    assert_eq!(listed(&server, &Who::HandbookBot, &of_app, "folder").await.len(), 1);
    assert!(!may(&server, &WANGWU, &of_app, "folder", "view").await);
    assert!(may(&server, &Who::HandbookBot, &of_app, "folder", "manage_public").await);
    add(&server, &Who::HandbookBot, &of_app, "folder", group("g-oncall", "edit")).await.ok();
    assert!(may(&server, &WANGWU, &of_app, "folder", "edit").await);

    let of_wangwu = make(&server, &WANGWU, "").await;
    assert_eq!(listed(&server, &WANGWU, &of_wangwu, "folder").await, ["王五 full_access"]);
    assert!(!may(&server, &Who::HrBridge, &of_wangwu, "folder", "view").await);
    server.stop().await;
}

#[tokio::test]
async fn a_folder_in_a_folder_takes_its_collaborators_at_any_depth() {
    let server = TestServer::start().await;
    let first = make(&server, &WANGWU, FOLDER).await;
    let second = make(&server, &WANGWU, &first).await;
    assert!(may(&server, &SUNQI, &second, "folder", "view").await);
    add(&server, &WANGWU, &first, "folder", user("sunqi", "edit")).await.ok();
    assert!(may(&server, &SUNQI, &second, "folder", "edit").await);
    server.stop().await;
}
