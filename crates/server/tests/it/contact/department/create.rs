//! Creating departments.

use insta::assert_snapshot;
use menjin_testkit::TestServer;
use serde_json::json;

use super::IDS;

const DEPARTMENTS: &str = "/open-apis/contact/v3/departments";

#[tokio::test]
async fn a_new_department_stands_behind_its_neighbours() {
    let server = TestServer::start().await;
    let body = json!({
        "name": "平台", "parent_department_id": "rd", "department_id": "rd-platform", "leader_user_id": "lisi",
        "i18n_name": {"en_us": "Platform"}, "department_hrbps": ["gaoxiang"], "create_group_chat": true,
    });

    let answer = server.post(&format!("{DEPARTMENTS}?{IDS}"), body).await;

    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"department":{"name":"平台","i18n_name":{"en_us":"Platform"},"parent_department_id":"rd","department_id":"rd-platform","open_department_id":"od-00000000000000000000000000000005","leader_user_id":"lisi","order":"4","member_count":0,"primary_member_count":0,"status":{"is_deleted":false},"leaders":[{"leaderType":1,"leaderID":"lisi"}],"department_hrbps":["gaoxiang"]}}}
    "#);
    let read = server.get(&format!("{DEPARTMENTS}/rd-platform?{IDS}")).await;
    assert_eq!(read.text, answer.text);
}

#[tokio::test]
async fn ids_that_are_not_given_are_made() {
    let server = TestServer::start().await;

    let answer = server.post(DEPARTMENTS, json!({"name": "平台", "parent_department_id": "0", "order": 77})).await;

    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"department":{"name":"平台","parent_department_id":"0","department_id":"0000000000000004","open_department_id":"od-00000000000000000000000000000005","leader_user_id":"","order":"77","member_count":0,"primary_member_count":0,"status":{"is_deleted":false}}}}
    "#);
}

#[tokio::test]
async fn the_same_token_and_parameters_get_the_first_answer_again() {
    let server = TestServer::start().await;
    let path = format!("{DEPARTMENTS}?{IDS}&client_token=t-1");
    let body = json!({"name": "平台", "parent_department_id": "rd"});
    let first = server.post(&path, body.clone()).await.ok();

    let again = server.post(&path, body).await;

    assert_eq!(again.text, first.text);
}

#[tokio::test]
async fn the_main_leader_may_be_named_among_all_leaders() {
    let server = TestServer::start().await;
    let leaders = json!([{"leaderType": 2, "leaderID": "wangwu"}, {"leaderType": 1, "leaderID": "lisi"}]);
    let body = json!({"name": "平台", "parent_department_id": "rd", "leaders": leaders});

    let answer = server.post(&format!("{DEPARTMENTS}?{IDS}"), body).await.ok();

    assert_eq!(answer.data("/department/leader_user_id"), json!("lisi"));
    assert_eq!(answer.data("/department/leaders"), leaders);
}
