//! Wrong settings, foreign files, taken ports: one clear line, the fitting exit code, nothing damaged.

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Command, Output},
};

use crate::{
    company,
    server::{Server, menjin, serve},
};

fn run(command: &mut Command) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = command.output().unwrap();
    (status.code(), String::from_utf8(stderr).unwrap())
}

/// The complaint alone: what comes after logs, if there are any.
fn complaint(stderr: &str) -> &str {
    stderr.find("menjin: ").map_or(stderr, |at| &stderr[at..])
}

#[test]
fn a_taken_port_is_said_with_exit_code_4() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let database = format!("sqlite:{}", folder.path().join("menjin.db").display());

    let (code, stderr) = run(&mut menjin(&["serve", "--listen", &address, "--database", &database]));

    assert_eq!(code, Some(4), "{stderr}");
    let complaint = complaint(&stderr);
    assert!(complaint.starts_with(&format!("menjin: cannot listen at {address}: ")), "{stderr}");
    assert!(complaint.contains("\nhint: "), "{stderr}");
}

#[test]
fn a_foreign_file_is_left_as_it_is_with_exit_code_2() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("menjin.db");
    fs::write(&path, "a letter to my grandmother\n".repeat(200)).unwrap();
    let before = fs::read(&path).unwrap();

    let (code, stderr) = run(&mut serve(folder.path(), &[]));

    assert_eq!(code, Some(2), "{stderr}");
    assert!(complaint(&stderr).contains("is not a menjin database"), "{stderr}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_damaged_database_is_said_and_not_made_worse() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = company::write(folder.path());
    Server::start(&mut serve(folder.path(), &["--fixture", &fixture])).terminate();
    let path = folder.path().join("menjin.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes.truncate(bytes.len() / 2);
    for byte in &mut bytes[4096..8192] {
        *byte = 0xA5;
    }
    fs::write(&path, &bytes).unwrap();

    let (code, stderr) = run(&mut serve(folder.path(), &[]));

    assert_eq!(code, Some(5), "{stderr}");
    assert!(complaint(&stderr).contains("is damaged"), "{stderr}");
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_database_in_use_is_said_and_the_first_server_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = company::write(folder.path());
    let first = Server::start(&mut serve(folder.path(), &["--fixture", &fixture]));

    let (code, stderr) = run(&mut serve(folder.path(), &[]));

    assert_eq!(code, Some(2), "{stderr}");
    assert!(complaint(&stderr).contains("is in use by another menjin"), "{stderr}");
    assert!(!first.token().is_empty());
}

#[test]
fn another_server_key_is_noticed_before_anything_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = company::write(folder.path());
    Server::start(&mut serve(folder.path(), &["--fixture", &fixture])).terminate();

    let (code, stderr) = run(serve(folder.path(), &[]).env("MENJIN_KEY", "00".repeat(32)));

    assert_eq!(code, Some(2), "{stderr}");
    assert!(complaint(&stderr).contains("another server key"), "{stderr}");
}

#[test]
fn a_wrong_fixture_stops_with_file_line_and_reason_and_makes_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = folder.path().join("wrong.yaml");
    fs::write(&fixture, "schema: menjin/1\ntenants:\n  - key: short\n    name: X\n").unwrap();
    let fixture = fixture.display().to_string();

    let (code, stderr) = run(&mut serve(folder.path(), &["--fixture", &fixture]));

    assert_eq!(code, Some(2), "{stderr}");
    assert!(complaint(&stderr).starts_with(&format!("menjin: {fixture}:3")), "{stderr}");
    assert!(!folder.path().join("menjin.db").exists());
}

#[test]
fn an_unreadable_fixture_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (code, stderr) = run(&mut serve(folder.path(), &["--fixture", "/nonexistent/company.yaml"]));
    assert_eq!(code, Some(2), "{stderr}");
    assert!(complaint(&stderr).starts_with("menjin: /nonexistent/company.yaml: "), "{stderr}");
}

#[test]
fn fixture_check_says_what_is_in_a_good_file_and_lists_the_problems_of_a_bad_one() {
    let folder = tempfile::tempdir().unwrap();
    let good = company::write(folder.path());
    let checked = menjin(&["fixture", "check", &good]).output().unwrap();
    assert_eq!(checked.status.code(), Some(0));
    let stdout = String::from_utf8(checked.stdout).unwrap();
    assert_eq!(
        stdout,
        "Test: 1 apps, 1 departments, 400 people, 0 groups, 0 documents, 0 doors, 0 door rules, 0 review groups\n"
    );

    let bad = folder.path().join("bad.yaml");
    fs::write(&bad, fs::read_to_string(&good).unwrap().replace("owner: u0", "owner: nobody")).unwrap();
    let (code, stderr) = run(&mut menjin(&["fixture", "check", &bad.display().to_string()]));
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("bad.yaml:6"), "{stderr}");
}

#[test]
fn fixture_init_prints_a_file_that_fixture_check_likes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("company.yaml");
    let printed = menjin(&["fixture", "init"]).output().unwrap();
    fs::write(&file, printed.stdout).unwrap();
    let (code, stderr) = run(&mut menjin(&["fixture", "check", &file.display().to_string()]));
    assert_eq!(code, Some(0), "{stderr}");
}

#[test]
fn settings_that_nobody_knows_are_said_with_their_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("menjin.toml"), "listen = \"127.0.0.1:0\"\nlisten_port = 1\n").unwrap();
    let (code, stderr) = run(menjin(&["serve"]).current_dir(folder.path()));
    assert_eq!(code, Some(2), "{stderr}");
    assert!(complaint(&stderr).starts_with("menjin: menjin.toml:2: "), "{stderr}");
}

#[test]
fn the_server_key_beside_the_database_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    Server::start(&mut serve(folder.path(), &[])).terminate();
    for name in ["menjin.db", "menjin.db.key"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn sigterm_ends_with_exit_code_0_and_a_line_of_json_each() {
    let folder = tempfile::tempdir().unwrap();
    let (status, said) = Server::start(&mut serve(folder.path(), &[])).terminate();
    assert_eq!(status.code(), Some(0), "{said:#?}");
    assert!(said.iter().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{said:#?}");
    assert!(!wal(folder.path()), "the log is folded into the database on a clean end");
}

fn wal(folder: &Path) -> bool {
    fs::metadata(folder.join("menjin.db-wal")).is_ok_and(|file| file.len() > 0)
}
