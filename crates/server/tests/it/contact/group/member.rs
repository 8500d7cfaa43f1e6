//! Adding, taking out and listing members.

use insta::assert_snapshot;
use menjin_testkit::{DEMO_APP, TestServer};
use serde_json::{Value, json};

use super::{GROUP, add, count, last_change, members, sql, text, texts, user};

/// A success that has nothing to say.
const DONE: &str = "200 OK\n{\"code\":0,\"msg\":\"success\",\"data\":{}}";

/// The codes of a batch's results.
fn codes(answer: &menjin_testkit::Answer) -> Vec<i64> {
    answer.data("/results").as_array().unwrap().iter().map(|result| result["code"].as_i64().unwrap()).collect()
}

async fn add_one(server: &TestServer, group: &str, id_type: &str, id: &str) -> menjin_testkit::Answer {
    server.post(&format!("{GROUP}/{group}/member/add"), json!({"member_id_type": id_type, "member_id": id})).await
}

#[tokio::test]
async fn people_come_by_any_of_their_ids_and_go() {
    let server = TestServer::start().await;
    let directory = server.directory(DEMO_APP).await;
    let lisi = directory["users"].as_array().unwrap().iter().find(|user| user["user_id"] == "lisi").unwrap().clone();
    for id_type in ["open_id", "union_id", "user_id"] {
        let id = lisi[id_type].as_str().unwrap();
        assert_eq!(add_one(&server, "g-empty", id_type, id).await.to_string(), DONE);
        assert_eq!(members(&server, "g-empty").await, ["lisi"]);
        assert_eq!(count(&server, "g-empty").await, 1);
        let mut body = json!({"member_id": id, "member_type": "user"});
        if id_type != "open_id" {
            body["member_id_type"] = json!(id_type);
        }
        let answer = server.post(&format!("{GROUP}/g-empty/member/remove"), body).await;
        assert_eq!(answer.to_string(), DONE);
        assert_eq!(count(&server, "g-empty").await, 0);
    }
    server.stop().await;
}

#[tokio::test]
async fn taking_out_who_is_no_member_is_a_success_without_a_trace() {
    let server = TestServer::start().await;
    let before = last_change(&server).await;
    let body = json!({"member_id": "lisi", "member_id_type": "user_id"});
    let _ = server.post(&format!("{GROUP}/g-empty/member/remove"), body).await.ok();
    let _ = server.post(&format!("{GROUP}/g-empty/member/batch_remove"), json!({"members": [user("lisi")]})).await.ok();
    assert_eq!(last_change(&server).await, before);
    server.stop().await;
}

#[tokio::test]
async fn each_member_of_a_batch_has_a_result_of_its_own() {
    let server = TestServer::start().await;
    sql(&server, "update user set resigned = 1 where user_id = 'caolei'").await;
    let open_id = server.open_id("zhaoliu").await;
    let body = json!({"members": [
        user("lisi"),
        user("zhangsan"),
        {"member_id": open_id, "member_type": "user", "member_id_type": "open_id"},
        user("zhangsan"),
        {"member_id": "rd", "member_type": "department", "member_id_type": "department_id"},
        {"member_id": "sunqi", "member_type": "user"},
        {"member_id": "sunqi", "member_type": "user", "member_id_type": "department_id"},
        user("nobody"),
        user("caolei"),
        user("caolei"),
    ]});
    let answer = server.post(&format!("{GROUP}/g-oncall/member/batch_add"), body).await.ok();
    assert_eq!(codes(&answer), [42_005, 0, 0, 42_005, 41_074, 41_071, 41_071, 41_073, 42_006, 42_006]);
    assert_eq!(answer.text_at("/results/2/member_id"), open_id);
    assert_eq!(members(&server, "g-oncall").await, ["lisi", "wangwu", "fengkai", "zhangsan", "zhaoliu"]);
    assert_eq!(count(&server, "g-oncall").await, 5);
    server.stop().await;
}

#[tokio::test]
async fn a_batch_that_adds_nobody_leaves_no_trace() {
    let server = TestServer::start().await;
    let before = last_change(&server).await;
    let answer = add(&server, "g-oncall", &["lisi", "nobody"]).await.ok();
    assert_eq!(codes(&answer), [42_005, 41_073]);
    assert_eq!(last_change(&server).await, before);
    server.stop().await;
}

#[tokio::test]
async fn a_full_group_takes_as_many_as_there_is_room_in_their_order() {
    let server = TestServer::start().await;
    sql(&server, "update tally set users = 1000000").await;
    sql(&server, "update user_group set user_count = 99998 where group_id = 'g-oncall'").await;
    let answer = add(&server, "g-oncall", &["lisi", "zhangsan", "sunqi", "zhouba", "wujiu", "zhouba"]).await.ok();
    assert_eq!(codes(&answer), [42_005, 0, 0, 42_012, 42_012, 42_012]);
    server.stop().await;
}

