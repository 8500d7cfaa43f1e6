//! A disk that fails in the middle of things: for every write and sync of the write-ahead log that a short script causes,
//! nothing is answered `code: 0` that is not there after the restart, and nothing is there that was answered as not done.

use std::{fs, path::Path, process::Command};

use serde_json::{Value, json};

use crate::{
    company,
    server::{Answer, Server, serve},
};

const EIO: i32 = 5;
const ENOSPC: i32 = 28;

/// What the caller of one write was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Done,
    NotDone,
    Unknown,
}

#[test]
fn a_failing_disk_never_makes_an_answer_untrue() {
    every_moment(EIO, false);
}

#[test]
fn a_disk_that_stays_broken_never_makes_an_answer_untrue() {
    every_moment(EIO, true);
}

#[test]
fn a_full_disk_never_makes_an_answer_untrue() {
    every_moment(ENOSPC, false);
}

#[test]
fn a_disk_that_stays_full_never_makes_an_answer_untrue() {
    every_moment(ENOSPC, true);
}

/// Runs the script once for every write and sync that it causes, that one failing.
fn every_moment(errno: i32, lasting: bool) {
    let tools = tempfile::tempdir().unwrap();
    let shim = build_shim(tools.path());
    let mut moments = 0;
    for at in 1.. {
        let folder = tempfile::tempdir().unwrap();
        if !one_moment(folder.path(), &shim, errno, lasting, at) {
            break;
        }
        moments += 1;
        assert!(moments < 200, "the script should be short");
    }
    assert!(moments >= 8, "only {moments} writes and syncs were made to fail");
}

/// One run with the `at`-th call failing; `false` when the script caused fewer.
fn one_moment(folder: &Path, shim: &Path, errno: i32, lasting: bool, at: usize) -> bool {
    let fixture = company::write(folder);
    let (armed, hit) = (folder.join("armed"), folder.join("hit"));
    let mut command = serve(folder, &["--fixture", &fixture]);
    command
        .env("LD_PRELOAD", shim)
        .env("SHIM_ARMED", &armed)
        .env("SHIM_HIT", &hit)
        .env("SHIM_AT", at.to_string())
        .env("SHIM_ERRNO", errno.to_string());
    if lasting {
        command.env("SHIM_LASTING", "1");
    }
    let server = Server::start(&mut command);
    let token = server.token();
    let before = state(&server, &token);
    fs::write(&armed, "").unwrap();
    let told: Vec<Told> =
        SCRIPT.iter().map(|write| tell(&server.send(write.method, write.path, Some(&token), &write.body()))).collect();
    let was_hit = hit.exists();
    if was_hit && told.contains(&Told::Unknown) {
        let mut server = server;
        let (status, said) = server.ended();
        assert_eq!(status.code(), Some(5), "an unknown outcome stops the server: {said:#?}");
        let complaints = said.iter().filter(|line| line.starts_with("menjin: ")).count();
        assert_eq!(complaints, 1, "one clear line: {said:#?}");
    } else {
        server.kill();
    }
    let server = Server::start(&mut serve(folder, &[]));
    let after = state(&server, &token);
    assert!(
        explained(&before, &told, &after),
        "moment {at}, errno {errno}, lasting {lasting}: told {told:?}\nbefore {before}\nafter  {after}"
    );
    was_hit
}

/// Whether what is there now follows from what was told, each unknown write taken as done or not.
fn explained(before: &Value, told: &[Told], after: &Value) -> bool {
    let mut possible = vec![before.clone()];
    for (write, told) in SCRIPT.iter().zip(told) {
        let done: Vec<Value> = possible.iter().map(|state| write.applied(state)).collect();
        match told {
            Told::Done => possible = done,
            Told::NotDone => {}
            Told::Unknown => possible.extend(done),
        }
    }
    possible.contains(after)
}

fn tell(answer: &Answer) -> Told {
    let Some((status, body)) = answer else {
        // No answer at all: the process stopped. Nothing was promised.
        return Told::Unknown;
    };
    if body["code"] == 0 {
        return Told::Done;
    }
    assert_eq!(*status, 500, "{body}");
    let message = body["error"]["message"].as_str().unwrap_or_default();
    if message.contains("not known") { Told::Unknown } else { Told::NotDone }
}

/// The groups, as the API tells them: name and description by id.
fn state(server: &Server, token: &str) -> Value {
    let (_, answer) = server.send("GET", "/open-apis/contact/v3/group/simplelist", Some(token), &Value::Null).unwrap();
    let groups = answer["data"]["grouplist"].as_array().unwrap_or_else(|| panic!("no list: {answer}"));
    groups
        .iter()
        .map(|group| (group["id"].as_str().unwrap().to_owned(), json!([group["name"], group["description"]])))
        .collect()
}

/// One write of the script.
struct Write {
    method: &'static str,
    path: &'static str,
    id: &'static str,
    text: &'static str,
}

/// Creations, a change and a deletion; each small, none depending on whether an earlier one was done.
const SCRIPT: &[Write] = &[
    Write { method: "POST", path: "/open-apis/contact/v3/group", id: "one", text: "first" },
    Write { method: "POST", path: "/open-apis/contact/v3/group", id: "two", text: "second" },
    Write { method: "POST", path: "/open-apis/contact/v3/group", id: "three", text: "third" },
    Write { method: "POST", path: "/open-apis/contact/v3/group", id: "four", text: "fourth" },
];

impl Write {
    fn body(&self) -> Value {
        json!({"group_id": self.id, "name": self.id, "description": self.text})
    }

    fn applied(&self, state: &Value) -> Value {
        let mut state = state.clone();
        state[self.id] = json!([self.id, self.text]);
        state
    }
}

fn build_shim(folder: &Path) -> std::path::PathBuf {
    let (source, library) = (folder.join("shim.c"), folder.join("shim.so"));
    fs::write(&source, include_str!("shim.c")).unwrap();
    let mut cc = Command::new(std::env::var("CC").unwrap_or_else(|_| "cc".to_owned()));
    let built = cc.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(&source).arg("-ldl").status().unwrap();
    assert!(built.success(), "the shim does not compile");
    library
}
