//! Creating groups, and templates.

use http::Method;
use menjin_testkit::TestServer;
use serde_json::{Value, json};

use super::{admin, get, grant, last_change, notices, post, refused};
use crate::access::{asked, evaluate, may};
use crate::governance::{call, token};

const GUIDE: &str = "doxcnVisitorGuide0000000005";
const NOTES: &str = "doxcnPrivateNotes0000000006";
const RULE: &str = "7298933941867135003";
const FINANCE: &str = "7296700518380863770";

/// Yes or no at another moment.
async fn may_at(server: &TestServer, time: &str, subject: &str, action: &str, resource: &str) -> bool {
    let mut question = asked(subject, action, resource);
    question["context"] = json!({"time": time});
    evaluate(server, question).await.json()["decision"].as_bool().unwrap()
}

#[tokio::test]
async fn a_group_is_made_with_members_and_grants_in_one_write() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    assert!(!may(&server, "user lisi", "view", &format!("document {NOTES}")).await);
    let body = json!({
        "name": "审计组", "description": "临时", "group_id": "g-audit",
        "members": [{"user": "lisi"}, {"department": "design", "until": "2027-01-01T00:00:00+08:00"}],
        "grants": [grant("document", NOTES, "view"), grant("app", "cli_b2c3d4e5f6a7b8c9", "use"),
                   grant("door", RULE, "open"), grant("review_group", "MANAGERS", "member")],
    });
    let answer = post(&server, &admin, "/groups", body.clone()).await;
    assert_eq!(answer.status, 200, "{answer}");
    let data = answer.json();
    assert_eq!(
        (&data["group_id"], &data["members"], data["grants"].as_array().unwrap().len()),
        (&json!("g-audit"), &json!(2), 4)
    );
    let (action, object, before, after) = last_change(&server).await;
    assert_eq!((action.as_str(), object.as_str(), &before), ("menjin.v1.groups.create", "group:g-audit", &Value::Null));
    assert_eq!(after["grants"], body["grants"]);
    assert_eq!(after["members"].as_array().unwrap().len(), 2);
    assert_eq!(notices(&server, "group.created").await, 1);

    assert!(may(&server, "user lisi", "view", &format!("document {NOTES}")).await);
    assert!(may(&server, "user wujiu", "use", "app cli_b2c3d4e5f6a7b8c9").await, "through the department");
    assert!(may(&server, "user lisi", "member", "review_group MANAGERS").await);
    let doors: Vec<(i64,)> =
        server.rows("select count(*) from door_rule_member where kind = 'group' and $1 = ''", "").await;
    assert_eq!(doors[0].0, 2, "{FINANCE}");
    let notes = format!("document {NOTES}");
    assert!(may_at(&server, "2026-12-31T15:59:59Z", "user wujiu", "view", &notes).await);
    assert!(
        !may_at(&server, "2026-12-31T16:00:00Z", "user wujiu", "view", &notes).await,
        "the department's time is over"
    );
    server.stop().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_by_its_field_in_both_languages_and_nothing_is_made() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let long = "组".repeat(101);
    let cases = [
        (json!({"name": " "}), 400, 400_250, "name"),
        (json!({"name": long}), 400, 400_251, "name"),
        (json!({"name": "R&D"}), 400, 400_252, "name"),
        (json!({"name": "a", "description": "x".repeat(501)}), 400, 400_253, "description"),
        (json!({"name": "值班组"}), 409, 409_254, "name"),
        (json!({"name": "a", "group_id": "g-oncall"}), 409, 409_255, "group_id"),
        (json!({"name": "a", "group_id": "a b"}), 400, 400_256, "group_id"),
        (json!({"name": "a", "template": "nothing"}), 404, 404_264, "template"),
        (json!({"name": "a", "members": [{"user": "nobody"}]}), 404, 404_271, "members[0]"),
        (json!({"name": "a", "members": [{"user": "lisi", "department": "rd"}]}), 400, 400_272, "members[0]"),
        (
            json!({"name": "a", "members": [{"user": "lisi", "until": "2020-01-01T00:00:00Z"}]}),
            400,
            400_272,
            "members[0]",
        ),
        (json!({"name": "a", "grants": [grant("document", GUIDE, "open")]}), 400, 400_267, "grants[0]"),
        (json!({"name": "a", "grants": [grant("document", "nothing", "view")]}), 404, 404_268, "grants[0]"),
    ];
    let before: Vec<(i64,)> = server.rows("select count(*) from user_group where $1 = ''", "").await;
    for (body, status, code, field) in cases {
        let answer = post(&server, &admin, "/groups", body).await;
        assert_eq!((refused(&answer), answer.json()["field"].as_str()), ((status, code), Some(field)), "{answer}");
    }
    let after: Vec<(i64,)> = server.rows("select count(*) from user_group where $1 = ''", "").await;
    assert_eq!(before, after);

    let request = http::Request::builder()
        .method(Method::POST)
        .uri("/menjin/v1/groups")
        .header("authorization", format!("Bearer {}", server.token(&admin).await.unwrap()))
        .header("accept-language", "zh-CN")
        .body(json!({"name": "值班组"}).to_string().into());
    let answer = server.request(request.unwrap()).await.json();
    assert_eq!(answer["error"], "用户组名称已存在，请使用其他名称");
    assert_eq!(answer["suggestions"], json!(["值班团队", "值班组_2026", "值班组_v2", "值班组_v3", "值班组_v4"]));
    server.stop().await;
}

