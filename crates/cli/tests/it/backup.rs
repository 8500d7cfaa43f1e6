//! `menjin backup` beside a busy server, `menjin restore`, and what both refuse.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use serde_json::{Value, json};

use crate::{
    company,
    server::{Server, menjin, request, serve},
};

/// How many write at once.
const WRITERS: usize = 4;
/// How many backups are made of it.
const BACKUPS: usize = 4;

/// Exit code, stdout, stderr.
pub(crate) fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = menjin(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

#[test]
fn every_backup_of_a_busy_server_holds_all_that_was_acknowledged_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = company::write(folder.path());
    let server = Server::start(&mut serve(folder.path(), &["--fixture", &fixture]));
    server.send("PUT", "/_menjin/v1/limits", None, &json!({"rate": false})).unwrap();
    let (address, token) = (server.address, server.token());
    let (acknowledged, stop) = (Mutex::new(BTreeSet::new()), AtomicBool::new(false));
    let mut before = Vec::new();
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (acknowledged, stop, token) = (&acknowledged, &stop, &token);
            scope.spawn(move || {
                for n in 0..110 {
                    let group = format!("g{writer}-{n}");
                    let body = json!({"name": group, "group_id": group});
                    let answer = request(address, "POST", "/open-apis/contact/v3/group", Some(token), &body);
                    assert_eq!(answer.unwrap().1["code"], 0, "the backup stood in its way");
                    acknowledged.lock().unwrap().insert(group);
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                }
            });
        }
        for number in 0..BACKUPS {
            while acknowledged.lock().unwrap().len() < number * 20 {
                thread::yield_now();
            }
            before.push(acknowledged.lock().unwrap().clone());
            let to = folder.path().join(format!("{number}.bak")).display().to_string();
            let (code, stdout, stderr) =
                run(&["backup", "--database", &url(&folder.path().join("menjin.db")), "--to", &to]);
            assert_eq!(code, Some(0), "{stderr}");
            assert!(stdout.starts_with(&to) && stdout.ends_with(", checked\n"), "{stdout}");
            assert!(stderr.contains("menjin.db.key"), "{stderr}");
        }
        stop.store(true, Ordering::Relaxed);
    });
    server.terminate();
    assert!(!names(folder.path()).iter().any(|name| name.contains(".part")));

    for (number, before) in before.into_iter().enumerate() {
        let again = folder.path().join(format!("again-{number}"));
        let backup = folder.path().join(format!("{number}.bak")).display().to_string();
        let (code, _, stderr) = run(&["restore", &backup, "--database", &url(&again.join("menjin.db"))]);
        assert_eq!(code, Some(0), "{stderr}");
        fs::copy(folder.path().join("menjin.db.key"), again.join("menjin.db.key")).unwrap();
        let server = Server::start(&mut serve(&again, &[]));
        let there = groups(&server);
        assert!(before.is_subset(&there), "lost: {:?}", before.difference(&there));
        server.kill();
    }
}

fn groups(server: &Server) -> BTreeSet<String> {
    let token = server.token();
    let mut groups = BTreeSet::new();
    let mut page = String::new();
    loop {
        let path = format!("/open-apis/contact/v3/group/simplelist?page_size=50&page_token={page}");
        let (_, answer) = server.send("GET", &path, Some(&token), &Value::Null).unwrap();
        assert_eq!(answer["code"], 0, "{answer}");
        let listed = answer["data"]["grouplist"].as_array().cloned().unwrap_or_default();
        groups.extend(listed.iter().map(|group| group["id"].as_str().unwrap().to_owned()));
        if answer["data"]["has_more"] != true {
            return groups;
        }
        page = answer["data"]["page_token"].as_str().unwrap().to_owned();
    }
}

