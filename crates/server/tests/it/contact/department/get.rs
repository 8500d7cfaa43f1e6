//! Reading one department.

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::{TestServer, Who};
use serde_json::json;

use super::IDS;

fn path(id: &str) -> String {
    format!("/open-apis/contact/v3/departments/{id}?{IDS}")
}

#[tokio::test]
async fn people_below_count_once_and_those_who_left_do_not() {
    let server = TestServer::start().await;
    assert_snapshot!(server.get(&path("rd")).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"department":{"name":"研发中心","parent_department_id":"0","department_id":"rd","open_department_id":"od-70353917926e3938d32cfe7b613b811c","leader_user_id":"zhangsan","order":"1","member_count":8,"primary_member_count":1,"status":{"is_deleted":false},"leaders":[{"leaderType":1,"leaderID":"zhangsan"}]}}}
    "#);

    let _ = server.delete("/open-apis/contact/v3/users/lisi?user_id_type=user_id").await.ok();

    let answer = server.get(&path("rd")).await;
    assert_eq!(answer.data("/department/member_count"), json!(7), "{answer}");
}

#[tokio::test]
async fn the_root_is_the_company() {
    let server = TestServer::start().await;

    assert_snapshot!(server.get("/open-apis/contact/v3/departments/0").await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"department":{"name":"晨星科技","department_id":"0","open_department_id":"0","member_count":24,"status":{"is_deleted":false}}}}
    "#);
}

#[tokio::test]
async fn fields_without_their_scope_are_left_out() {
    let server = TestServer::start().await;
    let path = "/open-apis/contact/v3/departments/admin-office?department_id_type=department_id";

    assert_snapshot!(server.send(&Who::DoorDesk, Method::GET, path, None).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"department":{"open_department_id":"od-87b8ed1e6496a70152e4672dbde98912","leaders":[{"leaderType":1}]}}}
    "#);
}

#[tokio::test]
async fn ids_that_could_not_exist_are_told_from_those_that_do_not() {
    let server = TestServer::start().await;
    let get = async |rest: &str| server.get(&format!("/open-apis/contact/v3/departments/{rest}")).await.code();

    assert_eq!(get("od-x").await, 40015);
    assert_eq!(get("hr").await, 99_992_357);
    assert_eq!(get("x?department_id_type=department_id").await, 40015);
    assert_eq!(get("_x?department_id_type=department_id").await, 99_992_380);
    assert_eq!(get("od-x/children").await, 99_992_357);
}
