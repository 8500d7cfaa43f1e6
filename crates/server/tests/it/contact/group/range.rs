//! An app that does not see everyone.

use http::Method;
use menjin_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use super::{GROUP, LIMITED, limit, sql, texts, user};

async fn ask(server: &TestServer, method: Method, path: &str, body: Value) -> Answer {
    server.send(&LIMITED, method, path, Some(body).filter(|body| !body.is_null())).await
}

async fn get(server: &TestServer, path: &str) -> Answer {
    ask(server, Method::GET, path, Value::Null).await.ok()
}

#[tokio::test]
async fn lists_leave_out_what_the_app_may_not_see() {
    let server = TestServer::start().await;
    limit(&server).await;
    let list = get(&server, &format!("{GROUP}/simplelist")).await;
    assert_eq!(texts(&list.data("/items"), "id"), ["g-release", "g-rd-all", "g-empty"]);
    let list = get(&server, &format!("{GROUP}/simplelist?type=2")).await;
    assert_eq!(texts(&list.data("/items"), "id"), ["g-infra-dyn"]);
    let list = get(&server, &format!("{GROUP}/member_belong?member_id=lisi&member_id_type=user_id")).await;
    assert_eq!(list.data("/group_list").to_string(), r#"["g-rd-all","g-infra-dyn"]"#);
    server.stop().await;
}

#[tokio::test]
async fn members_out_of_range_are_left_out() {
    let server = TestServer::start().await;
    limit(&server).await;
    let departments = format!("{GROUP}/g-rd-all/member/simplelist?member_type=department&member_id_type=department_id");
    assert_eq!(get(&server, &departments).await.data("/memberlist").to_string(), "[]", "研发中心 is above 基础架构");
    sql(&server, "update contact_range set member = (select id from department where department_id = 'rd') where kind = 'department'").await;
    assert_eq!(texts(&get(&server, &departments).await.data("/memberlist"), "member_id"), ["rd"]);

    // Of a dynamic group only those show who are in range otherwise.
    sql(&server, "delete from contact_range where kind = 'department' or member <> (select id from user_group where group_id = 'g-infra-dyn')").await;
    sql(
        &server,
        "insert into contact_range select tenant, 3, 'user', id from user where user_id in ('wangwu', 'fengkai')",
    )
    .await;
    let members = format!("{GROUP}/g-infra-dyn/member/simplelist?member_id_type=user_id&page_size=1");
    let first = get(&server, &members).await;
    assert_eq!(texts(&first.data("/memberlist"), "member_id"), ["wangwu"]);
    let second = get(&server, &format!("{members}&page_token={}", first.text_at("/page_token"))).await;
    assert_eq!(
        second.data("").to_string(),
        r#"{"memberlist":[{"member_id":"fengkai","member_type":"user"}],"has_more":false}"#
    );
    server.stop().await;
}

#[tokio::test]
async fn members_of_a_listed_group_are_in_range() {
    let server = TestServer::start().await;
    let _ = super::add(&server, "g-empty", &["luohao", "lisi", "gaoxiang", "wangwu"]).await.ok();
    limit(&server).await;
    let list = get(&server, &format!("{GROUP}/g-empty/member/simplelist?member_id_type=user_id&page_size=3")).await;
    assert_eq!(texts(&list.data("/memberlist"), "member_id"), ["lisi", "wangwu", "gaoxiang"]);
    assert_eq!(list.data("/has_more"), true);
    server.stop().await;
}

#[tokio::test]
async fn the_app_changes_members_that_it_sees_in_groups_that_it_sees() {
    let server = TestServer::start().await;
    limit(&server).await;
    let path = |call: &str| format!("{GROUP}/g-empty/member/{call}");
    let body = json!({"members": [user("lisi"), user("gaoxiang"), user("nobody")]});
    let answer = ask(&server, Method::POST, &path("batch_add"), body.clone()).await.ok();
    let codes: Vec<_> =
        answer.data("/results").as_array().unwrap().iter().map(|result| result["code"].clone()).collect();
    assert_eq!(codes, [0, 41_050, 41_073]);
    let answer = ask(&server, Method::POST, &path("batch_remove"), body).await;
    assert_eq!(answer.code(), 40_022);
    let answer = ask(&server, Method::PATCH, &format!("{GROUP}/g-empty"), json!({"name": "新名"})).await;
    let _ = answer.ok();
    server.stop().await;
}
