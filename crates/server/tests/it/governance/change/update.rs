//! Changing many groups, and names that are free.

use menjin_testkit::TestServer;
use serde_json::{Value, json};

use super::{admin, get, last_change, notices, post, refused};

#[tokio::test]
async fn each_item_of_a_batch_is_changed_or_refused_for_itself() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let items = json!([
        {"group_id": "g-oncall", "name": "值班团队"},
        {"group_id": "g-release", "description": ""},
        {"group_id": "g-empty", "name": "薪酬小组"},
        {"group_id": "g-empty", "name": "待用"},
        {"group_id": "g-empty"},
        {"group_id": "g-empty", "type": 2},
        {"group_id": "g-empty", "name": "<b>"},
        {"group_id": "nothing", "name": "a"},
        {"group_id": "g-infra-dyn", "name": "a"},
    ]);
    let answer = post(&server, &admin, "/groups/batch_update", json!({"items": items})).await.json();
    assert_eq!((&answer["changed"], &answer["failed"]), (&json!(2), &json!(7)));
    let results = answer["results"].as_array().unwrap();
    assert_eq!(results[0]["before"], json!({"name": "值班组"}));
    assert_eq!(results[0]["after"], json!({"name": "值班团队"}), "only what is different");
    assert_eq!(results[1]["after"], json!({"description": ""}), "a description can be cleared");
    let codes: Vec<i64> = results[2..].iter().map(|one| one["failure"]["code"].as_i64().unwrap()).collect();
    assert_eq!(codes, [409_254, 400_258, 400_258, 400_257, 400_252, 404_260, 400_261]);
    assert_eq!(results[2]["failure"]["suggestions"][0], "薪酬小团队");
    assert_eq!(results[5]["failure"]["field"], "type", "named");
    assert_eq!(results[5]["failure"]["error"]["zh"], "只能修改名称和描述，不支持其他字段");
    let (action, object, before, after) = last_change(&server).await;
    assert_eq!((action.as_str(), object.as_str()), ("menjin.v1.groups.batch_update", "group:g-release"));
    assert_eq!((&before["description"], &after["description"]), (&json!("可以发布线上版本"), &json!("")));
    assert_eq!(notices(&server, "group.changed").await, 2);
    assert_eq!(refused(&post(&server, &admin, "/groups/batch_update", json!({"items": []})).await), (400, 400_262));
    server.stop().await;
}

#[tokio::test]
async fn the_second_of_two_administrators_sees_the_conflict_and_nothing_is_lost() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    let based_on = json!({"name": "值班组", "description": "本季度值班"});
    let change = |name: &str| json!({"items": [{"group_id": "g-oncall", "name": name, "based_on": based_on}]});
    assert_eq!(post(&server, &admin, "/groups/batch_update", change("一线")).await.json()["changed"], 1);
    let answer = post(&server, &admin, "/groups/batch_update", change("二线")).await.json();
    let failure = &answer["results"][0]["failure"];
    assert_eq!(failure["code"], 409_259);
    assert_eq!(failure["current"], json!({"name": "一线", "description": "本季度值班"}));
    let name = server.get("/open-apis/contact/v3/group/g-oncall").await.text_at("/group/name");
    assert_eq!(name, "一线");
    server.stop().await;
}

#[tokio::test]
async fn suggested_names_are_distinct_few_and_free() {
    let server = TestServer::start().await;
    let admin = admin(&server).await;
    for name in ["技术团队", "技术组_2026", "研发组"] {
        assert_eq!(post(&server, &admin, "/groups", json!({"name": name})).await.status, 200);
    }
    let path = "/groups/suggested_names?reason=duplicate&name=%E6%8A%80%E6%9C%AF%E7%BB%84";
    let list = get(&server, &admin, path).await.json();
    assert_eq!(list["suggestions"], json!(["技术组_v2", "开发组", "工程组", "技术组_v3", "技术组_v4"]));
    for name in list["suggestions"].as_array().unwrap() {
        assert_eq!(post(&server, &admin, "/groups", json!({"name": name})).await.status, 200, "{name}");
    }
    let answer = get(&server, &admin, "/groups/suggested_names?name=%3Cb%3E").await;
    assert_eq!(refused(&answer), (400, 400_252));
    assert_eq!(
        get(&server, &admin, "/groups/suggested_names?name=Sales").await.json(),
        json!({"suggestions": Value::Array(Vec::new())})
    );
    server.stop().await;
}