#[test]
fn a_restore_keeps_what_was_there_and_never_touches_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = company::write(folder.path());
    let database = url(&folder.path().join("menjin.db"));
    let backup = folder.path().join("a.bak").display().to_string();
    let server = Server::start(&mut serve(folder.path(), &["--fixture", &fixture]));
    assert_eq!(run(&["backup", "--database", &database, "--to", &backup]).0, Some(0));
    let body = json!({"name": "later", "group_id": "later"});
    server.send("POST", "/open-apis/contact/v3/group", Some(&server.token()), &body).unwrap();

    let (code, _, stderr) = run(&["restore", &backup, "--database", &database, "--force"]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("is in use by another menjin"), "{stderr}");
    assert_eq!(groups(&server), BTreeSet::from(["later".to_owned()]));
    server.terminate();

    let (code, _, stderr) = run(&["restore", &backup, "--database", &database]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("holds a database already") && stderr.contains("\nhint: with --force"), "{stderr}");
    let (code, stdout, stderr) = run(&["restore", &backup, "--database", &database, "--force"]);
    assert_eq!(code, Some(0), "{stderr}");
    let kept = stdout.split(": what was there before").next().unwrap();
    assert!(Path::new(kept).is_file(), "{stdout}");

    let server = Server::start(&mut serve(folder.path(), &[]));
    assert_eq!(groups(&server), BTreeSet::new());
    server.terminate();
    // And back to what was kept.
    let (code, _, stderr) = run(&["restore", kept, "--database", &database, "--force"]);
    assert_eq!(code, Some(0), "{stderr}");
    let server = Server::start(&mut serve(folder.path(), &[]));
    assert_eq!(groups(&server), BTreeSet::from(["later".to_owned()]));
}

#[test]
fn what_cannot_be_done_is_said_in_a_line_with_its_exit_code_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let fixture = company::write(folder.path());
    Server::start(&mut serve(folder.path(), &["--fixture", &fixture])).terminate();
    let database = url(&folder.path().join("menjin.db"));
    assert_eq!(run(&["backup", "--database", &database, "--to", &path("a.bak")]).0, Some(0));
    fs::write(path("letter"), "dear grandmother".repeat(100)).unwrap();
    let before = names(folder.path());
    let elsewhere = url(&folder.path().join("elsewhere.db"));
    let cases: [(&[&str], &str); 12] = [
        (&["backup", "--database", &database, "--to", &path("a.bak")], "exists already"),
        (&["backup", "--database", &database, "--to", &path("menjin.db"), "--force"], "belongs to a database"),
        (&["backup", "--database", &database, "--to", &path("no/such/folder/b.bak")], "cannot create"),
        (&["backup", "--database", &elsewhere, "--to", &path("b.bak")], "there is no database at"),
        (&["backup", "--database", "sqlite::memory:", "--to", &path("b.bak")], "nobody keeps"),
        (&["backup", "--database", "mysql://me:hunter2@host/x", "--to", &path("b.bak")], "is not an address"),
        (&["backup", "--database", "postgres://me:hunter2@host/x", "--to", &path("b.bak")], "pg_dump"),
        (&["restore", &path("letter"), "--database", &elsewhere], "is not a menjin database"),
        (&["restore", &path("nothing"), "--database", &elsewhere], "there is no database at"),
        (&["restore", &path("a.bak"), "--database", "postgres://me:hunter2@host/x"], "pg_restore"),
        (&["move", "--from", &database, "--to", &database], "to where it is"),
        (&["move", "--from", &database, "--to", "nonsense:hunter2"], "--to is not an address"),
    ];
    for (arguments, told) in cases {
        let (code, stdout, stderr) = run(arguments);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{arguments:?}: {stderr}");
        assert!(stderr.starts_with("menjin: ") && stderr.contains(told), "{arguments:?}: {stderr}");
        assert!(!stderr.contains("hunter2"), "{arguments:?}: {stderr}");
        assert_eq!(names(folder.path()), before, "{arguments:?}");
    }
}

#[test]
fn the_url_may_lie_in_a_file_and_the_settings_file_is_asked_last() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("url"), "sqlite:one.db\n").unwrap();
    fs::write(folder.path().join("menjin.toml"), "database = \"sqlite:two.db\"\n").unwrap();
    for (more, made) in [(&["--database-file", "url"][..], "one.db"), (&[], "two.db")] {
        let arguments: Vec<&str> = ["migrate"].iter().chain(more).copied().collect();
        for told in ["made with schema", "nothing to do"] {
            let output = menjin(&arguments).current_dir(folder.path()).output().unwrap();
            let stdout = String::from_utf8(output.stdout).unwrap();
            assert_eq!(output.status.code(), Some(0));
            assert!(stdout.contains(made) && stdout.contains(told), "{stdout}");
        }
        assert!(folder.path().join(made).is_file());
    }
    let both = menjin(&["migrate", "--database", "sqlite:one.db", "--database-file", "url"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(both.status.code(), Some(2));
}
