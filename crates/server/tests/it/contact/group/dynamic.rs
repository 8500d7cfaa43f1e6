//! Dynamic groups: nobody is kept as a member, the rule says who is one.

use menjin_service::fixture::DEMO;
use menjin_testkit::TestServer;

use super::{GROUP, count, members, sql};

/// The demo company with another rule for its dynamic group.
async fn with_rule(rule: &str) -> TestServer {
    const RULE: &str = "rule: {all: [{field: department, in: [rd-infra]}]}";
    assert!(DEMO.contains(RULE));
    TestServer::with(&DEMO.replace(RULE, &format!("rule: {rule}"))).await
}

async fn check(rule: &str, expected: &[&str]) {
    let server = with_rule(rule).await;
    assert_eq!(members(&server, "g-infra-dyn").await, expected, "{rule}");
    assert_eq!(count(&server, "g-infra-dyn").await, i64::try_from(expected.len()).unwrap(), "{rule}");
    for id in ["zhangsan", "caolei"] {
        let path = format!("{GROUP}/member_belong?member_id_type=user_id&group_type=2&member_id={id}");
        let belongs = server.get(&path).await.ok().data("/group_list") == serde_json::json!(["g-infra-dyn"]);
        assert_eq!(belongs, expected.contains(&id), "{rule} {id}");
    }
    server.stop().await;
}

#[tokio::test]
async fn rules_are_tried_on_everybody_they_may_mean() {
    check("{all: [{field: department, in: [rd-infra]}]}", &["zhangsan", "lisi", "wangwu", "fengkai"]).await;
    check("{all: [{field: department, in: [rd]}, {field: department, not_in: [rd-infra, rd-app]}]}", &["zhouba"]).await;
    check("{all: [{field: department, in: [it]}, {field: user, in: [lisi, caolei]}]}", &["caolei"]).await;
    check("{any: [{field: department, in: [it]}, {field: user, in: [lisi]}]}", &["lisi", "dengchao", "caolei"]).await;
    check("{all: [{field: department, in: [\"0\"]}, {field: department, not_in: [rd, sales, hr, marketing, design, finance]}]}", &["songtao", "tangmin", "dengchao", "caolei"]).await;
    check("{any: [{field: department, not_in: [\"0\"]}, {field: user, in: [caolei]}]}", &["caolei"]).await;
}

#[tokio::test]
async fn has_no_departments_and_follows_the_company() {
    let server = TestServer::start().await;
    let path = format!("{GROUP}/g-infra-dyn/member/simplelist?member_type=department");
    assert_eq!(server.get(&path).await.ok().data("").to_string(), r#"{"memberlist":[],"has_more":false}"#);
    sql(&server, "update user set resigned = 1 where user_id = 'lisi'").await;
    sql(&server, "update user_department set department = (select id from department where department_id = 'rd-infra') where user = (select id from user where user_id = 'caolei')").await;
    assert_eq!(members(&server, "g-infra-dyn").await, ["zhangsan", "wangwu", "fengkai", "caolei"]);
    assert_eq!(count(&server, "g-infra-dyn").await, 4);
    server.stop().await;
}

#[tokio::test]
async fn pages_go_by_the_order_of_joining_the_company() {
    let server = TestServer::start().await;
    let list = format!("{GROUP}/g-infra-dyn/member/simplelist?member_id_type=user_id&page_size=3");
    let first = server.get(&list).await.ok();
    assert_eq!(first.data("/has_more"), true);
    let token = first.text_at("/page_token");
    let second = server.get(&format!("{list}&page_token={token}")).await.ok();
    assert_eq!(
        second.data("").to_string(),
        r#"{"memberlist":[{"member_id":"fengkai","member_type":"user"}],"has_more":false}"#
    );
    server.stop().await;
}
