//! The life of a group: made, read, changed, filled, emptied, deleted.

use insta::assert_snapshot;
use menjin_testkit::TestServer;
use serde_json::json;

use super::{GROUP, add, count, last_change, members};

#[tokio::test]
async fn a_group_lives_from_creation_to_deletion() {
    let server = TestServer::start().await;
    let path = format!("{GROUP}/custom_dev_group_001");

    let body = json!({"name": "开发组", "description": "写代码", "group_id": "custom_dev_group_001"});
    let answer = server.post(&format!("{GROUP}?user_id_type=open_id&department_id_type=department_id"), body).await;
    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"group_id":"custom_dev_group_001"}}
    "#);
    assert_snapshot!(last_change(&server).await, @r#"
    contact.v3.group.create group:custom_dev_group_001
    null
    {"id":2097153,"name":"开发组","description":"写代码","type":1}
    "#);

    server.advance(60);
    let answer = server.patch(&path, json!({"name": "研发组", "description": ""})).await;
    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{}}
    "#);
    assert_snapshot!(last_change(&server).await, @r#"
    contact.v3.group.patch group:custom_dev_group_001
    {"id":2097153,"name":"开发组","description":"写代码"}
    {"id":2097153,"name":"研发组","description":"写代码"}
    "#);
    assert_snapshot!(server.get(&path).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"group":{"id":"custom_dev_group_001","name":"研发组","description":"写代码","member_user_count":0,"member_department_count":0,"type":1,"group_id":"custom_dev_group_001","member_count":0,"create_time":"1767225600","update_time":"1767225660"}}}
    "#);

    let answer = add(&server, "custom_dev_group_001", &["lisi", "wangwu"]).await;
    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"results":[{"member_id":"lisi","code":0},{"member_id":"wangwu","code":0}]}}
    "#);
    assert_snapshot!(last_change(&server).await, @r#"
    contact.v3.group_member.batch_add group:custom_dev_group_001
    null
    {"id":2097153,"users":[1048591,1048592]}
    "#);
    let answer = server.get(&format!("{path}/member/simplelist?member_id_type=user_id")).await;
    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"memberlist":[{"member_id":"lisi","member_type":"user"},{"member_id":"wangwu","member_type":"user"}],"has_more":false}}
    "#);
    assert_eq!(count(&server, "custom_dev_group_001").await, 2);
    assert_eq!(server.delete(&path).await.code(), 42_017);

    let body = json!({"members": [super::user("lisi"), super::user("wangwu"), super::user("zhangsan")]});
    let answer = server.post(&format!("{path}/member/batch_remove"), body).await;
    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{}}
    "#);
    assert!(members(&server, "custom_dev_group_001").await.is_empty());
    assert_snapshot!(server.delete(&path).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{}}
    "#);
    assert_eq!(server.get(&path).await.code(), 42_002);
    server.stop().await;
}

#[tokio::test]
async fn a_generated_id_is_16_hex_digits() {
    let server = TestServer::start().await;
    let id = server.post(GROUP, json!({"name": "a"})).await.ok().text_at("/group_id");
    assert_eq!(id.len(), 16);
    assert!(id.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)), "{id}");
    server.stop().await;
}

#[tokio::test]
async fn names_of_100_characters_and_descriptions_of_500_are_taken() {
    let server = TestServer::start().await;
    let body = json!({"name": "组".repeat(100), "description": "述".repeat(500), "group_id": "g".repeat(64)});
    let _ = server.post(GROUP, body).await.ok();
    server.stop().await;
}

#[tokio::test]
async fn names_are_compared_as_they_are_given() {
    let server = TestServer::start().await;
    for name in ["IT", "it", "IT "] {
        let _ = server.post(GROUP, json!({"name": name})).await.ok();
    }
    server.stop().await;
}

#[tokio::test]
async fn a_patch_that_changes_nothing_succeeds_and_leaves_no_trace() {
    let server = TestServer::start().await;
    let path = format!("{GROUP}/g-oncall");
    let before = (server.get(&path).await.text, last_change(&server).await);
    for body in [json!({}), json!({"name": ""}), json!({"name": "值班组", "description": "本季度值班"})] {
        let _ = server.patch(&path, body).await.ok();
    }
    assert_eq!((server.get(&path).await.text, last_change(&server).await), before);
    server.stop().await;
}

#[tokio::test]
async fn the_id_and_the_name_of_a_deleted_group_are_free_again() {
    let server = TestServer::start().await;
    let _ = server.delete(&format!("{GROUP}/g-empty")).await.ok();
    let _ = server.post(GROUP, json!({"name": "待用", "group_id": "g-empty"})).await.ok();
    server.stop().await;
}

#[tokio::test]
async fn readers_of_chinese_are_told_in_chinese() {
    use http::Request;
    let server = TestServer::start().await;
    let token = server.token(&menjin_testkit::Who::HrBridge).await.unwrap();
    for (method, path, body, text) in [
        ("POST", GROUP.to_owned(), r#"{"name":"值班组"}"#, "用户组名称重复"),
        ("GET", format!("{GROUP}/g-nowhere"), "", "用户组不存在"),
        ("DELETE", format!("{GROUP}/g-oncall"), "", "用户组不为空，无法删除"),
        ("GET", format!("{GROUP}/member_belong?member_id=x"), "", "用户不存在"),
    ] {
        let request = Request::builder().method(method).uri(path).header("authorization", format!("Bearer {token}"));
        let request = request.header("accept-language", "zh-CN,zh;q=0.9").body(body.to_owned().into_bytes().into());
        let answer = server.request(request.unwrap()).await;
        assert_eq!(answer.json()["error"]["message"], text, "{answer}");
    }
    server.stop().await;
}
