//! One group, looked at closely.

use http::Method;
use menjin_service::decision::log::Sampling;
use menjin_testkit::{Setup, TestServer};
use serde_json::{Value, json};

use super::{admin, call, fields, get, member, token};

async fn revision(server: &TestServer) -> i64 {
    server.rows::<i64>("select max(revision) from change where $1 = ''", "").await[0]
}

#[tokio::test]
async fn what_is_known_is_remembered_until_something_changes() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    let cached = async |query: &str| get(&server, &who, &format!("/g-oncall{query}")).await.json()["cached"].clone();
    assert_eq!(cached("").await, false);
    assert_eq!(cached("").await, true);
    assert_eq!(cached("?refresh=true").await, false);
    server.advance(301);
    assert_eq!(cached("").await, false, "five minutes are over");
    assert_eq!(cached("").await, true);
    member(&server, "g-oncall", "add", "sunqi").await;
    let seen = get(&server, &who, "/g-oncall").await.json();
    assert_eq!((&seen["cached"], &seen["group"]["people"]), (&json!(false), &json!(4)));
    let told = get(&server, &who, "/cache").await.json();
    assert_eq!(told, json!({"entries": 1, "hits": 2, "misses": 4, "refreshes": 1, "seconds": 300}));
    server.stop().await;
}

#[tokio::test]
async fn a_membership_that_ends_ends_what_is_remembered() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    let sql = "update group_member set ends = 1767225660000 \
               where user = (select id from user where user_id = $1) and tenant > 0";
    server.execute(sql, "lisi").await;
    // Facts are read when somebody first asks, which is after this.
    let before = get(&server, &who, "/g-oncall").await.json();
    assert_eq!((&before["group"]["people"], &before["group"]["ending"]), (&json!(3), &json!(1)));
    let inputs: Vec<&Value> = before["group"]["risk"]["inputs"].as_array().unwrap().iter().collect();
    assert!(inputs.iter().any(|input| input["kind"] == "endless" && input["count"] == 2), "{inputs:?}");
    server.advance(60);
    let after = get(&server, &who, "/g-oncall").await.json();
    assert_eq!((&after["group"]["people"], &after["cached"]), (&json!(2), &json!(false)));
    server.stop().await;
}

#[tokio::test]
async fn frozen_people_belong_and_are_a_risk() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    let path = "/open-apis/contact/v3/users/zhangsan?user_id_type=user_id";
    server.patch(path, json!({"is_frozen": true})).await.ok();
    let group = get(&server, &who, "/g-release").await.json()["group"].clone();
    assert_eq!((&group["people"], &group["frozen"], &group["risk"]["points"]), (&json!(2), &json!(1), &json!(4)));
    let people = get(&server, &who, "/g-release/people?q=zhangsan").await.json();
    assert_eq!(people["items"][0]["frozen"], true);
    let access = get(&server, &who, "/g-release/access").await.json();
    assert_eq!(access["items"][0]["people"], 1, "who is frozen may nothing");
    server.stop().await;
}

#[tokio::test]
async fn what_it_opens_is_told_with_hours_people_and_other_ways() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    let access = get(&server, &who, "/g-oncall/access").await.json();
    assert_eq!(
        access["items"],
        json!([
            {"type": "door", "id": "7296700518380863769", "name": "机房", "action": "open", "starts": 0, "ends": 0,
             "hours": {"rule_id": "7298933941867135002", "rule_name": "机房值班", "zh": "随时可开", "en": "any time",
                       "always": true},
             "people": 3, "people_otherwise": 0},
            {"type": "document", "id": "doxcnOncallHandbook00000001", "name": "值班手册", "action": "edit", "starts": 0,
             "ends": 0, "people": 3, "people_otherwise": 1},
            {"type": "folder", "id": "fldcnRdShared0000000000007", "name": "研发共享", "action": "edit", "below": 1,
             "starts": 0, "ends": 0, "people": 3, "people_otherwise": 0},
        ])
    );
    // All of them may read it by 全体研发's own grant too, but then 值班组 is not in the way.
    let readers = get(&server, &who, "/g-rd-all/access").await.json();
    let shared = readers["items"].as_array().unwrap().iter().find(|one| one["type"] == "folder").unwrap().clone();
    assert_eq!((&shared["people"], &shared["people_otherwise"]), (&json!(8), &json!(4)), "{shared}");
    server.stop().await;
}

#[tokio::test]
async fn many_are_told_at_once_and_each_for_itself() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    let ask =
        async |ids: Value| call(&server, &who, Method::POST, "/groups/batch_get", json!({"group_ids": ids})).await;
    let found = ask(json!(["g-empty", "nothing", "g-oncall", "g-empty"])).await.json();
    assert_eq!(fields(&found, "group_id"), ["g-empty", "nothing", "g-oncall"]);
    assert_eq!(found["items"][1]["error"], json!({"code": 404_200, "error": "there is no such group"}));
    assert_eq!(found["items"][2]["found"]["group"]["name"], "值班组");
    assert!(found["items"][0].get("error").is_none());
    let many: Vec<String> = (0..101).map(|number| number.to_string()).collect();
    for ids in [json!([]), json!(many)] {
        let refused = ask(ids).await;
        assert_eq!((refused.code(), &refused.json()["field"]), (400_203, &json!("group_ids")));
    }
    let unknown = get(&server, &who, "/nothing").await;
    assert_eq!((unknown.status.as_u16(), unknown.code()), (404, 404_200));
    server.stop().await;
}

