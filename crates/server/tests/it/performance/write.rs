//! What a write does, and what a token stops.

use insta::assert_snapshot;
use menjin_testkit::{DEMO_APP, TestServer, Who};
use serde_json::json;

use super::{members, path, write};

#[tokio::test]
async fn the_people_given_are_the_only_people() {
    let server = TestServer::start().await;
    assert_eq!(members(&server, "ABCDEFG").await, ["zhangsan", "lisi", "wangwu"]);

    assert_snapshot!(write(&server, "first", &["lisi", "gaoxiang"]).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"data":{"success_user_ids":["lisi","gaoxiang"],"fail_user_datas":[]}}}
    "#);

    assert_eq!(members(&server, "ABCDEFG").await, ["lisi", "gaoxiang"]);
    assert_eq!(members(&server, "MANAGERS").await, ["zhangsan", "luohao"]);
    server.stop().await;
}

#[tokio::test]
async fn people_who_cannot_be_found_are_told_and_the_others_written() {
    let server = TestServer::start().await;
    let _left = server.delete("/open-apis/contact/v3/users/lisi?user_id_type=user_id").await.ok();

    assert_snapshot!(write(&server, "first", &["nobody", "wangwu", "lisi", "nobody", "caolei", "wangwu", ""]).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"data":{"success_user_ids":["wangwu","caolei"],"fail_user_datas":[{"user_id":"nobody","fail_code":1},{"user_id":"lisi","fail_code":1},{"user_id":"","fail_code":1}]}}}
    "#);

    assert_eq!(members(&server, "ABCDEFG").await, ["wangwu", "caolei"]);
    server.stop().await;
}

#[tokio::test]
async fn an_empty_list_and_a_list_of_strangers_empty_the_group() {
    let server = TestServer::start().await;
    let _empty = write(&server, "first", &[]).await.ok();
    assert!(members(&server, "ABCDEFG").await.is_empty());

    let _full = write(&server, "second", &["lisi"]).await.ok();
    assert_snapshot!(write(&server, "third", &["nobody"]).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"data":{"success_user_ids":[],"fail_user_datas":[{"user_id":"nobody","fail_code":1}]}}}
    "#);
    assert!(members(&server, "ABCDEFG").await.is_empty());
    server.stop().await;
}

#[tokio::test]
async fn people_are_read_in_every_form() {
    let server = TestServer::start().await;
    let plain = "/open-apis/performance/v2/user_group_user_rels/write";
    let directory = server.directory(DEMO_APP).await;
    let lisi = directory["users"].as_array().unwrap().iter().find(|one| one["user_id"] == "lisi").unwrap().clone();
    for (number, form) in ["open_id", "union_id", "user_id"].into_iter().enumerate() {
        let _empty = write(&server, &format!("empty-{number}"), &[]).await.ok();
        let body = json!({"group_id": "ABCDEFG", "user_ids": [lisi[form]]});

        let answer = server.post(&format!("{plain}?client_token={form}&user_id_type={form}"), body).await.ok();

        assert_eq!(answer.data("/data/success_user_ids/0"), lisi[form]);
        assert_eq!(members(&server, "ABCDEFG").await, ["lisi"]);
    }
    let body = json!({"group_id": "ABCDEFG", "user_ids": [lisi["open_id"], "lisi"]});
    let answer = server.post(&format!("{plain}?client_token=admin&user_id_type=people_admin_id"), body).await.ok();
    assert_eq!(answer.data("/data/success_user_ids"), json!([]));
    assert_eq!(answer.data("/data/fail_user_datas").as_array().unwrap().len(), 2, "nobody has such an id");
    server.stop().await;
}

#[tokio::test]
async fn an_open_id_of_another_app_is_nobody() {
    let server = TestServer::start().await;
    let other = server.directory("cli_b2c3d4e5f6a7b8c9").await;
    let stranger = other["users"][0]["open_id"].clone();
    let plain = "/open-apis/performance/v2/user_group_user_rels/write?client_token=first";

    let body = json!({"group_id": "ABCDEFG", "user_ids": [stranger]});

    let failed = json!([{"user_id": stranger, "fail_code": 1}]);
    assert_eq!(server.post(plain, body).await.ok().data("/data/fail_user_datas"), failed);
    server.stop().await;
}

