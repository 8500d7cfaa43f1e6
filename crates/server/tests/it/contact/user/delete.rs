//! People who leave.

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::{TestServer, Who};
use serde_json::json;

use super::IDS;
use crate::contact::{changes, count};

const LISI: &str = "/open-apis/contact/v3/users/lisi?user_id_type=user_id";

#[tokio::test]
async fn whoever_left_stays_readable_without_departments() {
    let server = TestServer::start().await;
    assert_snapshot!(server.delete(LISI).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{}}
    "#);

    let answer = server.get(&format!("/open-apis/contact/v3/users/lisi?{IDS}")).await;

    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"user":{"union_id":"on_7da9c1ecdd1a3c9fd21d73f07d1b6119","user_id":"lisi","open_id":"ou_b446f0347facfe0b0569e3910935d279","name":"李四","en_name":"","nickname":"","email":"lisi@example.com","mobile":"+8613800000002","mobile_visible":true,"gender":0,"avatar_key":"","status":{"is_frozen":false,"is_resigned":true,"is_activated":false,"is_exited":false,"is_unjoin":false},"leader_user_id":"","city":"","country":"","work_station":"","join_time":1767225600,"is_tenant_manager":false,"employee_no":"","employee_type":1,"enterprise_email":"","job_title":"","geo":"","job_level_id":"","job_family_id":""}}}
    "#);
}

#[tokio::test]
async fn whoever_left_keeps_nothing() {
    let server = TestServer::start().await;
    let lisi = server.user_no("lisi").await.0;
    let of_group = async || server.get("/open-apis/contact/v3/group/g-oncall").await.data("/group/member_user_count");
    assert_eq!(of_group().await, 3);

    let _ = server.delete(LISI).await.ok();

    assert_eq!(of_group().await, 2);
    for relation in [
        "group_member where user",
        "user_department where user",
        "app_collaborator where user",
        "contact_range where kind = 'user' and member",
        "app_availability where kind = 'user' and member",
        "document_member where kind = 'user' and member",
        "door_rule_member where kind = 'user' and member",
        "review_member where kind = 'user' and member",
    ] {
        assert_eq!(count(&server, &format!("{relation} = {lisi}")).await, 0, "{relation}");
    }
    let owned = format!("document where owner_kind = 'user' and owner = {lisi}");
    assert_eq!(count(&server, &owned).await, 1, "what they own stays");
}

#[tokio::test]
async fn deleting_twice_is_deleting_once() {
    let server = TestServer::start().await;
    let _ = server.delete(LISI).await.ok();
    let before = changes(&server).await;

    let answer = server.delete(LISI).await;

    assert_eq!(answer.text, r#"{"code":0,"msg":"success","data":{}}"#);
    assert_eq!(changes(&server).await, before);
}

#[tokio::test]
async fn colleagues_who_are_present_may_take_over() {
    let server = TestServer::start().await;
    let body = json!({
        "docs_acceptor_user_id": "wangwu", "calendar_acceptor_user_id": "",
        "email_acceptor": {"processing_type": "1", "acceptor_user_id": "zhangsan"},
    });

    let answer = server.send(&Who::HrBridge, Method::DELETE, LISI, Some(body)).await;

    assert_eq!(answer.code(), 0, "{answer}");
}
