//! Removing collaborators.

use http::Method;
use menjin_testkit::{TestServer, Who};
use serde_json::{Value, json};

use super::{HANDBOOK, LISI, NOTES, SUNQI, WANGWU, ZHANGSAN, add, listed, members, remove, revisions, user};

#[tokio::test]
async fn each_role_removes_up_to_its_own() {
    let server = TestServer::start().await;
    for (id, perm) in [("gaoxiang", "view"), ("linlin", "edit"), ("luohao", "full_access")] {
        add(&server, &LISI, HANDBOOK, "docx", user(id, perm)).await.ok();
    }
    let code = async |who: &Who, id: &str| remove(&server, who, HANDBOOK, "docx", ("userid", id)).await.code();
    assert_eq!(code(&SUNQI, "linlin").await, 1_063_002);
    assert_eq!(code(&WANGWU, "luohao").await, 1_063_002);
    assert_eq!(code(&SUNQI, "gaoxiang").await, 0);
    assert_eq!(code(&WANGWU, "linlin").await, 0);
    assert_eq!(code(&LISI, "luohao").await, 0);
    server.stop().await;
}

#[tokio::test]
async fn everybody_may_remove_themself_whatever_the_settings_say() {
    let server = TestServer::start().await;
    add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "view")).await.ok();
    let sql = "update document set settings = '{\"manage_collaborator_entity\":\"collaborator_full_access\"}' where token = $1";
    server.execute(sql, HANDBOOK).await;
    remove(&server, &Who::Person("gaoxiang"), HANDBOOK, "docx", ("userid", "gaoxiang")).await.ok();
    assert!(!listed(&server, &LISI, HANDBOOK, "docx").await.contains(&"高翔 view".to_owned()));
    server.stop().await;
}

#[tokio::test]
async fn removing_who_is_not_there_is_a_success_without_history() {
    let server = TestServer::start().await;
    let before = revisions(&server).await;
    remove(&server, &ZHANGSAN, NOTES, "docx", ("userid", "gaoxiang")).await.ok();
    assert_eq!(revisions(&server).await, before);
    server.stop().await;
}

#[tokio::test]
async fn an_absent_an_empty_and_a_null_body_mean_the_same() {
    let server = TestServer::start().await;
    let path = members(HANDBOOK, "/gaoxiang", "docx") + "&member_type=userid";
    for body in [None, Some(json!({})), Some(Value::Null)] {
        add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "view")).await.ok();
        let answer = server.send(&LISI, Method::DELETE, &path, body).await.ok();
        assert_eq!(answer.data(""), json!({}));
        assert!(!listed(&server, &LISI, HANDBOOK, "docx").await.contains(&"高翔 view".to_owned()));
    }
    server.stop().await;
}
