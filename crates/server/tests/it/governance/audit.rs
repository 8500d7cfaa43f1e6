//! The audit: who did what, proved.

use http::Method;
use menjin_model::Right;
use menjin_testkit::{TestServer, Who};
use serde_json::{Value, json};

use super::help::{ask, governor, owner, page, token_of};

const GROUPS: &str = "/open-apis/contact/v3/group";

async fn create(server: &TestServer, id: &str, name: &str) {
    server.post(GROUPS, json!({"group_id": id, "name": name})).await.ok();
}

async fn list(server: &TestServer, who: &Who, query: &str) -> Value {
    let answer = ask(server, who, Method::GET, &format!("/menjin/v1/audit?{query}"), None).await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()
}

async fn verify(server: &TestServer, who: &Who, query: &str) -> Value {
    let answer = ask(server, who, Method::GET, &format!("/menjin/v1/audit/verify?{query}"), None).await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()
}

fn revisions(data: &Value) -> Vec<i64> {
    data["items"].as_array().unwrap().iter().map(|item| item["revision"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn changes_are_told_with_names_and_found_by_every_filter() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    create(&server, "g-a", "Alpha").await;
    server.advance(3600);
    create(&server, "g-b", "Beta").await;
    server.patch(&format!("{GROUPS}/g-a"), json!({"name": "Gamma"})).await.ok();

    let data = list(&server, &who, "object=group:g-a").await;
    let newest = &data["items"][0];
    assert_eq!(revisions(&data), [5, 3]);
    assert_eq!(data["has_more"], false);
    assert_eq!(newest["object_name"], "Gamma");
    assert_eq!(newest["actor"], "app:cli_a1b2c3d4e5f6a7b8");
    assert_ne!(newest["actor_name"], newest["actor"]);
    assert_eq!(newest["before"]["name"], "Alpha");
    assert_eq!(newest["after"]["name"], "Gamma");
    for (query, expected) in [
        ("action=contact.v3.group.create", vec![4, 3]),
        ("action=contact.v3.group", vec![5, 4, 3]),
        ("action=contact.v3.gro", vec![]),
        ("surface=import", vec![1]),
        ("actor=fixture", vec![1]),
        ("actor=cli_a1b2c3d4e5f6a7b8", vec![5, 4, 3]),
        ("actor=nobody", vec![]),
        ("q=BETA", vec![4]),
        ("from=2026-01-01T00:30:00Z", vec![5, 4]),
        ("until=2026-01-01T00:30:00Z", vec![3, 2, 1]),
        ("from=2026-01-02", vec![]),
        ("until=2026-01-01", vec![5, 4, 3, 2, 1]),
        ("from=2026-01-01T00:00:00Z&until=2026-01-01T23:00:00Z&q=alpha", vec![5, 3]),
    ] {
        assert_eq!(revisions(&list(&server, &who, query).await), expected, "{query}");
    }
}

#[tokio::test]
async fn pages_follow_each_other_and_new_changes_can_be_followed() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    for n in 0..5 {
        create(&server, &format!("g-{n}"), &format!("G{n}")).await;
    }
    let mut seen = Vec::new();
    let mut token = String::new();
    loop {
        let data = list(&server, &who, &format!("page_size=2{token}")).await;
        seen.extend(revisions(&data));
        let Some(next) = data["page_token"].as_str() else { break };
        token = format!("&page_token={next}");
    }
    assert_eq!(seen, [7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(revisions(&list(&server, &who, "after=5").await), [6, 7]);
    assert_eq!(revisions(&list(&server, &who, "after=7").await), [] as [i64; 0]);
    for wrong in ["page_size=0", "page_size=201", "page_token=x", "from=yesterday", "after=x"] {
        let answer = ask(&server, &who, Method::GET, &format!("/menjin/v1/audit?{wrong}"), None).await;
        assert_eq!(answer.status, 400, "{wrong}: {answer}");
    }
}

#[tokio::test]
async fn only_who_may_audit_sees_it() {
    let server = TestServer::start().await;
    let owner = owner(&server).await;
    let reader = token_of(&server, owner.id, &[Right::Read]).await;
    for path in ["audit", "audit/verify", "audit/export"] {
        let path = format!("/menjin/v1/{path}");
        assert_eq!(ask(&server, &reader, Method::GET, &path, None).await.status, 403, "{path}");
        assert_eq!(ask(&server, &Who::HrBridge, Method::GET, &path, None).await.status, 401, "{path}");
        assert_eq!(ask(&server, &Who::Nobody, Method::GET, &path, None).await.status, 401, "{path}");
    }
}

#[tokio::test]
async fn one_changed_bit_is_found() {
    for (sql, revision) in [
        ("update change set after = replace(after, 'G2', 'G3') where revision = 5 and $1 = ''", 5),
        ("update change set at = at + 1 where revision = 4 and $1 = ''", 4),
        ("update change set actor = 'app:x' where revision = 7 and $1 = ''", 7),
        ("update change set hash = prev where revision = 6 and $1 = ''", 6),
        ("update change set prev = hash where revision = 6 and $1 = ''", 6),
    ] {
        let (server, who) = long().await;
        assert_eq!(verify(&server, &who, "").await["sound"], true);
        server.execute(sql, "").await;
        let found = verify(&server, &who, "").await;
        assert_eq!(found["broken"], json!({"revision": revision, "what": "changed"}), "{sql}");
        assert_eq!((&found["sound"], &found["checked"]), (&json!(false), &json!(revision - 1)));
    }
}

#[tokio::test]
async fn a_removed_row_is_found() {
    let (server, who) = long().await;
    server.execute("delete from change where revision = 4 and $1 = ''", "").await;
    assert_eq!(verify(&server, &who, "").await["broken"], json!({"revision": 4, "what": "removed"}));
    // Moving the rest up hides the gap, not the loss.
    let (server, who) = long().await;
    server.execute("delete from change where revision = 4 and $1 = ''", "").await;
    for revision in ["5", "6", "7"] {
        server.execute("update change set revision = revision - 1 where revision = cast($1 as bigint)", revision).await;
    }
    assert_eq!(verify(&server, &who, "").await["broken"], json!({"revision": 4, "what": "removed"}));
}

#[tokio::test]
async fn an_inserted_row_is_found() {
    const INSERT: &str = "insert into change (tenant, revision, at, actor, surface, log_id, action, object, before, after, \
        prev, hash) select tenant, cast($1 as bigint), at, actor, surface, log_id, action, 'group:forged', before, after, \
        prev, hash from change where revision = 3";
    let (server, who) = long().await;
    server.execute(INSERT, "8").await;
    assert_eq!(verify(&server, &who, "").await["broken"], json!({"revision": 8, "what": "inserted"}));
    // In the middle: what came behind it is moved down.
    let (server, who) = long().await;
    for revision in ["7", "6", "5"] {
        server.execute("update change set revision = revision + 1 where revision = cast($1 as bigint)", revision).await;
    }
    server.execute(INSERT, "5").await;
    assert_eq!(verify(&server, &who, "").await["broken"], json!({"revision": 5, "what": "inserted"}));
}

#[tokio::test]
async fn a_lost_tail_is_found_against_a_noted_head_alone() {
    let (server, who) = long().await;
    let head = verify(&server, &who, "").await["head"].clone();
    let noted = format!("expect={}:{}", head["revision"], head["hash"].as_str().unwrap());
    assert_eq!(verify(&server, &who, &noted).await["expected"], "found");
    create(&server, "g-later", "Later").await;
    assert_eq!(verify(&server, &who, &noted).await["expected"], "found");
    server.execute("delete from change where revision > 6 and $1 = ''", "").await;
    assert_eq!(verify(&server, &who, "").await["sound"], true);
    let found = verify(&server, &who, &noted).await;
    assert_eq!((&found["expected"], &found["sound"]), (&json!("missing"), &json!(false)));
    let other = format!("expect=6:{}", head["hash"].as_str().unwrap());
    assert_eq!(verify(&server, &who, &other).await["expected"], "different");
    for wrong in ["expect=6", "expect=x:y", "expect=6:abc"] {
        let answer = ask(&server, &who, Method::GET, &format!("/menjin/v1/audit/verify?{wrong}"), None).await;
        assert_eq!(answer.status, 400, "{answer}");
    }
}

/// A history of seven revisions.
async fn long() -> (TestServer, Who) {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    for n in 0..5 {
        create(&server, &format!("g-{n}"), &format!("G{n}")).await;
    }
    (server, who)
}

#[tokio::test]
async fn an_export_has_every_change_that_was_asked_for() {
    let (server, who) = long().await;
    create(&server, "g-x", "=HYPERLINK(\"x\")").await;
    let export = |format: &str| format!("/menjin/v1/audit/export?format={format}&action=contact.v3.group.create");
    let lines = ask(&server, &who, Method::GET, &export("ndjson"), None).await;
    assert_eq!(lines.header("content-type"), "application/x-ndjson; charset=utf-8");
    let rows: Vec<Value> = lines.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.iter().map(|row| row["revision"].as_i64().unwrap()).collect::<Vec<_>>(), [8, 7, 6, 5, 4, 3]);
    let table = ask(&server, &who, Method::GET, &export("csv"), None).await;
    assert_eq!(table.text.lines().count(), 7);
    assert!(table.text.contains(",\"'=HYPERLINK(\"\"x\"\")\","), "{table}");
    let wrong = ask(&server, &who, Method::GET, &export("xml"), None).await;
    assert_eq!(wrong.status, 400);
}

#[tokio::test]
async fn the_page_shows_changes_and_escapes_them() {
    let server = TestServer::start().await;
    create(&server, "g-x", "XSS 测试").await;
    server.patch(&format!("{GROUPS}/g-x"), json!({"description": "<script>alert(1)</script>"})).await.ok();
    for (lang, words) in [("zh", "创建用户组"), ("en", "Created a group")] {
        let answer = page(&server, "/console/audit", lang).await;
        assert_eq!(answer.status, 200);
        assert!(answer.text.contains(words), "{answer}");
    }
    let detail = page(&server, "/console/audit/3", "en").await;
    assert!(detail.text.contains("&#60;script&#62;"), "{detail}");
    assert!(!detail.text.contains("<script>alert"), "{detail}");
    assert_eq!(page(&server, "/console/audit/99", "en").await.status, 404);
    assert!(page(&server, "/console/audit/verify", "en").await.text.contains("Every row is as it was written"));
}
