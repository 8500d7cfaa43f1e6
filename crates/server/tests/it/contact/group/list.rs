//! `GET …/group/simplelist`.

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::{DEMO_APP, TestServer, Who};

use super::{GROUP, texts};

#[tokio::test]
async fn lists_ordinary_groups_in_both_shapes_unless_asked_for_dynamic_ones() {
    let server = TestServer::start().await;
    let answer = server.get(&format!("{GROUP}/simplelist?page_size=1")).await;
    let token = answer.text_at("/page_token");
    assert_snapshot!(answer.to_string().replace(&token, "TOKEN"), @r#"
    200 OK
    {"code":0,"msg":"success","data":{"grouplist":[{"id":"g-oncall","name":"值班组","description":"本季度值班","member_user_count":3,"member_department_count":0,"type":1,"group_id":"g-oncall","member_count":3,"create_time":"1767225600","update_time":"1767225600"}],"items":[{"id":"g-oncall","name":"值班组","description":"本季度值班","member_user_count":3,"member_department_count":0,"type":1,"group_id":"g-oncall","member_count":3,"create_time":"1767225600","update_time":"1767225600"}],"page_token":"TOKEN","has_more":true}}
    "#);
    let answer = server.get(&format!("{GROUP}/simplelist?type=2")).await.ok();
    let text = answer.to_string().replace(&server.open_department_id("rd-infra").await, "od-rd-infra");
    assert_snapshot!(text, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"grouplist":[{"id":"g-infra-dyn","name":"基础架构动态组","description":"按部门计算","member_user_count":4,"member_department_count":0,"type":2,"group_id":"g-infra-dyn","member_count":4,"create_time":"1767225600","update_time":"1767225600","department_scope_list":["od-rd-infra"]}],"items":[{"id":"g-infra-dyn","name":"基础架构动态组","description":"按部门计算","member_user_count":4,"member_department_count":0,"type":2,"group_id":"g-infra-dyn","member_count":4,"create_time":"1767225600","update_time":"1767225600","department_scope_list":["od-rd-infra"]}],"has_more":false}}
    "#);
    server.stop().await;
}

#[tokio::test]
async fn pages_lose_nothing_and_repeat_nothing() {
    let server = TestServer::start().await;
    let (mut all, mut token) = (Vec::new(), String::new());
    loop {
        let answer = server.get(&format!("{GROUP}/simplelist?page_size=2&page_token={token}")).await.ok();
        assert_eq!(answer.data("/grouplist"), answer.data("/items"));
        all.extend(texts(&answer.data("/grouplist"), "id"));
        token = answer.text_at("/page_token");
        if answer.data("/has_more") == false {
            break;
        }
    }
    assert_eq!(all, ["g-oncall", "g-release", "g-rd-all", "g-frontdesk", "g-payroll", "g-campaign", "g-empty"]);
    assert!(token.is_empty());
    server.stop().await;
}

#[tokio::test]
async fn a_token_is_good_for_its_own_question_and_two_hours() {
    let server = TestServer::start().await;
    let token = server.get(&format!("{GROUP}/simplelist?page_size=2")).await.text_at("/page_token");
    assert_eq!(server.get(&format!("{GROUP}/simplelist?type=2&page_token={token}")).await.code(), 40_012);
    assert_eq!(server.get(&format!("{GROUP}/g-oncall/member/simplelist?page_token={token}")).await.code(), 40_012);
    let _ = server.get(&format!("{GROUP}/simplelist?page_size=3&page_token={token}")).await.ok();
    server.advance(2 * 3600);
    // With a token of its own, as the first one is over too.
    let again = Who::App(DEMO_APP.to_owned());
    let answer = server.send(&again, Method::GET, &format!("{GROUP}/simplelist?page_token={token}"), None).await;
    assert_eq!(answer.code(), 40_012, "{answer}");
    server.stop().await;
}
