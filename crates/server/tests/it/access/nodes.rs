//! Two nodes on one database: what one has answered is in the next decision of the other. Needs `TEST_POSTGRES_URL`; see
//! `.ci/postgres`.

use std::io::Write as _;

use menjin_service::knowledge;
use menjin_testkit::{Setup, TestServer, home::Home};
use serde_json::{Value, json};

use super::{
    asked,
    dry_run::try_out,
    evaluate,
    fresh::{ask, caller},
};

/// How many removals are asked after; `MENJIN_FRESH_ASKS` asks more.
fn rounds() -> usize {
    std::env::var("MENJIN_FRESH_ASKS").ok().and_then(|asks| asks.parse().ok()).map_or(50, |asks: usize| asks / 20)
}

async fn pair() -> Option<(TestServer, TestServer, Home)> {
    let Ok(base) = std::env::var("TEST_POSTGRES_URL") else {
        let _unsaid =
            writeln!(std::io::stderr(), "left out: decisions of two nodes; run it with .ci/postgres cargo test");
        return None;
    };
    let home = Home::new(&base).await;
    let node = async || TestServer::set_up(Setup { database: Some(home.settings()), ..Setup::default() }).await;
    let (first, second) = (node().await, node().await);
    Some((first, second, home))
}

fn member() -> Value {
    json!({"member_type": "user", "member_id_type": "user_id", "member_id": "sunqi"})
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_removal_answered_by_one_is_a_no_of_the_other() {
    let Some((first, second, _home)) = pair().await else { return };
    let (one, two) = (caller(&first).await, caller(&second).await);
    for server in [&first, &second] {
        knowledge::whole(server.cx(), one.tenant).await.unwrap();
    }
    let group = ("group", "g-oncall");
    let mut stale = 0;
    for round in 0..rounds() {
        let (writer, reader, asks) = if round % 2 == 0 { (&first, &second, &two) } else { (&second, &first, &one) };
        writer.post("/open-apis/contact/v3/group/g-oncall/member/add", member()).await.ok();
        assert!(ask(reader, asks, "sunqi", "member", group).await, "round {round}");
        writer.post("/open-apis/contact/v3/group/g-oncall/member/remove", member()).await.ok();
        for _ in 0..20 {
            stale += usize::from(ask(reader, asks, "sunqi", "member", group).await);
        }
    }
    assert_eq!(stale, 0);
    first.stop().await;
    second.stop().await;
}

#[tokio::test]
async fn a_reset_by_one_is_seen_by_the_other() {
    let Some((first, second, _home)) = pair().await else { return };
    let tenant = caller(&second).await.tenant;
    let question = asked("user sunqi", "member", "group g-oncall");
    first.post("/open-apis/contact/v3/group/g-oncall/member/add", member()).await.ok();
    knowledge::whole(second.cx(), tenant).await.unwrap();
    assert_eq!(evaluate(&second, question.clone()).await.json()["decision"], true);
    let reset = first.send(&menjin_testkit::Who::Nobody, http::Method::POST, "/_menjin/v1/reset", Some(json!({})));
    assert_eq!(reset.await.status, 200);
    for _ in 0..3 {
        assert_eq!(evaluate(&second, question.clone()).await.json()["decision"], false);
        knowledge::whole(second.cx(), tenant).await.unwrap();
    }
    first.stop().await;
    second.stop().await;
}

#[tokio::test]
async fn at_least_a_revision_of_the_other_is_reached() {
    let Some((first, second, _home)) = pair().await else { return };
    knowledge::whole(second.cx(), caller(&second).await.tenant).await.unwrap();
    first.post("/open-apis/contact/v3/group/g-oncall/member/add", member()).await.ok();
    let said = evaluate(&first, asked("user sunqi", "member", "group g-oncall")).await.json();
    let mut question = asked("user sunqi", "member", "group g-oncall");
    question["context"] = json!({"at_least": said["context"]["revision"]});
    let answer = evaluate(&second, question).await;
    assert_eq!((answer.status.as_u16(), answer.json()["decision"].clone()), (200, json!(true)), "{answer}");
    first.stop().await;
    second.stop().await;
}

#[tokio::test]
async fn an_impact_that_one_told_is_read_on_at_the_other() {
    let Some((first, second, _home)) = pair().await else { return };
    let path = "/open-apis/contact/v3/users/lisi?user_id_type=user_id";
    let told = try_out(&first, http::Method::DELETE, path, json!({})).await.ok().json()["impact"].clone();
    let path = format!("/menjin/v1/impact/{}?user_id_type=user_id", told["id"].as_str().unwrap());
    for node in [&first, &second] {
        let read = node.get(&path).await;
        assert_eq!(read.status, 200, "{read}");
        let read = read.json();
        for part in ["id", "revision", "time", "totals", "items"] {
            assert_eq!(read[part], told[part], "{part}");
        }
    }
    first.stop().await;
    second.stop().await;
}
