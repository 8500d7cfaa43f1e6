//! Two servers on one PostgreSQL database behave as one. Needs `TEST_POSTGRES_URL`; see `.ci/postgres`.

use std::{
    collections::HashSet,
    fs,
    io::Write as _,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use menjin_testkit::home::Home;
use serde_json::{Value, json};

use crate::{
    company,
    server::{Server, menjin, request},
};

/// How many groups a company may have.
const GROUPS_MAX: usize = 500;
const NAME_TAKEN: i64 = 47_009;

/// Two nodes and what they share.
struct Pair {
    nodes: [Server; 2],
    token: String,
    home: Home,
    _folder: tempfile::TempDir,
}

impl Pair {
    fn start() -> Option<Self> {
        let Ok(base) = std::env::var("TEST_POSTGRES_URL") else {
            // Past the capture of the test harness, which hides what passing tests say.
            let _unsaid = writeln!(
                std::io::stderr(),
                "left out: two nodes on one database; run it with .ci/postgres cargo test -p menjin-cli"
            );
            return None;
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let home = runtime.block_on(Home::new(&base));
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        fs::write(path("url"), home.url()).unwrap();
        fs::write(path("key"), "07".repeat(32)).unwrap();
        let fixture = company::write(folder.path());
        let more = "    review_groups:\n      - {id: reviewed, name: Reviewed}\n";
        fs::write(&fixture, fs::read_to_string(&fixture).unwrap() + more).unwrap();
        let node = || {
            let (url, key) = (path("url"), path("key"));
            let mut command = menjin(&["serve", "--listen", "127.0.0.1:0", "--controls", "--database-file", &url]);
            command.args(["--key-file", &key, "--fixture", &fixture]).stdout(std::process::Stdio::null());
            Server::start(&mut command)
        };
        let nodes = [node(), node()];
        let pair = Self { token: nodes[0].token(), nodes, home, _folder: folder };
        pair.control(0, "PUT", "limits", &json!({"rate": false}));
        Some(pair)
    }

    fn control(&self, node: usize, method: &str, path: &str, body: &Value) -> Value {
        let (status, answer) = self.nodes[node].send(method, &format!("/_menjin/v1/{path}"), None, body).unwrap();
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    fn call(&self, node: usize, method: &str, path: &str, body: &Value) -> Value {
        let (_, answer) = self.nodes[node % 2].send(method, path, Some(&self.token), body).unwrap();
        answer
    }

    fn create(&self, node: usize, name: &str) -> Value {
        self.call(node, "POST", "/open-apis/contact/v3/group", &json!({"name": name, "description": ""}))
    }
}

#[test]
fn what_one_node_has_answered_is_in_the_next_answer_of_the_other() {
    let Some(pair) = Pair::start() else { return };
    for turn in 0..50 {
        let made = pair.create(turn, &format!("Group {turn}"));
        let group = made["data"]["group_id"].as_str().unwrap().to_owned();
        let path = format!("/open-apis/contact/v3/group/{group}");
        assert_eq!(pair.call(turn + 1, "GET", &path, &Value::Null)["data"]["group"]["name"], format!("Group {turn}"));

        let member = json!({"member_type": "user", "member_id_type": "user_id", "member_id": format!("u{turn}")});
        assert_eq!(pair.call(turn + 1, "POST", &format!("{path}/member/add"), &member)["code"], 0);
        let count = &pair.call(turn, "GET", &path, &Value::Null)["data"]["group"]["member_user_count"];
        assert_eq!(count, 1, "turn {turn}");

        assert_eq!(pair.call(turn, "POST", &format!("{path}/member/remove"), &member)["code"], 0);
        assert_eq!(pair.call(turn + 1, "DELETE", &path, &Value::Null)["code"], 0);
        assert_ne!(pair.call(turn, "GET", &path, &Value::Null)["code"], 0, "turn {turn}");
    }
}

#[test]
fn five_hundred_groups_are_the_most_from_whichever_node_they_come() {
    let Some(pair) = Pair::start() else { return };
    let (next, made) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for writer in 0..8 {
            let (pair, next, made) = (&pair, &next, &made);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= GROUPS_MAX + 40 {
                        return;
                    }
                    let answer = pair.create(writer, &format!("Group {number}"));
                    made.fetch_add(usize::from(answer["code"] == 0), Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(made.into_inner(), GROUPS_MAX);
    assert_ne!(pair.create(1, "One more")["code"], 0);
}

#[test]
fn a_name_is_given_once() {
    let Some(pair) = Pair::start() else { return };
    for turn in 0..40 {
        let name = format!("Group {turn}");
        let codes: Vec<i64> = thread::scope(|scope| {
            let both: Vec<_> = (0..4).map(|node| (node, &pair, &name)).collect();
            let both: Vec<_> =
                both.into_iter().map(|(node, pair, name)| scope.spawn(move || pair.create(node, name))).collect();
            both.into_iter().map(|one| one.join().unwrap()["code"].as_i64().unwrap()).collect()
        });
        assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "turn {turn}: {codes:?}");
        assert_eq!(codes.iter().filter(|code| **code == NAME_TAKEN).count(), 3, "turn {turn}: {codes:?}");
    }
}

#[test]
fn of_two_overwrites_one_wins_whole() {
    let Some(pair) = Pair::start() else { return };
    let write = |node: usize, turn: usize, people: std::ops::Range<usize>| {
        let path = format!(
            "/open-apis/performance/v2/user_group_user_rels/write?user_id_type=user_id&client_token={node}-{turn}"
        );
        let ids: Vec<String> = people.map(|n| format!("u{n}")).collect();
        let answer = pair.call(node, "POST", &path, &json!({"group_id": "reviewed", "user_ids": ids}));
        assert_eq!(answer["code"], 0, "{answer}");
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for turn in 0..10 {
        let (left, right) = (turn..200 + turn, 150 + turn..350 + turn);
        thread::scope(|scope| {
            let (left, right) = (left.clone(), right.clone());
            scope.spawn(|| write(0, turn, left));
            scope.spawn(|| write(1, turn, right));
        });
        let there = runtime.block_on(reviewed(&pair.home.url()));
        let expected = [left, right].map(|people| people.map(|n| format!("u{n}")).collect::<HashSet<_>>());
        assert!(expected.contains(&there), "turn {turn}: a mixture of {} people", there.len());
    }
}

/// Who is in the people group: no call tells.
async fn reviewed(url: &str) -> HashSet<String> {
    const LIST: &str =
        "select u.user_id from review_member as m join \"user\" as u on u.tenant = m.tenant and u.id = m.member";
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.query(LIST, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

#[test]
fn calls_are_counted_over_both() {
    let Some(pair) = Pair::start() else { return };
    pair.control(0, "PUT", "clock", &json!({"now": "2026-01-01T08:00:00+08:00", "frozen": true}));
    assert_eq!(pair.control(1, "GET", "clock", &Value::Null)["now"], "2026-01-01T00:00:00Z");
    let token = pair.nodes[1].token();
    pair.control(1, "PUT", "limits", &json!({"rate": true}));
    let statuses: Vec<u16> = thread::scope(|scope| {
        let callers: Vec<_> = (0..6)
            .map(|caller| {
                let (address, token) = (pair.nodes[caller % 2].address, &token);
                scope.spawn(move || {
                    let path = "/open-apis/contact/v3/group/simplelist";
                    let call = |_| request(address, "GET", path, Some(token), &Value::Null).unwrap().0;
                    (0..12).map(call).collect::<Vec<_>>()
                })
            })
            .collect();
        callers.into_iter().flat_map(|caller| caller.join().unwrap()).collect()
    });
    let of = |wanted: u16| statuses.iter().filter(|status| **status == wanted).count();
    assert_eq!((of(200), of(429)), (50, 22));
}

#[test]
fn a_token_goes_with_its_owner_at_once() {
    let Some(pair) = Pair::start() else { return };
    let wish = json!({"app_id": company::APP, "user_id": "u7"});
    let token = pair.control(0, "POST", "user_tokens", &wish)["user_access_token"].as_str().unwrap().to_owned();
    let ask = |node: usize| {
        pair.nodes[node].send("GET", "/open-apis/authen/v1/user_info", Some(&token), &Value::Null).unwrap()
    };
    assert_eq!(ask(1).1["code"], 0);
    assert_eq!(pair.call(0, "DELETE", "/open-apis/contact/v3/users/u7?user_id_type=user_id", &json!({}))["code"], 0);
    assert_ne!(ask(1).1["code"], 0);
}
