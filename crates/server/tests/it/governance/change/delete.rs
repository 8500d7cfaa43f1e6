//! Safe deletion, and undoing it.

use menjin_testkit::TestServer;
use serde_json::{Value, json};

use super::{admin, get, last_change, notices, post, refused};
use crate::access::may;

const HANDBOOK: &str = "document doxcnOncallHandbook00000001";
const SERVER_ROOM: &str = "door 7296700518380863769";

fn items(check: &Value) -> Vec<String> {
    let words = |one: &Value| {
        format!(
            "{} {} {}",
            one["type"].as_str().unwrap(),
            one["name"].as_str().unwrap(),
            one["detail"].as_str().unwrap()
        )
    };
    check["items"].as_array().unwrap().iter().map(words).collect()
}

#[tokio::test]
async fn a_check_tells_what_depends_on_a_group_and_who_would_lose_what() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let head: Vec<(i64,)> = server.rows("select max(revision) from change where $1 = ''", "").await;
    let answer = get(&server, &admin, "/groups/g-oncall/deletion_check").await;
    let data = answer.json();
    let checks = data["checks"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let names: Vec<_> =
        checks.iter().map(|one| (one["name"].as_str().unwrap(), one["passed"].as_bool().unwrap())).collect();
    assert_eq!(names, [("exists", true), ("empty", false), ("permissions", false), ("business", false)]);
    assert_eq!(items(&checks[1]), ["user 李四 ", "user 王五 ", "user 冯凯 "]);
    assert_eq!(items(&checks[2]), ["document 值班手册 edit", "document 研发共享 edit", "door_rule 机房值班 1"]);
    assert_eq!(items(&checks[3]), ["door_rule 机房值班 1"], "nobody else is in the rule");
    assert!(data["impact"]["totals"]["lose"].as_u64() > Some(0), "{data}");
    assert_eq!(data["impact"]["totals"]["gain"], 0);
    let impact =
        format!("/impact/{}?list=items&page_size=5&user_id_type=user_id", data["impact"]["id"].as_str().unwrap());
    let part = get(&server, &admin, &impact).await.json();
    assert_eq!((part["items"].as_array().unwrap().len(), &part["has_more"]), (5, &json!(true)), "{part}");
    let after: Vec<(i64,)> = server.rows("select max(revision) from change where $1 = ''", "").await;
    assert_eq!(head, after, "nothing is done");
    assert_eq!(refused(&get(&server, &admin, "/groups/nothing/deletion_check").await), (404, 404_260));
    server.stop().await;
}

#[tokio::test]
async fn a_deletion_needs_the_exact_name_and_consent_and_a_restoration_brings_every_decision_back() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    server
        .execute(
            "insert into app_availability (tenant, app, list, kind, member) \
        select g.tenant, a.id, 'white', 'group', g.id from user_group as g join app as a on a.tenant = g.tenant \
        where g.group_id = 'g-oncall' and a.app_id = 'cli_b2c3d4e5f6a7b8c9' and $1 = ''",
            "",
        )
        .await;
    server
        .execute(
            "insert into contact_range (tenant, app, kind, member) \
        select g.tenant, a.id, 'group', g.id from user_group as g join app as a on a.tenant = g.tenant \
        where g.group_id = 'g-oncall' and a.app_id = 'cli_b2c3d4e5f6a7b8c9' and $1 = ''",
            "",
        )
        .await;
    let decisions = async || {
        let mut all = Vec::new();
        for (who, action, what) in [
            ("user wangwu", "edit", HANDBOOK),
            ("user wangwu", "open", SERVER_ROOM),
            ("user wangwu", "member", "group g-oncall"),
            ("user lisi", "edit", HANDBOOK),
        ] {
            all.push(may(&server, who, action, what).await);
        }
        all
    };
    let number = async || -> Vec<(i64, i64, i64)> {
        server.rows("select id, user_count, department_count from user_group where group_id = $1", "g-oncall").await
    };
    let before = number().await;
    assert_eq!(decisions().await, [true, true, true, true]);
    let path = "/groups/g-oncall/delete";
    let wrong = json!({"confirm_name": "值班", "remove_members": true});
    assert_eq!(refused(&post(&server, &admin, path, wrong).await), (400, 400_274));
    assert_eq!(refused(&post(&server, &admin, path, json!({"confirm_name": "值班组"})).await), (409, 409_275));
    let answer = post(&server, &admin, path, json!({"confirm_name": "值班组", "remove_members": true})).await;
    assert_eq!(answer.json()["restorable_until"], "2026-01-31T00:00:00Z", "{answer}");
    assert_eq!(decisions().await, [false, false, false, true], "lisi owns it");
    assert_eq!(last_change(&server).await.0, "menjin.v1.groups.delete");
    assert_eq!(notices(&server, "group.deleted").await, 1);
    let deleted = get(&server, &admin, "/groups/deleted").await.json();
    let one = &deleted["items"][0];
    assert_eq!((&one["group_id"], &one["users"], &one["grants"]), (&json!("g-oncall"), &json!(3), &json!(4)));
    let history = get(&server, &admin, "/groups/deletions?group_id=g-oncall").await.json();
    assert_eq!((&history["items"][0]["name"], history["items"].as_array().unwrap().len()), (&json!("值班组"), 1));

    // Meanwhile one of them leaves.
    server.delete("/open-apis/contact/v3/users/fengkai?user_id_type=user_id").await.ok();
    let answer = post(&server, &admin, "/groups/g-oncall/restore", json!({})).await;
    let data = answer.json();
    assert_eq!(answer.status, 200, "{answer}");
    assert_eq!(
        data["restored"],
        json!({"users": 2, "departments": 0, "documents": 2, "apps": 1, "contact_ranges": 1, "door_rules": 1, "review_groups": 0})
    );
    assert_eq!((&data["missing"][0]["type"], &data["missing"][0]["name"]), (&json!("user"), &json!("冯凯")), "{data}");
    assert_eq!(decisions().await, [true, true, true, true]);
    assert_eq!(number().await, [(before[0].0, 2, 0)], "the same internal id");
    assert_eq!(
        refused(&post(&server, &admin, "/groups/g-oncall/restore", json!({})).await),
        (404, 404_276),
        "it is back"
    );
    server.stop().await;
}

