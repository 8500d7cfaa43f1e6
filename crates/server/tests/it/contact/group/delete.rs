//! What ends with a group.

use insta::assert_snapshot;
use menjin_testkit::TestServer;
use serde_json::json;

use super::{GROUP, last_change, sql, text, user};

const TRACES: &str = "select cast(\
    (select count(*) from document_member where kind = 'group' and member not in (select id from user_group)) + \
    (select count(*) from app_availability where kind = 'group' and member not in (select id from user_group)) + \
    (select count(*) from contact_range where kind = 'group' and member not in (select id from user_group)) + \
    (select count(*) from door_rule_member where kind = 'group' and member not in (select id from user_group)) + \
    (select count(*) from review_member where kind = 'group' and member not in (select id from user_group)) as text)";

#[tokio::test]
async fn everything_that_names_a_group_ends_with_it_and_is_remembered() {
    let server = TestServer::start().await;
    sql(&server, "insert into contact_range select tenant, 1, 'group', id from user_group where group_id = 'g-oncall'")
        .await;
    sql(&server, "insert into app_availability select tenant, 1, 'white', 'group', id from user_group where group_id = 'g-oncall'").await;
    sql(&server, "insert into review_member select g.tenant, r.id, 'group', g.id from user_group as g, review_group as r where g.group_id = 'g-oncall' and r.group_id = 'MANAGERS'").await;
    let body = json!({"members": [user("lisi"), user("wangwu"), user("fengkai")]});
    let _ = server.post(&format!("{GROUP}/g-oncall/member/batch_remove"), body).await.ok();

    let _ = server.delete(&format!("{GROUP}/g-oncall")).await.ok();

    assert_eq!(text(&server, TRACES).await, "0");
    assert_snapshot!(last_change(&server).await, @r#"
    contact.v3.group.delete group:g-oncall
    {"id":1048614,"group_id":"g-oncall","name":"值班组","description":"本季度值班","type":1,"created":1767225600000,"updated":1767225600000,"group_member":[],"group_department":[],"document_member":[[1048622,"container","edit",1048643,0,0],[1048628,"container","edit",1048652,0,0]],"app_availability":[[1,"white"]],"contact_range":[1],"door_rule_member":[[1048654,1,0,0]],"review_member":[1048657]}
    null
    "#);
    server.stop().await;
}

#[tokio::test]
async fn a_refused_deletion_changes_nothing() {
    let server = TestServer::start().await;
    let before = last_change(&server).await;
    assert_eq!(server.delete(&format!("{GROUP}/g-oncall")).await.code(), 42_017);
    let grants = "select cast(count(*) as text) from document_member where kind = 'group' and member = (select id from user_group where group_id = 'g-oncall')";
    assert_eq!(text(&server, grants).await, "2");
    assert_eq!(last_change(&server).await, before);
    server.stop().await;
}
