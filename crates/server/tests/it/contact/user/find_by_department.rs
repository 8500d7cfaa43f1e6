//! The people of a department.

use http::Method;
use menjin_testkit::{Answer, DEMO_APP, TestServer, Who};
use serde_json::json;

use super::{IDS, newcomer};

fn of(department: &str, rest: &str) -> String {
    format!("/open-apis/contact/v3/users/find_by_department?{IDS}&department_id={department}{rest}")
}

fn names(answer: &Answer) -> Vec<String> {
    let items = answer.data("/items");
    items.as_array().unwrap().iter().map(|item| item["user_id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn people_who_belong_directly_are_listed_in_the_order_they_were_made() {
    let server = TestServer::start().await;

    let answer = server.get(&of("rd-infra", "")).await.ok();

    assert_eq!(names(&answer), ["zhangsan", "lisi", "wangwu", "fengkai"]);
    assert_eq!((answer.data("/has_more"), answer.data("/page_token")), (json!(false), json!(null)));
    assert_eq!(answer.data("/items/0/is_frozen"), json!(false));
    let above = server.get(&of("rd", "")).await.ok();
    assert_eq!(names(&above), ["zhangsan"], "departments below do not count");
}

#[tokio::test]
async fn pages_lose_nobody_and_tell_nobody_twice() {
    let server = TestServer::start().await;
    let mut seen = Vec::new();
    let mut token = String::new();
    loop {
        let page = server.get(&of("rd-infra", &format!("&page_size=1&page_token={token}"))).await.ok();
        seen.extend(names(&page));
        token = page.text_at("/page_token");
        assert_eq!(page.data("/has_more"), json!(!token.is_empty()));
        if token.is_empty() {
            break;
        }
    }

    assert_eq!(seen, ["zhangsan", "lisi", "wangwu", "fengkai"]);
}

#[tokio::test]
async fn a_page_token_is_for_its_department_only_and_for_two_hours() {
    let server = TestServer::start().await;
    let token = server.get(&of("rd-infra", "&page_size=1")).await.text_at("/page_token");

    let other = server.get(&of("hr", &format!("&page_token={token}"))).await;

    assert_eq!((other.code(), other.msg()), (40012, "page token is invalid error".to_owned()));
    server.advance(2 * 3600);
    // By then the first access token is over too.
    let again = Who::App(DEMO_APP.to_owned());
    let late = server.send(&again, Method::GET, &of("rd-infra", &format!("&page_token={token}")), None).await;
    assert_eq!(late.code(), 40012, "{late}");
}

#[tokio::test]
async fn the_root_lists_those_who_are_in_no_other_department() {
    let server = TestServer::start().await;
    assert_eq!(names(&server.get(&of("0", "")).await.ok()), Vec::<String>::new());
    let root = newcomer(json!({"user_id": "xin", "department_ids": ["0"]}));
    let _ = server.post(&format!("/open-apis/contact/v3/users?{IDS}"), root).await.ok();

    assert_eq!(names(&server.get(&of("0", "")).await.ok()), ["xin"]);
}

#[tokio::test]
async fn an_app_lists_departments_in_its_range_and_a_person_lists_all() {
    let server = TestServer::start().await;
    let path = |id: &str| {
        format!("/open-apis/contact/v3/users/find_by_department?department_id_type=department_id&department_id={id}")
    };

    let seen = server.send(&Who::DoorDesk, Method::GET, &path("admin-office"), None).await.ok();
    assert_eq!(seen.data("/items").as_array().unwrap().len(), 2);
    assert_eq!(server.send(&Who::DoorDesk, Method::GET, &path("rd"), None).await.code(), 40004);
    assert_eq!(server.send(&Who::Person("lisi"), Method::GET, &path("hr"), None).await.code(), 0);
}

#[tokio::test]
async fn whoever_left_is_not_listed() {
    let server = TestServer::start().await;
    let _ = server.delete("/open-apis/contact/v3/users/lisi?user_id_type=user_id").await.ok();

    assert_eq!(names(&server.get(&of("rd-infra", "")).await.ok()), ["zhangsan", "wangwu", "fengkai"]);
}
