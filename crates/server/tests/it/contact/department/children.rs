//! The departments below one.

use http::Method;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::json;

use super::IDS;

fn below(department: &str, rest: &str) -> String {
    format!("/open-apis/contact/v3/departments/{department}/children?{IDS}{rest}")
}

fn ids(answer: &Answer) -> Vec<String> {
    let items = answer.data("/items");
    items.as_array().unwrap().iter().map(|item| item["department_id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_next_level_is_listed_by_order() {
    let server = TestServer::start().await;
    assert_eq!(ids(&server.get(&below("rd", "")).await.ok()), ["rd-infra", "rd-app", "rd-qa"]);
    let first = format!("/open-apis/contact/v3/departments/rd-qa?{IDS}");
    let _ = server.patch(&first, json!({"order": 0})).await.ok();

    let answer = server.get(&below("rd", "")).await.ok();

    assert_eq!(ids(&answer), ["rd-qa", "rd-infra", "rd-app"]);
    assert_eq!((answer.data("/has_more"), answer.data("/page_token")), (json!(false), json!(null)));
}

#[tokio::test]
async fn all_levels_are_listed_level_by_level_and_pages_lose_none() {
    let server = TestServer::start().await;
    let deep = json!({"name": "内核", "parent_department_id": "rd-infra", "department_id": "rd-kernel"});
    let _ = server.post(&format!("/open-apis/contact/v3/departments?{IDS}"), deep).await.ok();
    let whole = ids(&server.get(&below("0", "&fetch_child=true&page_size=50")).await.ok());
    assert_eq!(whole.len(), 14);
    assert_eq!((whole[0].as_str(), whole[13].as_str()), ("rd", "rd-kernel"));

    let mut seen = Vec::new();
    let mut token = String::new();
    loop {
        let page = server.get(&below("0", &format!("&fetch_child=true&page_size=3&page_token={token}"))).await.ok();
        seen.extend(ids(&page));
        token = page.text_at("/page_token");
        if token.is_empty() {
            break;
        }
    }

    assert_eq!(seen, whole);
}

#[tokio::test]
async fn a_page_token_is_for_its_question_only() {
    let server = TestServer::start().await;
    let token = server.get(&below("0", "&page_size=1")).await.text_at("/page_token");

    for other in [below("rd", ""), below("0", "&fetch_child=true")] {
        let answer = server.get(&format!("{other}&page_token={token}")).await;
        assert_eq!((answer.code(), answer.msg()), (40012, "page token is invalid error".to_owned()));
    }
}

#[tokio::test]
async fn a_person_lists_all_levels_of_the_company() {
    let server = TestServer::start().await;

    let path = below("0", "&fetch_child=true&page_size=50");
    let answer = server.send(&Who::Person("lisi"), Method::GET, &path, None).await.ok();

    assert_eq!(ids(&answer).len(), 13);
}
