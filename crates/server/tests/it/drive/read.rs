//! Listing collaborators.

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::{TestServer, Who};
use serde_json::json;

use super::{HANDBOOK, LISI, add, members};

#[tokio::test]
async fn without_fields_only_who_and_which_role_are_shown() {
    let server = TestServer::start().await;
    let answer = server.send(&LISI, Method::GET, &members(HANDBOOK, "", "docx"), None).await;
    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"items":[{"member_type":"openid","member_id":"ou_b446f0347facfe0b0569e3910935d279","perm":"full_access","perm_type":"container"},{"member_type":"groupid","member_id":"g-oncall","perm":"edit","perm_type":"container"},{"member_type":"opendepartmentid","member_id":"od-70353917926e3938d32cfe7b613b811c","perm":"view","perm_type":"container"}]}}
    "#);
    server.stop().await;
}

#[tokio::test]
async fn each_field_is_shown_when_it_is_asked_for() {
    let server = TestServer::start().await;
    for field in ["name", "type", "avatar", "external_label"] {
        let path = members(HANDBOOK, "", "docx") + "&fields=" + field;
        let item = server.send(&LISI, Method::GET, &path, None).await.ok().data("/items/0");
        let extra: Vec<&str> =
            ["name", "type", "avatar", "external_label"].into_iter().filter(|name| item.get(name).is_some()).collect();
        assert_eq!(extra, [field]);
    }
    server.stop().await;
}

#[tokio::test]
async fn names_need_a_scope_of_their_own() {
    let server = TestServer::start().await;
    let reader = Who::Limited("lisi", &["docs:permission.member:retrieve"]);
    let path = members(HANDBOOK, "", "docx") + "&fields=*";
    let item = server.send(&reader, Method::GET, &path, None).await.ok().data("/items/0");
    assert_eq!((item.get("name"), item.get("avatar")), (None, None));
    assert_eq!((&item["type"], &item["external_label"]), (&json!("user"), &json!(false)));
    server.stop().await;
}

#[tokio::test]
async fn open_ids_are_those_of_the_calling_app() {
    let server = TestServer::start().await;
    let bot = json!({"member_type": "appid", "member_id": "cli_c3d4e5f6a7b8c9d0", "perm": "view"});
    add(&server, &LISI, HANDBOOK, "docx", bot).await.ok();
    let path = members(HANDBOOK, "", "docx");
    let seen_by = async |who: &Who| {
        server.send(who, Method::GET, &path, None).await.ok().data("/items/0/member_id").as_str().unwrap().to_owned()
    };
    assert_eq!(seen_by(&LISI).await, server.open_id("lisi").await);
    assert_ne!(seen_by(&Who::HandbookBot).await, server.open_id("lisi").await);
    server.stop().await;
}

#[tokio::test]
async fn a_body_on_a_get_is_ignored() {
    let server = TestServer::start().await;
    server.send(&LISI, Method::GET, &members(HANDBOOK, "", "docx"), Some(json!({}))).await.ok();
    server.stop().await;
}
