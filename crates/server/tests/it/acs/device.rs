//! The list of doors.

use insta::assert_snapshot;
use menjin_testkit::{TestServer, Who};

const DEVICES: &str = "/open-apis/acs/v1/devices";

#[tokio::test]
async fn lists_all_doors_in_order() {
    let server = TestServer::start().await;

    assert_snapshot!(server.get(DEVICES).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"items":[{"device_id":"7296700518380863767","device_name":"北门","device_sn":""},{"device_id":"7296700518380863768","device_name":"南门","device_sn":""},{"device_id":"7296700518380863769","device_name":"机房","device_sn":""},{"device_id":"7296700518380863770","device_name":"财务室","device_sn":""}]}}
    "#);
    server.stop().await;
}

#[tokio::test]
async fn shows_what_a_door_tells_of_itself() {
    let text = menjin_service::fixture::DEMO.replace(
        "name: 北门}",
        "name: 北门, sn: 3X811621174000240, property: {version: 2.3.10, online_status: 1, is_clock_in: false}}",
    );
    let server = TestServer::with(&text).await;

    let answer = server.get(DEVICES).await.ok();

    assert_eq!(
        answer.data("/items/0").to_string(),
        r#"{"device_id":"7296700518380863767","device_name":"北门","device_sn":"3X811621174000240","property":{"version":"2.3.10","online_status":1,"is_clock_in":false}}"#
    );
    server.stop().await;
}

#[tokio::test]
async fn needs_the_scope_of_doors() {
    let server = TestServer::start().await;

    let answer = server.send(&Who::HandbookBot, http::Method::GET, DEVICES, None).await;
    assert_eq!(answer.code(), 99_991_672);

    let answer = server.send(&Who::DoorDesk, http::Method::GET, DEVICES, None).await.ok();
    assert_eq!(answer.data("/items").as_array().unwrap().len(), 4);
    server.stop().await;
}
