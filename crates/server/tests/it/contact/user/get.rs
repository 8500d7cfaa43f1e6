//! Reading one person.

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::{TestServer, Who};
use serde_json::json;

use super::IDS;
use crate::contact::sql;

const DENGCHAO: &str = "/open-apis/contact/v3/users/dengchao?user_id_type=user_id";

#[tokio::test]
async fn fields_without_their_scope_are_left_out() {
    let server = TestServer::start().await;
    let scopes = r#"update app set scopes = '["contact:contact.base:readonly", "contact:user.employee_id:readonly"]'
                    where app_id = 'cli_b2c3d4e5f6a7b8c9'"#;
    sql(&server, &[scopes]).await;

    let answer = server.send(&Who::DoorDesk, Method::GET, DENGCHAO, None).await;

    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"user":{"union_id":"on_877112aded0f2768ce1b4b4cca14d84a","user_id":"dengchao","open_id":"ou_4e0e33d49d8aacdc6d663e744a70a127","mobile_visible":true,"avatar_key":""}}}
    "#);
}

#[tokio::test]
async fn every_kind_of_id_leads_to_the_person() {
    let server = TestServer::start().await;
    let by_user_id = server.get(DENGCHAO).await.ok();

    for (kind, id) in
        [("open_id", by_user_id.text_at("/user/open_id")), ("union_id", by_user_id.text_at("/user/union_id"))]
    {
        let answer = server.get(&format!("/open-apis/contact/v3/users/{id}?user_id_type={kind}")).await.ok();
        assert_eq!(answer.data("/user"), by_user_id.data("/user"), "{kind}");
    }
    let by_default = server.get(&format!("/open-apis/contact/v3/users/{}", by_user_id.text_at("/user/open_id"))).await;
    assert_eq!(by_default.data("/user/user_id"), json!("dengchao"));
}

#[tokio::test]
async fn ids_that_lead_nowhere_have_a_code_for_each_kind() {
    let server = TestServer::start().await;
    let foreign = server.directory("cli_b2c3d4e5f6a7b8c9").await["users"][0]["open_id"].as_str().unwrap().to_owned();
    let get = async |id: &str, kind: &str| {
        server.get(&format!("/open-apis/contact/v3/users/{id}?user_id_type={kind}")).await.code()
    };

    assert_eq!(get("ou_x", "open_id").await, 99_992_351);
    assert_eq!(get(&foreign, "open_id").await, 99_992_361);
    assert_eq!(get("on_x", "union_id").await, 99_992_364);
    assert_eq!(get("x", "user_id").await, 99_992_360);
    assert_eq!(get("x", "email").await, 99_992_402);
}

#[tokio::test]
async fn a_person_reads_colleagues_whatever_the_range_of_the_app() {
    let server = TestServer::start().await;

    let path = format!("/open-apis/contact/v3/users/wangwu?{IDS}");
    let answer = server.send(&Who::Person("lisi"), Method::GET, &path, None).await;

    assert_eq!(answer.data("/user/name"), json!("王五"), "{answer}");
}

#[tokio::test]
async fn words_of_the_address_are_no_ids() {
    let server = TestServer::start().await;

    let answer = server.get("/open-apis/contact/v3/users/batch_get_id").await;

    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (404, "404 page not found"));
}
