//! Every group, filtered, sorted, in pages.

use http::Method;
use menjin_testkit::{TestServer, Who};
use serde_json::{Value, json};

use super::{admin, call, fields, get, member, token};

const ALL: [&str; 8] =
    ["g-campaign", "g-empty", "g-frontdesk", "g-infra-dyn", "g-oncall", "g-payroll", "g-rd-all", "g-release"];

#[tokio::test]
async fn an_item_says_who_is_in_it_what_it_opens_and_why_it_is_a_risk() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    member(&server, "g-oncall", "add", "sunqi").await;
    server.advance(3 * 86_400 + 5);
    let listed = get(&server, &who, "?q=值班").await.json();
    let mut item = listed["items"][0].clone();
    for moment in ["created", "updated"] {
        assert_eq!(item[moment], 1_767_225_600_000_i64, "{item}");
        item.as_object_mut().unwrap().remove(moment);
    }
    assert_eq!(
        item,
        json!({
            "group_id": "g-oncall", "name": "值班组", "description": "本季度值班", "type": 1, "type_text": "普通用户组",
            "member_user_count": 4, "member_department_count": 0, "people": 4, "frozen": 0, "ending": 0,
            "opens": {"documents": 2, "apps": 0, "doors": 1, "review_groups": 0, "total": 3},
            "risk": {"level": "high", "points": 4, "inputs": [
                {"kind": "always_open", "points": 3, "count": 1,
                 "things": [{"type": "door", "id": "7296700518380863769", "name": "机房"}]},
                {"kind": "overlap", "points": 1, "count": 1,
                 "things": [{"type": "group", "id": "g-rd-all", "name": "全体研发"}]},
            ]},
            "activity": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
            "age_days": 3,
        })
    );
    server.stop().await;
}

#[tokio::test]
async fn filters_let_through_what_they_say() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    for (filter, ids) in [
        ("", &ALL[..]),
        ("type=2", &["g-infra-dyn"]),
        ("q=动态", &["g-infra-dyn"]),
        ("q=跨部门", &["g-campaign"]),
        ("risk=high", &["g-oncall"]),
        ("risk=medium", &["g-release"]),
        ("members_max=0", &["g-empty"]),
        ("members_min=5", &["g-campaign", "g-rd-all"]),
        ("members_min=2&members_max=2&type=1", &["g-payroll", "g-release"]),
        ("q=nothing-is-called-so", &[]),
    ] {
        let listed = get(&server, &who, &format!("?sort=id&{filter}")).await.json();
        assert_eq!(fields(&listed, "group_id"), ids, "{filter}");
        assert_eq!(listed["total"], ids.len(), "{filter}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_text_is_found_in_capitals_or_not() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    server.patch("/open-apis/contact/v3/group/g-empty", json!({"name": "Night Watch"})).await.ok();
    assert_eq!(fields(&get(&server, &who, "?q=nIGHT").await.json(), "group_id"), ["g-empty"]);
    server.stop().await;
}

#[tokio::test]
async fn each_column_sorts_in_both_directions() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    member(&server, "g-payroll", "add", "lisi").await;
    for (sort, first) in [
        ("name", "g-infra-dyn"),
        ("id", "g-campaign"),
        ("type", "g-infra-dyn"),
        ("members", "g-rd-all"),
        ("opens", "g-oncall"),
        ("risk", "g-oncall"),
        ("activity", "g-payroll"),
    ] {
        let order = if matches!(sort, "type") { "desc" } else { "" };
        let one = get(&server, &who, &format!("?sort={sort}&order={order}")).await.json();
        let up = fields(&get(&server, &who, &format!("?sort={sort}&order=asc")).await.json(), "group_id");
        let mut down = fields(&get(&server, &who, &format!("?sort={sort}&order=desc")).await.json(), "group_id");
        down.reverse();
        assert_eq!(up, down, "{sort}");
        if sort != "name" {
            assert_eq!(one["items"][0]["group_id"], first, "{sort}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn pages_go_on_where_the_one_before_ended() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    for sort in ["name", "members", "updated"] {
        let whole = fields(&get(&server, &who, &format!("?sort={sort}")).await.json(), "group_id");
        let (mut walked, mut token) = (Vec::new(), String::new());
        loop {
            let part = get(&server, &who, &format!("?sort={sort}&page_size=3{token}")).await.json();
            walked.extend(fields(&part, "group_id"));
            let Some(next) = part["page_token"].as_str() else { break };
            token = format!("&page_token={next}");
        }
        assert_eq!(walked, whole, "{sort}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_bad_question_is_refused_by_its_field() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    let token = get(&server, &who, "?page_size=1").await.json()["page_token"].as_str().unwrap().to_owned();
    let long = "x".repeat(101);
    for (query, code, field) in [
        ("members_min=2&members_max=1".to_owned(), 400_200, "members_min"),
        (format!("sort=name&page_token={token}"), 400_201, "page_token"),
        ("page_token=x".to_owned(), 400_201, "page_token"),
        ("page_size=0".to_owned(), 400_202, "page_size"),
        ("page_size=101".to_owned(), 400_202, "page_size"),
        (format!("q={long}"), 400_204, "q"),
        ("type=3".to_owned(), 400_000, "type"),
        ("sort=colour".to_owned(), 400_000, "sort"),
    ] {
        let answer = get(&server, &who, &format!("?{query}")).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (400, code), "{query}: {answer}");
        assert_eq!(answer.json()["field"], field, "{query}");
    }
    server.stop().await;
}

#[tokio::test]
async fn who_may_read_may_list_and_nobody_else() {
    let server = TestServer::start().await;
    for (role, rights, status) in
        [("auditor", r#"["read"]"#, 200), ("helpdesk", r#"["read"]"#, 200), ("administrator", r#"["groups"]"#, 403)]
    {
        let who = token(&server, role, rights).await;
        assert_eq!(get(&server, &who, "").await.status, status, "{role}");
    }
    assert_eq!(get(&server, &Who::Nobody, "").await.status, 401);
    assert_ne!(call(&server, &Who::HrBridge, Method::GET, "/groups", Value::Null).await.status, 200);
    server.stop().await;
}
