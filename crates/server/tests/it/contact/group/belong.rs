//! `GET …/group/member_belong`.

use insta::assert_snapshot;
use menjin_testkit::TestServer;

use super::{GROUP, add, sql, texts};

async fn groups(server: &TestServer, query: &str) -> Vec<String> {
    let answer = server.get(&format!("{GROUP}/member_belong?member_id_type=user_id&{query}")).await.ok();
    texts(&answer.data("/items"), "group_id")
}

#[tokio::test]
async fn lists_groups_in_both_shapes() {
    let server = TestServer::start().await;
    let lisi = server.open_id("lisi").await;
    let answer = server.get(&format!("{GROUP}/member_belong?member_id={lisi}")).await;
    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"group_list":["g-oncall","g-rd-all","g-infra-dyn"],"items":[{"group_id":"g-oncall","name":"值班组","description":"本季度值班","type":1},{"group_id":"g-rd-all","name":"全体研发","description":"","type":1},{"group_id":"g-infra-dyn","name":"基础架构动态组","description":"按部门计算","type":2}],"has_more":false}}
    "#);
    server.stop().await;
}

#[tokio::test]
async fn counts_departments_and_those_above_them_and_rules_each_group_once() {
    let server = TestServer::start().await;
    assert_eq!(groups(&server, "member_id=zhangsan").await, ["g-release", "g-rd-all", "g-infra-dyn"]);
    assert_eq!(groups(&server, "member_id=yangfan").await, ["g-campaign"]);
    let _ = add(&server, "g-campaign", &["yangfan"]).await.ok();
    assert_eq!(groups(&server, "member_id=yangfan").await, ["g-campaign"]);
    assert!(groups(&server, "member_id=liangyu").await.is_empty());
    server.stop().await;
}

#[tokio::test]
async fn group_type_wins_over_type() {
    let server = TestServer::start().await;
    let both = ["g-oncall", "g-rd-all", "g-infra-dyn"];
    assert_eq!(groups(&server, "member_id=lisi").await, both);
    assert_eq!(groups(&server, "member_id=lisi&type=1").await, both[..2]);
    assert_eq!(groups(&server, "member_id=lisi&group_type=2&type=1").await, both[2..]);
    assert_eq!(groups(&server, "member_id=lisi&group_type=1&type=9").await, both[..2]);
    server.stop().await;
}

#[tokio::test]
async fn pages_lose_nothing_and_a_token_is_good_for_one_person() {
    let server = TestServer::start().await;
    let path = format!("{GROUP}/member_belong?member_id_type=user_id&page_size=2");
    let first = server.get(&format!("{path}&member_id=lisi")).await.ok();
    let token = first.text_at("/page_token");
    assert_eq!(first.data("/group_list").to_string(), r#"["g-oncall","g-rd-all"]"#);
    let second = server.get(&format!("{path}&member_id=lisi&page_token={token}")).await.ok();
    assert_eq!(second.data("/group_list").to_string(), r#"["g-infra-dyn"]"#);
    assert_eq!(second.data("/has_more"), false);
    assert_eq!(server.get(&format!("{path}&member_id=zhangsan&page_token={token}")).await.code(), 40_012);
    server.stop().await;
}

#[tokio::test]
async fn takes_union_ids_too() {
    let server = TestServer::start().await;
    let directory = server.directory(menjin_testkit::DEMO_APP).await;
    let union_id = directory["users"].as_array().unwrap().iter().find(|user| user["user_id"] == "luohao").unwrap();
    let union_id = union_id["union_id"].as_str().unwrap();
    let answer = server.get(&format!("{GROUP}/member_belong?member_id_type=union_id&member_id={union_id}")).await.ok();
    assert_eq!(answer.data("/group_list").to_string(), r#"["g-payroll"]"#);
    server.stop().await;
}

#[tokio::test]
async fn who_has_left_has_no_groups() {
    let server = TestServer::start().await;
    sql(&server, "delete from group_member where user = (select id from user where user_id = 'lisi')").await;
    sql(&server, "update user set resigned = 1 where user_id = 'lisi'").await;
    assert!(groups(&server, "member_id=lisi").await.is_empty());
    server.stop().await;
}