#[tokio::test]
async fn a_look_is_noted_once_a_minute_and_is_no_change() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    let other = token(&server, "auditor", r#"["read"]"#).await;
    let before = revision(&server).await;
    for _ in 0..3 {
        get(&server, &who, "/g-oncall").await;
    }
    let seen = get(&server, &who, "/g-oncall/views").await.json();
    assert_eq!(seen["items"].as_array().unwrap().len(), 1, "{seen}");
    assert_eq!(
        (&seen["items"][0]["name"], &seen["items"][0]["surface"], &seen["items"][0]["at"]),
        (&json!("邓超"), &json!("menjin/v1"), &json!(1_767_225_600_000_i64))
    );
    get(&server, &other, "/g-oncall").await;
    for _ in 0..55 {
        server.advance(61);
        get(&server, &who, "/g-oncall").await;
    }
    let seen = get(&server, &who, "/g-oncall/views").await.json();
    assert_eq!(seen["items"].as_array().unwrap().len(), 50, "the newest fifty are kept");
    assert_eq!(seen["items"][0]["at"], 1_767_225_600_000_i64 + 55 * 61_000);
    assert_eq!(get(&server, &who, "/g-empty/views").await.json()["items"], json!([]));
    assert_eq!(revision(&server).await, before, "looking is no change");
    server.stop().await;
}

#[tokio::test]
async fn activity_counts_changes_and_decisions_of_thirty_days() {
    let server = TestServer::set_up(Setup { decision_log: Sampling::OneIn(1), ..Setup::default() }).await;
    let who = admin(&server).await;
    assert_eq!(
        get(&server, &who, "/g-oncall").await.json()["activity"],
        json!({"level": "none", "changes": 0, "decisions": 0})
    );
    member(&server, "g-oncall", "add", "sunqi").await;
    let question = json!({"subject": {"type": "user", "id": "sunqi"}, "action": {"name": "member"},
                          "resource": {"type": "group", "id": "g-oncall"}});
    for _ in 0..4 {
        server.post("/access/v1/evaluation", question.clone()).await;
    }
    server.cx().decisions.flush().await;
    assert_eq!(
        get(&server, &who, "/g-oncall?refresh=true").await.json()["activity"],
        json!({"level": "medium", "changes": 1, "decisions": 4})
    );
    server.advance(31 * 86_400);
    assert_eq!(get(&server, &who, "/g-oncall").await.json()["activity"]["level"], "none");
    server.stop().await;
}

#[tokio::test]
async fn history_goes_backwards_and_survives_the_group() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    server.patch("/open-apis/contact/v3/group/g-empty", json!({"name": "甲"})).await.ok();
    server.patch("/open-apis/contact/v3/group/g-empty", json!({"name": "乙"})).await.ok();
    server.delete("/open-apis/contact/v3/group/g-empty").await.ok();
    let first = get(&server, &who, "/g-empty/history?page_size=2").await.json();
    assert_eq!(fields(&first, "action"), ["contact.v3.group.delete", "contact.v3.group.patch"]);
    assert_eq!(
        (&first["items"][1]["before"]["name"], &first["items"][1]["after"]["name"]),
        (&json!("甲"), &json!("乙"))
    );
    let next = first["page_token"].as_str().unwrap();
    let rest = get(&server, &who, &format!("/g-empty/history?page_size=2&page_token={next}")).await.json();
    assert_eq!((fields(&rest, "action").len(), &rest["has_more"]), (1, &json!(false)));
    assert_eq!(get(&server, &who, "/nothing/history").await.code(), 404_200);
    server.stop().await;
}

#[tokio::test]
async fn people_are_told_with_what_they_are_in_by() {
    let server = TestServer::start().await;
    let who = admin(&server).await;
    let everybody = get(&server, &who, "/g-campaign/people").await.json();
    let ways: Vec<String> = everybody["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {} {}", one["id"].as_str().unwrap(), one["direct"], one["departments"][0]["id"]))
        .collect();
    assert_eq!(
        ways,
        [
            "wujiu true null",
            "liuyang true null",
            "chenjing true null",
            "yangfan false \"sales\"",
            "huangwei false \"sales\"",
            "xujie false \"sales\"",
            "heping false \"sales\"",
        ]
    );
    for (query, ids) in [
        ("kind=direct", &["liuyang", "chenjing", "wujiu"][..]),
        ("kind=departments", &["sales"]),
        ("q=杨", &["yangfan"]),
        ("q=HUANG", &["huangwei"]),
        ("q=%25", &[]),
        ("kind=direct&q=刘", &["liuyang"]),
    ] {
        let mut found = fields(&get(&server, &who, &format!("/g-campaign/people?{query}")).await.json(), "id");
        let mut ids: Vec<&str> = ids.to_vec();
        found.sort_unstable();
        ids.sort_unstable();
        assert_eq!(found, ids, "{query}");
    }
    let dynamic = get(&server, &who, "/g-infra-dyn/people?page_size=1").await.json();
    assert_eq!((&dynamic["items"][0]["by_rule"], &dynamic["has_more"]), (&json!(true), &json!(true)));
    let (mut walked, mut token) = (Vec::new(), String::new());
    loop {
        let part = get(&server, &who, &format!("/g-campaign/people?page_size=2{token}")).await.json();
        walked.extend(fields(&part, "id"));
        let Some(next) = part["page_token"].as_str() else { break };
        token = format!("&page_token={next}");
    }
    assert_eq!(walked, fields(&everybody, "id"));
    server.stop().await;
}
