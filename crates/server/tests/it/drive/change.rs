//! Changing roles, and what time does to them.

use menjin_testkit::{TestServer, Who};
use serde_json::json;

use super::{GAOXIANG, HANDBOOK, LISI, WANGWU, ZHANGSAN, add, change, group, listed, may, remove, revisions, user};

#[tokio::test]
async fn a_role_is_raised_and_lowered_and_the_same_role_leaves_no_history() {
    let server = TestServer::start().await;
    let before = revisions(&server).await;
    change(&server, &LISI, HANDBOOK, "docx", group("g-oncall", "edit")).await.ok();
    assert_eq!(revisions(&server).await, before);

    change(&server, &LISI, HANDBOOK, "docx", group("g-oncall", "full_access")).await.ok();
    assert!(may(&server, &WANGWU, HANDBOOK, "docx", "manage_public").await);
    change(&server, &WANGWU, HANDBOOK, "docx", group("g-oncall", "view")).await.ok();
    assert!(!may(&server, &WANGWU, HANDBOOK, "docx", "edit").await, "one may lower oneself");
    assert_eq!(revisions(&server).await, before + 2);
    server.stop().await;
}

#[tokio::test]
async fn an_app_cannot_change_people_outside_its_contact_range_but_remove_them() {
    let server = TestServer::start().await;
    let bot = json!({"member_type": "appid", "member_id": "cli_c3d4e5f6a7b8c9d0", "perm": "full_access"});
    add(&server, &LISI, HANDBOOK, "docx", bot).await.ok();
    add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "view")).await.ok();

    let answer = change(&server, &Who::HandbookBot, HANDBOOK, "docx", user("gaoxiang", "edit")).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (400, 1_063_003));
    remove(&server, &Who::HandbookBot, HANDBOOK, "docx", ("userid", "gaoxiang")).await.ok();
    server.stop().await;
}

#[tokio::test]
async fn a_role_whose_time_is_over_is_no_role_to_any_call() {
    let server = TestServer::start().await;
    add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "full_access")).await.ok();
    server.execute("update document_member set ends = 1767225600001 where kind = $1", "user").await;
    assert!(may(&server, &GAOXIANG, HANDBOOK, "docx", "manage_public").await);
    server.advance(1);

    assert_eq!(listed(&server, &LISI, HANDBOOK, "docx").await.len(), 3);
    assert_eq!(change(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "edit")).await.code(), 1_063_003);
    let before = revisions(&server).await;
    remove(&server, &LISI, HANDBOOK, "docx", ("userid", "gaoxiang")).await.ok();
    assert_eq!(revisions(&server).await, before);
    add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "view")).await.ok();
    server.advance(3_000);
    assert!(may(&server, &GAOXIANG, HANDBOOK, "docx", "view").await);
    server.stop().await;
}

#[tokio::test]
async fn adding_again_takes_the_end_off_a_role() {
    let server = TestServer::start().await;
    add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "view")).await.ok();
    server.execute("update document_member set ends = 1767225700000 where kind = $1", "user").await;
    add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "view")).await.ok();
    server.advance(1_000);
    assert!(may(&server, &GAOXIANG, HANDBOOK, "docx", "view").await);
    server.stop().await;
}

#[tokio::test]
async fn who_has_left_gets_no_role_and_can_be_cleared_away() {
    let server = TestServer::start().await;
    add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "view")).await.ok();
    server.execute("update user set resigned = 1 where user_id = $1", "gaoxiang").await;
    assert_eq!(add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "edit")).await.code(), 1_063_001);
    assert_eq!(change(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "edit")).await.code(), 1_063_001);
    remove(&server, &LISI, HANDBOOK, "docx", ("userid", "gaoxiang")).await.ok();
    assert_eq!(listed(&server, &LISI, HANDBOOK, "docx").await.len(), 3);
    server.stop().await;
}

#[tokio::test]
async fn the_whole_company_is_walled_in_its_tenant() {
    let server = TestServer::start().await;
    server.execute("update document set tenant = tenant + 1 where token = $1", HANDBOOK).await;
    let answer = add(&server, &ZHANGSAN, HANDBOOK, "docx", user("lisi", "view")).await;
    assert_eq!(answer.code(), 1_063_001, "a document of another company is none");
    server.stop().await;
}
