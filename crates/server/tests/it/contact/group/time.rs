//! Memberships that begin or end: they count from the first moment to the last, and not before or after.

use menjin_service::fixture::DEMO;
use menjin_testkit::TestServer;
use serde_json::json;

use super::{GROUP, add, count, last_change, members, user};

/// The server's clock stands at 2026-01-01T00:00:00.000Z.
async fn server() -> TestServer {
    let text = DEMO.replace(
        "{id: g-empty, name: 待用, description: 空的用户组, members: []}",
        "{id: g-empty, name: 待用, description: 空的用户组, members: [\
           {user: lisi, from: 2026-01-01T00:00:00.000Z}, {user: wangwu, from: 2026-01-01T00:00:00.001Z}, \
           {user: sunqi, until: 2026-01-01T00:00:00.000Z}, {user: zhouba, until: 2026-01-01T00:00:00.001Z}, \
           {department: sales, from: 2026-01-01T00:00:00.001Z}]}",
    );
    assert_ne!(text, DEMO);
    TestServer::with(&text).await
}

async fn belongs(server: &TestServer, id: &str) -> bool {
    let path = format!("{GROUP}/member_belong?member_id_type=user_id&member_id={id}");
    server.get(&path).await.ok().data("/group_list").to_string().contains("g-empty")
}

#[tokio::test]
async fn begins_and_ends_to_the_millisecond() {
    let server = server().await;
    let path = format!("{GROUP}/g-empty");
    let departments = format!("{path}/member/simplelist?member_type=department&member_id_type=department_id");
    assert_eq!(members(&server, "g-empty").await, ["lisi", "zhouba"]);
    assert_eq!(count(&server, "g-empty").await, 2);
    assert_eq!(server.get(&path).await.data("/group/member_department_count"), 0);
    assert_eq!(server.get(&departments).await.data("/memberlist").to_string(), "[]");
    for (id, expected) in [("lisi", true), ("wangwu", false), ("sunqi", false), ("zhouba", true), ("yangfan", false)] {
        assert_eq!(belongs(&server, id).await, expected, "{id}");
    }

    server.advance(1);
    assert_eq!(members(&server, "g-empty").await, ["lisi", "wangwu"]);
    assert_eq!(count(&server, "g-empty").await, 2);
    assert_eq!(server.get(&path).await.data("/group/member_count"), 3);
    assert!(server.get(&departments).await.text.contains("sales"));
    for (id, expected) in [("lisi", true), ("wangwu", true), ("sunqi", false), ("zhouba", false), ("yangfan", true)] {
        assert_eq!(belongs(&server, id).await, expected, "{id}");
    }
    let list = server.get(&format!("{GROUP}/simplelist")).await.ok();
    assert_eq!(list.data("/items/6/member_count"), 3);
    server.stop().await;
}

#[tokio::test]
async fn adding_takes_the_place_of_what_was_planned_or_is_over() {
    let server = server().await;
    let answer = add(&server, "g-empty", &["wangwu", "sunqi", "lisi"]).await.ok();
    assert_eq!(answer.data("/results/0/code"), 0);
    assert_eq!(answer.data("/results/1/code"), 0);
    assert_eq!(answer.data("/results/2/code"), 42_005);
    assert_eq!(members(&server, "g-empty").await, ["lisi", "zhouba", "wangwu", "sunqi"]);
    assert_eq!(count(&server, "g-empty").await, 4);
    assert!(last_change(&server).await.contains("group_member"), "what was planned is remembered");
    server.stop().await;
}

#[tokio::test]
async fn taking_out_ends_what_was_planned_too() {
    let server = server().await;
    let body = json!({"members": [user("wangwu"), user("sunqi"), user("lisi")]});
    let _ = server.post(&format!("{GROUP}/g-empty/member/batch_remove"), body).await.ok();
    server.advance(1);
    assert!(members(&server, "g-empty").await.is_empty());
    assert_eq!(count(&server, "g-empty").await, 0);
    server.stop().await;
}

#[tokio::test]
async fn a_group_whose_memberships_are_over_or_to_come_can_be_deleted() {
    let server = server().await;
    let body = json!({"members": [user("lisi"), user("zhouba")]});
    let _ = server.post(&format!("{GROUP}/g-empty/member/batch_remove"), body).await.ok();
    let _ = server.delete(&format!("{GROUP}/g-empty")).await.ok();
    let kept = super::text(&server, "select before from change order by revision desc limit 1").await;
    let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept["group_member"].as_array().unwrap().len(), 2);
    assert_eq!(kept["group_department"].as_array().unwrap().len(), 1);
    server.stop().await;
}