#[tokio::test]
async fn a_tenant_has_ten_memberships_for_each_of_its_people() {
    let server = TestServer::start().await;
    // 24 people: 240 memberships; the other groups have 11 of them.
    sql(&server, "update user_group set user_count = 228 where group_id = 'g-empty'").await;
    assert_eq!(codes(&add(&server, "g-oncall", &["zhangsan", "sunqi"]).await.ok()), [0, 42_012]);
    assert_eq!(add_one(&server, "g-payroll", "user_id", "sunqi").await.code(), 42_012);
    sql(&server, "update user set resigned = 1 where user_id = 'caolei'").await;
    let body = json!({"members": [user("zhangsan")]});
    let _ = server.post(&format!("{GROUP}/g-oncall/member/batch_remove"), body).await.ok();
    assert_eq!(add_one(&server, "g-payroll", "user_id", "sunqi").await.code(), 42_012, "one left, ten places went");
    sql(&server, "update user set resigned = 0 where user_id = 'caolei'").await;
    let _ = add_one(&server, "g-payroll", "user_id", "sunqi").await.ok();
    server.stop().await;
}

#[tokio::test]
async fn the_tally_follows_whatever_happens() {
    const RIGHT: &str = "select case when \
        t.users = (select count(*) from user where resigned = 0) and \
        t.memberships = (select sum(user_count) from user_group where type = 1) and \
        t.memberships = (select count(*) from group_member) and \
        t.groups = (select count(*) from user_group) then '1' else '0' end from tally as t";
    let server = TestServer::start().await;
    assert_eq!(text(&server, RIGHT).await, "1", "as loaded");
    let _ = add(&server, "g-empty", &["lisi", "wangwu", "luohao"]).await.ok();
    let body = json!({"members": [user("wangwu"), user("zhangsan")]});
    let _ = server.post(&format!("{GROUP}/g-empty/member/batch_remove"), body).await.ok();
    assert_eq!(text(&server, RIGHT).await, "1", "after adding and taking out");
    sql(&server, "update user set resigned = 1 where user_id in ('caolei', 'tangmin')").await;
    sql(&server, "delete from user where user_id in ('caolei', 'linlin')").await;
    sql(&server, "delete from group_member where user_group = (select id from user_group where group_id = 'g-oncall')")
        .await;
    sql(&server, "delete from user_group where group_id = 'g-oncall'").await;
    assert_eq!(text(&server, RIGHT).await, "1", "after people and groups went");
    server.stop().await;
}

#[tokio::test]
async fn some_are_taken_out_although_others_are_refused() {
    let server = TestServer::start().await;
    let body = json!({"members": [user("nobody"), user("lisi"), user("zhangsan")]});
    let answer = server.post(&format!("{GROUP}/g-oncall/member/batch_remove"), body).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (400, 40_022), "{answer}");
    assert_eq!(members(&server, "g-oncall").await, ["wangwu", "fengkai"]);
    assert_eq!(count(&server, "g-oncall").await, 2);
    server.stop().await;
}

#[tokio::test]
async fn pages_of_members_lose_nothing_and_repeat_nothing() {
    let server = TestServer::start().await;
    let all: Vec<String> = texts(&server.directory(DEMO_APP).await["users"], "user_id");
    let everyone: Vec<Value> = all.iter().map(|id| user(id)).collect();
    let _ = server.post(&format!("{GROUP}/g-empty/member/batch_add"), json!({"members": everyone})).await.ok();
    let (mut seen, mut token) = (Vec::new(), String::new());
    loop {
        let path = format!("{GROUP}/g-empty/member/simplelist?member_id_type=user_id&page_size=7&page_token={token}");
        let answer = server.get(&path).await.ok();
        seen.extend(texts(&answer.data("/memberlist"), "member_id"));
        token = answer.text_at("/page_token");
        if answer.data("/has_more") == false {
            break;
        }
        // What comes and goes between pages neither repeats nor hides anybody.
        let first = json!({"members": [user(&seen[0])]});
        let _ = server.post(&format!("{GROUP}/g-empty/member/batch_remove"), first).await.ok();
    }
    assert_eq!(seen, all);
    server.stop().await;
}

#[tokio::test]
async fn a_token_is_good_for_one_group_and_one_kind_of_member() {
    let server = TestServer::start().await;
    let list = |group: &str, query: &str| format!("{GROUP}/{group}/member/simplelist?page_size=1&{query}");
    let token = server.get(&list("g-oncall", "")).await.ok().text_at("/page_token");
    for path in [
        list("g-release", &format!("page_token={token}")),
        list("g-oncall", &format!("member_type=department&page_token={token}")),
    ] {
        assert_eq!(server.get(&path).await.code(), 40_012, "{path}");
    }
    let _ = server.get(&list("g-oncall", &format!("member_type=user&page_token={token}"))).await.ok();
    server.stop().await;
}

#[tokio::test]
async fn departments_are_listed_apart_from_people_and_not_expanded() {
    let server = TestServer::start().await;
    let list = |query: &str| format!("{GROUP}/g-campaign/member/simplelist?{query}");
    let people = server.get(&list("member_id_type=user_id")).await.ok();
    assert_eq!(texts(&people.data("/memberlist"), "member_id"), ["liuyang", "chenjing", "wujiu"]);
    let answer = server.get(&list("member_type=department&member_id_type=department_id")).await;
    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"memberlist":[{"member_id":"sales","member_type":"department"}],"has_more":false}}
    "#);
    let sales = server.open_department_id("sales").await;
    for query in ["member_type=department", "member_type=department&member_id_type=open_department_id"] {
        let answer = server.get(&list(query)).await.ok();
        assert_eq!(texts(&answer.data("/memberlist"), "member_id"), [sales.as_str()]);
    }
    server.stop().await;
}