#[tokio::test]
async fn a_token_runs_once_in_a_day() {
    let server = TestServer::start().await;
    let _first = write(&server, "token", &["lisi"]).await.ok();

    assert_eq!(write(&server, "token", &["lisi"]).await.code(), 1_580_110, "even with the same people");
    assert_eq!(write(&server, "token", &["wangwu"]).await.code(), 1_580_110);
    assert_eq!(members(&server, "ABCDEFG").await, ["lisi"], "nothing is written");

    server.advance(24 * 3600 - 1);
    // Asked for under another name, so that it is a fresh one.
    let later = Who::App(DEMO_APP.to_owned());
    let body = json!({"group_id": "ABCDEFG", "user_ids": ["wangwu"]});
    let path = path("token");
    let again = || server.send(&later, http::Method::POST, &path, Some(body.clone()));
    assert_eq!(again().await.code(), 1_580_110);
    server.advance(1);
    assert_eq!(again().await.code(), 0);
    assert_eq!(again().await.code(), 1_580_110, "the day begins anew");
    server.stop().await;
}

#[tokio::test]
async fn a_refused_call_does_not_use_its_token_up() {
    let server = TestServer::start().await;
    let to = |group: &str| json!({"group_id": group, "user_ids": ["lisi"]});
    assert_eq!(server.post(&path("token"), to("none")).await.code(), 1_580_102);
    assert_eq!(server.post(&path("token"), to("MANAGERS")).await.code(), 1_580_401);

    assert_eq!(write(&server, "token", &["lisi"]).await.code(), 0);
    server.stop().await;
}

#[tokio::test]
async fn a_write_that_changes_nothing_uses_its_token_up_too() {
    let server = TestServer::start().await;
    let people = ["zhangsan", "lisi", "wangwu"];
    let _same = write(&server, "token", &people).await.ok();

    assert_eq!(write(&server, "token", &people).await.code(), 1_580_110);
    server.stop().await;
}

#[tokio::test]
async fn of_two_calls_with_one_token_at_once_exactly_one_runs() {
    let server = TestServer::start().await;
    for round in 0..10 {
        let token = format!("token-{round}");
        let (one, other) = tokio::join!(write(&server, &token, &["lisi"]), write(&server, &token, &["wangwu"]));
        let mut codes = [one.code(), other.code()];
        codes.sort_unstable();
        assert_eq!(codes, [0, 1_580_110]);
        let winner = if one.code() == 0 { "lisi" } else { "wangwu" };
        assert_eq!(members(&server, "ABCDEFG").await, [winner]);
    }
    server.stop().await;
}

#[tokio::test]
async fn two_calls_on_one_group_at_once_both_run() {
    let server = TestServer::start().await;

    let (one, other) = tokio::join!(write(&server, "one", &["lisi"]), write(&server, "other", &["wangwu"]));

    assert_eq!((one.code(), other.code()), (0, 0));
    assert_eq!(members(&server, "ABCDEFG").await.len(), 1, "one of them ran after the other");
    server.stop().await;
}

#[tokio::test]
async fn a_token_of_another_app_is_another_token() {
    let text = menjin_service::fixture::DEMO.replace("\"docs:permission.member\", ", "\"*\", ");
    let server = TestServer::with(&text).await;
    let _first = write(&server, "token", &["lisi"]).await.ok();

    let body = json!({"group_id": "ABCDEFG", "user_ids": ["wangwu"]});
    let answer = server.send(&Who::HandbookBot, http::Method::POST, &path("token"), Some(body)).await;

    assert_eq!(answer.code(), 0, "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn user_groups_in_a_people_group_stay() {
    let text = menjin_service::fixture::DEMO
        .replace("members: [zhangsan, lisi, wangwu]", "groups: [g-oncall], members: [zhangsan, lisi, wangwu]");
    let server = TestServer::with(&text).await;
    let before = groups_in_groups(&server).await;
    assert_eq!(before.len(), 1);

    let _empty = write(&server, "first", &[]).await.ok();
    let _other = write(&server, "second", &["caolei"]).await.ok();

    assert_eq!(groups_in_groups(&server).await, before);
    server.stop().await;
}

#[tokio::test]
async fn who_may_see_the_list_is_kept_with_the_group() {
    let server = TestServer::start().await;
    for (token, sent, kept) in [("a", json!(0), 0), ("b", json!(null), 1), ("c", json!(0), 0), ("d", json!(1), 1)] {
        let body = json!({"group_id": "ABCDEFG", "user_ids": ["lisi"], "scope_visible_setting": sent});
        let _written = server.post(&path(token), body).await.ok();
        let settings: Vec<(i64,)> =
            server.rows("select scope_visible_setting from review_group where group_id = $1", "ABCDEFG").await;
        assert_eq!(settings, [(kept,)]);
    }
    server.stop().await;
}

/// The user groups that stand in people groups.
async fn groups_in_groups(server: &TestServer) -> Vec<(i64, i64)> {
    server.rows("select review_group, member from review_member where kind = $1", "group").await
}