#[tokio::test]
async fn who_may_not_give_access_makes_groups_without_grants_and_who_only_reads_none() {
    let server = TestServer::start().await;
    let helpdesk = token(&server, "helpdesk", r#"["read","groups","access"]"#).await;
    let with = json!({"name": "a", "grants": [grant("document", GUIDE, "view")]});
    assert_eq!(refused(&post(&server, &helpdesk, "/groups", with).await), (403, 403_270));
    assert_eq!(post(&server, &helpdesk, "/groups", json!({"name": "a"})).await.status, 200);
    let auditor = token(&server, "auditor", r#"["read","audit"]"#).await;
    assert_eq!(refused(&post(&server, &auditor, "/groups", json!({"name": "b"})).await), (403, 403_000));
    server.stop().await;
}

#[tokio::test]
async fn templates_are_built_in_and_the_companys_own_and_their_grants_are_made() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let list = get(&server, &admin, "/templates").await.json();
    let keys: Vec<_> = list["items"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["development", "design", "marketing"]);
    assert_eq!(list["items"][0]["permissions"], json!(["code_read", "code_write", "deploy"]));

    let made = post(&server, &admin, "/groups", json!({"template": "development"})).await.json();
    assert_eq!((&made["name"], &made["description"]), (&json!("开发团队"), &json!("负责产品开发和技术实施")));
    let id = made["group_id"].as_str().unwrap();
    let parts: Vec<&str> = id.split('_').collect();
    assert_eq!((parts.len(), parts[0], parts[1], parts[2].len()), (3, "development", "1767225600000", 6), "{id}");

    let body = json!({"name": "开发", "description": "", "grants": [grant("document", NOTES, "edit")]});
    let answer = call(&server, &admin, Method::PUT, "/templates/development", body).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["built_in"]), (200, &json!(false)), "{answer}");
    let body = json!({"template": "development", "name": "笔记组", "members": [{"user": "wangwu"}]});
    assert_eq!(
        post(&server, &admin, "/groups", body).await.json()["grants"],
        json!([grant("document", NOTES, "edit")])
    );
    assert!(may(&server, "user wangwu", "edit", &format!("document {NOTES}")).await);

    let own = json!({"key": "ops", "name": "运维", "grants": [grant("door", RULE, "open")]});
    assert_eq!(post(&server, &admin, "/templates", own.clone()).await.status, 200);
    assert_eq!(refused(&post(&server, &admin, "/templates", own).await), (409, 409_265));
    let bad = json!({"key": "Ops", "name": "x"});
    assert_eq!(refused(&post(&server, &admin, "/templates", bad).await), (400, 400_266));
    let delete = |key: &'static str| call(&server, &admin, Method::DELETE, key, Value::Null);
    assert_eq!(delete("/templates/ops").await.status, 200);
    assert_eq!(refused(&delete("/templates/ops").await), (404, 404_264));
    assert_eq!(delete("/templates/development").await.status, 200);
    assert_eq!(refused(&delete("/templates/development").await), (400, 400_278));
    server.stop().await;
}

#[tokio::test]
async fn members_come_for_a_time_and_go() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let member = |user: &str| format!("user {user}");
    let add = json!({"members": [{"user": "sunqi", "from": "2026-01-02T00:00:00Z", "until": "2026-01-03T00:00:00Z"}, {"department": "hr"}]});
    assert_eq!(post(&server, &admin, "/groups/g-empty/members/add", add.clone()).await.json()["added"], 2);
    assert_eq!(post(&server, &admin, "/groups/g-empty/members/add", add).await.json()["added"], 0, "nothing new");
    let sunqi = async |time: &str| may_at(&server, time, "user sunqi", "member", "group g-empty").await;
    assert!(may(&server, &member("linlin"), "member", "group g-empty").await);
    assert!(!sunqi("2026-01-01T23:59:59Z").await, "not begun");
    assert!(sunqi("2026-01-02T00:00:00Z").await);
    assert!(!sunqi("2026-01-03T00:00:00Z").await, "over");
    let again = json!({"members": [{"user": "sunqi"}]});
    assert_eq!(post(&server, &admin, "/groups/g-empty/members/add", again.clone()).await.json()["added"], 1);
    assert!(sunqi("2026-01-03T00:00:00Z").await, "another beginning and end");
    let gone = json!({"members": [{"user": "sunqi"}, {"department": "hr"}]});
    assert_eq!(post(&server, &admin, "/groups/g-empty/members/remove", gone).await.json()["removed"], 2);
    assert!(!may(&server, &member("linlin"), "member", "group g-empty").await);
    assert_eq!(refused(&post(&server, &admin, "/groups/g-infra-dyn/members/add", again).await), (400, 400_261));
    server.stop().await;
}
