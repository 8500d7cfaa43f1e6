//! The list of people, and one of them.

use http::Method;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

use super::super::{admin, call};

async fn list(server: &TestServer, who: &Who, query: &str) -> Answer {
    call(server, who, Method::GET, &format!("/people{query}"), Value::Null).await
}

fn ids(answer: &Answer) -> Vec<String> {
    let items = answer.json()["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|person| person["user_id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn pages_go_on_and_back_and_name_everybody_once() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let (mut all, mut page, mut backs) = (Vec::new(), String::new(), Vec::new());
    loop {
        let answer = list(&server, &admin, &format!("?page_size=7{page}")).await;
        assert_eq!(answer.status, 200, "{answer}");
        all.extend(ids(&answer));
        backs.push((ids(&answer), answer.json()["previous_token"].clone()));
        let Some(token) = answer.json()["page_token"].as_str().map(str::to_owned) else { break };
        assert_eq!(answer.json()["has_more"], true);
        page = format!("&page_token={token}");
    }
    assert_eq!((all.len(), backs.len()), (24, 4));
    assert_eq!((all[0].as_str(), all[23].as_str()), ("zhangsan", "caolei"));
    assert_eq!(backs[0].1, Value::Null, "nothing is before the first page");
    let back = list(&server, &admin, &format!("?page_size=7&page_token={}", backs[2].1.as_str().unwrap())).await;
    assert_eq!(ids(&back), backs[1].0);
    let first = list(&server, &admin, &format!("?page_size=7&page_token={}", backs[1].1.as_str().unwrap())).await;
    assert_eq!(ids(&first), backs[0].0);
    assert_eq!(first.json()["previous_token"], Value::Null);
    server.stop().await;
}

#[tokio::test]
async fn text_department_and_status_choose() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let found = async |query: &str| ids(&list(&server, &admin, query).await);
    assert_eq!(found("?q=%E5%BC%A0").await, ["zhangsan"]);
    assert_eq!(found("?q=WANGWU@Example").await, ["wangwu"], "in whichever case");
    assert_eq!(found("?q=%25").await, [] as [&str; 0], "a sign of patterns is a letter");
    assert_eq!(found("?department_id=sales").await, ["yangfan", "huangwei", "xujie", "heping"], "with those below");
    assert_eq!(found("?department_id=rd&q=li").await, ["lisi", "zhaoliu"]);
    server.patch("/open-apis/contact/v3/users/sunqi?user_id_type=user_id", json!({"is_frozen": true})).await.ok();
    server.delete("/open-apis/contact/v3/users/heping?user_id_type=user_id").await.ok();
    assert_eq!(found("?status=frozen").await, ["sunqi"]);
    assert_eq!(found("?status=resigned").await, ["heping"]);
    assert_eq!(found("?page_size=100").await.len(), 23);
    assert_eq!(found("?status=active&page_size=100").await.len(), 22);
    server.stop().await;
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_field() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let long = format!("?q={}", "a".repeat(101));
    for (query, code, field) in [
        ("?page_size=0", 400_304, "page_size"),
        ("?page_size=101", 400_304, "page_size"),
        ("?page_token=nonsense", 400_303, "page_token"),
        ("?department_id=nowhere", 404_302, "department_id"),
        (long.as_str(), 400_305, "q"),
    ] {
        let answer = list(&server, &admin, query).await.json();
        assert_eq!((&answer["code"], &answer["field"]), (&json!(code), &json!(field)), "{query} {answer}");
    }
    let token = list(&server, &admin, "?page_size=1").await.json()["page_token"].as_str().unwrap().to_owned();
    let other = list(&server, &admin, &format!("?q=a&page_token={token}")).await;
    assert_eq!(other.json()["code"], 400_303, "it is of another list");
    server.stop().await;
}

#[tokio::test]
async fn one_person_with_access_in_short() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let answer = call(&server, &admin, Method::GET, "/people/lisi", Value::Null).await;
    let told = answer.json();
    assert_eq!(told["person"]["name"], "李四", "{answer}");
    assert_eq!(told["person"]["departments"][0], json!({"type": "department", "id": "rd-infra", "name": "基础架构"}));
    assert_eq!((&told["person"]["status"], &told["person"]["risk"]), (&json!("active"), &json!("medium")));
    assert_eq!(told["access"], json!({"documents": 5, "apps": 3, "doors": 3}));
    assert_eq!(told["analysis"]["group_count"], 3);
    server.delete("/open-apis/contact/v3/users/lisi?user_id_type=user_id").await.ok();
    let left = call(&server, &admin, Method::GET, "/people/lisi", Value::Null).await.json();
    assert_eq!((&left["person"]["status"], &left["analysis"]), (&json!("resigned"), &Value::Null));
    assert_eq!(left["access"], json!({"documents": 0, "apps": 0, "doors": 0}));
    server.stop().await;
}
