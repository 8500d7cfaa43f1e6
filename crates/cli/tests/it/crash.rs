//! SIGKILL while writers write: nothing that was answered is lost, no batch is torn.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use serde_json::{Value, json};

use crate::{
    company,
    server::{Server, request, serve},
};

/// How often the server is killed.
const ROUNDS: usize = 20;
/// How many write at once.
const WRITERS: usize = 8;
/// How many people one batch adds.
const BATCH: usize = 20;

/// What one writer was told of one group.
#[derive(Debug, Default, Clone)]
struct Told {
    group: String,
    created: bool,
    filled: bool,
    described: bool,
}

#[test]
fn nothing_acknowledged_is_lost_and_no_batch_is_torn_by_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = company::write(folder.path());
    let (mut acknowledged, mut kept) = (0, 0);
    for round in 0..ROUNDS {
        let server = Server::start(&mut serve(folder.path(), &["--fixture", &fixture]));
        let (_, reset) = server.send("POST", "/_menjin/v1/reset", None, &Value::Null).unwrap();
        assert_eq!(reset, json!({}));
        unlimited(&server);
        let told = write_until_killed(server, round);

        let server = Server::start(&mut serve(folder.path(), &[]));
        unlimited(&server);
        let token = server.token();
        for one in told {
            let path = format!("/open-apis/contact/v3/group/{}", one.group);
            let (_, answer) = server.send("GET", &path, Some(&token), &Value::Null).unwrap();
            let group = &answer["data"]["group"];
            let count = group["member_user_count"].as_i64();
            acknowledged += usize::from(one.created) + usize::from(one.filled) + usize::from(one.described);
            if one.created {
                assert_eq!(answer["code"], 0, "round {round}: lost {one:?}");
            }
            if answer["code"] == 0 {
                kept += 1;
                assert!(count == Some(0) || count == Some(20), "round {round}: a torn batch, {one:?}: {group}");
                assert!(!one.filled || count == Some(20), "round {round}: a lost batch, {one:?}: {group}");
                assert!(
                    !one.described || group["description"] == "written",
                    "round {round}: a lost change, {one:?}: {group}"
                );
            }
        }
        server.kill();
    }
    assert!(acknowledged > ROUNDS * 3, "too little was written to prove anything: {acknowledged}");
    assert!(kept > 0);
}

/// Writes with several writers and kills the server in the middle of it, a little later every round.
fn write_until_killed(server: Server, round: usize) -> Vec<Told> {
    let (address, token) = (server.address, server.token());
    let people = people(&server);
    let answered = AtomicUsize::new(0);
    let told = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (answered, told, token, people) = (&answered, &told, &token, &people);
            scope.spawn(move || {
                let send = |method: &str, path: &str, body: Value| {
                    let answer = request(address, method, path, Some(token), &body)?;
                    answered.fetch_add(1, Ordering::Relaxed);
                    Some(answer.1["code"] == 0)
                };
                for n in 0..50 {
                    let group = format!("g{writer}-{n}");
                    let mut one = Told { group: group.clone(), ..Told::default() };
                    let create = json!({"name": group, "group_id": group});
                    let members: Vec<Value> = people
                        .iter()
                        .cycle()
                        .skip(n * 7 + writer * 13)
                        .take(BATCH)
                        .map(|id| json!({"member_id": id, "member_type": "user", "member_id_type": "open_id"}))
                        .collect();
                    let path = format!("/open-apis/contact/v3/group/{group}");
                    let done = (|| {
                        one.created = send("POST", "/open-apis/contact/v3/group", create)?;
                        one.filled = send("POST", &format!("{path}/member/batch_add"), json!({"members": members}))?;
                        one.described = send("PATCH", &path, json!({"description": "written"}))?;
                        Some(())
                    })();
                    told.lock().unwrap().push(one);
                    if done.is_none() {
                        break;
                    }
                }
            });
        }
        // Another moment of the write each round, told by what was answered, not by the clock.
        let moment = 15 + round * 11;
        while answered.load(Ordering::Relaxed) < moment {
            thread::yield_now();
        }
        server.kill();
    });
    told.into_inner().unwrap()
}

/// The platform's rate limits would only slow the writers down.
fn unlimited(server: &Server) {
    let (_, limits) = server.send("PUT", "/_menjin/v1/limits", None, &json!({"rate": false})).unwrap();
    assert_eq!(limits, json!({"rate": false}));
}

fn people(server: &Server) -> Vec<String> {
    let path = format!("/_menjin/v1/directory?app_id={}", company::APP);
    let (_, directory) = server.send("GET", &path, None, &Value::Null).unwrap();
    let users = directory["users"].as_array().unwrap();
    assert_eq!(users.len(), company::PEOPLE);
    users.iter().map(|user| user["open_id"].as_str().unwrap().to_owned()).collect()
}