#[tokio::test]
async fn a_restoration_is_refused_where_id_or_name_are_taken_and_after_thirty_days() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let delete = json!({"confirm_name": "待用"});
    assert_eq!(post(&server, &admin, "/groups/g-empty/delete", delete).await.status, 200);
    let body = json!({"name": "待用", "group_id": "other"});
    assert_eq!(post(&server, &admin, "/groups", body).await.status, 200);
    let answer = post(&server, &admin, "/groups/g-empty/restore", json!({})).await;
    assert_eq!(refused(&answer), (409, 409_254));
    assert_eq!(answer.json()["suggestions"][0], "待用_2026");
    assert_eq!(post(&server, &admin, "/groups/g-empty/restore", json!({"name": "待用_2026"})).await.status, 200);

    // The platform's own deletion can be undone too.
    server.delete("/open-apis/contact/v3/group/g-empty").await.ok();
    assert_eq!(post(&server, &admin, "/groups", json!({"name": "x", "group_id": "g-empty"})).await.status, 200);
    assert_eq!(refused(&post(&server, &admin, "/groups/g-empty/restore", json!({})).await), (409, 409_255));
    server.delete("/open-apis/contact/v3/group/g-empty").await.ok();
    server.advance(30 * 86_400);
    assert_eq!(refused(&post(&server, &admin, "/groups/g-empty/restore", json!({})).await), (410, 410_277));
    assert_eq!(get(&server, &admin, "/groups/deleted").await.json(), json!({"items": []}));
    assert_eq!(post(&server, &admin, "/groups/other/delete", json!({"confirm_name": "待用"})).await.status, 200);
    let kept: Vec<(i64,)> = server.rows("select count(*) from deleted_group where $1 = ''", "").await;
    assert_eq!(kept[0].0, 1, "what is too old was forgotten");
    server.stop().await;
}

#[tokio::test]
async fn many_are_deleted_each_for_itself() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let items = json!([
        {"group_id": "g-empty", "confirm_name": "待用"},
        {"group_id": "g-oncall", "confirm_name": "值班组"},
        {"group_id": "g-release", "confirm_name": "发布"},
    ]);
    let answer = post(&server, &admin, "/groups/batch_delete", json!({"items": items, "pause_ms": 0})).await.json();
    assert_eq!((&answer["done"], &answer["failed"]), (&json!(1), &json!(2)));
    let code = |index: usize| answer["results"][index]["failure"]["code"].as_i64();
    assert_eq!([code(0), code(1), code(2)], [None, Some(409_275), Some(400_274)]);
    let slow = json!({"items": items, "pause_ms": 2001});
    assert_eq!(refused(&post(&server, &admin, "/groups/batch_delete", slow).await), (400, 400_279));
    server.stop().await;
}
