//! Changing departments.

use insta::assert_snapshot;
use menjin_testkit::TestServer;
use serde_json::json;

use super::IDS;
use crate::contact::changes;

fn path(id: &str) -> String {
    format!("/open-apis/contact/v3/departments/{id}?{IDS}")
}

#[tokio::test]
async fn what_is_absent_stays_and_what_is_given_changes() {
    let server = TestServer::start().await;

    let change =
        json!({"name": "品质", "i18n_name": {"zh_cn": "品质"}, "order": "9", "department_hrbps": ["gaoxiang"]});
    let answer = server.patch(&path("rd-qa"), change).await;

    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"department":{"name":"品质","i18n_name":{"zh_cn":"品质"},"parent_department_id":"rd","department_id":"rd-qa","open_department_id":"od-4bbc654f28355a4b8bc2435674760579","leader_user_id":"zhouba","order":"9","member_count":1,"primary_member_count":1,"status":{"is_deleted":false},"leaders":[{"leaderType":1,"leaderID":"zhouba"}],"department_hrbps":["gaoxiang"]}}}
    "#);
    let cleared =
        server.patch(&path("rd-qa"), json!({"department_hrbps": [], "leaders": [], "i18n_name": {}})).await.ok();
    let department = cleared.data("/department");
    assert_eq!(department["leader_user_id"], "");
    assert!(department.get("leaders").is_none() && department.get("department_hrbps").is_none());
    assert!(department.get("i18n_name").is_none());
}

#[tokio::test]
async fn a_department_moves_with_its_people_and_stands_last() {
    let server = TestServer::start().await;

    let answer = server.patch(&path("rd-infra"), json!({"parent_department_id": "sales"})).await.ok();

    assert_eq!(answer.data("/department/parent_department_id"), json!("sales"));
    assert_eq!(answer.data("/department/order"), json!("3"));
    assert_eq!(server.get(&path("sales")).await.data("/department/member_count"), json!(8));
}

#[tokio::test]
async fn another_main_leader_is_no_deputy_any_more() {
    let server = TestServer::start().await;
    let leaders = json!([{"leaderType": 1, "leaderID": "lisi"}, {"leaderType": 2, "leaderID": "wangwu"}]);
    let _ = server.patch(&path("rd-qa"), json!({"leaders": leaders})).await.ok();

    let answer = server.patch(&path("rd-qa"), json!({"leader_user_id": "wangwu"})).await.ok();

    assert_eq!(answer.data("/department/leaders"), json!([{"leaderType": 1, "leaderID": "wangwu"}]));
}

#[tokio::test]
async fn a_change_to_what_is_already_so_is_a_success_without_history() {
    let server = TestServer::start().await;
    let before = changes(&server).await;

    let _ = server.patch(&path("rd-qa"), json!({"name": "质量", "parent_department_id": "rd", "order": 3})).await.ok();

    assert_eq!(changes(&server).await, before);
}

#[tokio::test]
async fn a_refused_change_changes_nothing() {
    let server = TestServer::start().await;
    let before = server.get(&path("rd-qa")).await.ok();

    let answer = server.patch(&path("rd-qa"), json!({"name": "品质", "leader_user_id": "nobody"})).await;

    assert_eq!(answer.code(), 40001, "{answer}");
    assert_eq!(server.get(&path("rd-qa")).await.text, before.text);
}
