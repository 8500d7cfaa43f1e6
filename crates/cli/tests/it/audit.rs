//! `menjin audit`: the same from a server's database as people see in the console.

use crate::server::{Server, menjin, serve};

fn run(words: &[&str], folder: &std::path::Path) -> (i32, String, String) {
    let url = format!("sqlite:{}", folder.join("menjin.db").display());
    let mut command = menjin(words);
    command.args(["--database", &url]).env_remove("MENJIN_TOKEN").env_remove("MENJIN_BASE_URL");
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_database_is_listed_exported_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    Server::start(&mut serve(folder.path(), &["--dev"])).terminate();
    let folder = folder.path();

    let (code, stdout, stderr) = run(&["audit", "list"], folder);
    assert_eq!((code, stdout.lines().count()), (0, 1), "{stdout}{stderr}");
    assert!(stdout.contains("fixture.load"), "{stdout}");
    let (code, stdout, _) = run(&["audit", "export", "--format", "csv"], folder);
    assert_eq!((code, stdout.lines().count()), (0, 2), "{stdout}");
    assert!(stdout.starts_with("revision,at,actor,"), "{stdout}");

    let (code, stdout, _) = run(&["audit", "verify"], folder);
    assert_eq!(code, 0, "{stdout}");
    let head = stdout.lines().find_map(|line| line.strip_prefix("head ")).unwrap().to_owned();
    let (code, stdout, _) = run(&["audit", "verify", "--expect", &head], folder);
    assert_eq!((code, stdout.contains("expected found")), (0, true), "{stdout}");
    let later = head.replacen("1:", "2:", 1);
    let (code, stdout, _) = run(&["audit", "verify", "--expect", &later], folder);
    assert_eq!((code, stdout.contains("expected missing")), (1, true), "{stdout}");
    let (code, _, stderr) = run(&["audit", "verify", "--expect", "x"], folder);
    assert_eq!(code, 2, "{stderr}");
    let (code, _, stderr) = run(&["audit", "export", "--format", "xml"], folder);
    assert_eq!(code, 2, "{stderr}");
}

#[test]
fn a_server_needs_a_token() {
    let output = menjin(&["audit", "list"]).env_remove("MENJIN_TOKEN").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let output = menjin(&["audit", "list", "--token", "mj-x", "--base-url", "http://127.0.0.1:1"]).output().unwrap();
    assert_eq!(output.status.code(), Some(4));
}
