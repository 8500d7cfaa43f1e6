//! `check`, `who-can`, `what-can` and `test`: the same answers from a server, from a database, and from a file's company.

use std::{fmt::Write as _, fs, path::Path, process::Command};

use insta::assert_snapshot;

use crate::server::{Server, menjin, serve};

const HANDBOOK: &str = "document:doxcnOncallHandbook00000001";
const APP: &str = "cli_a1b2c3d4e5f6a7b8";
const SECRET: &str = "demo-secret-0000-hr-bridge-000001";

/// Exit code, stdout and stderr.
fn run(command: &mut Command) -> (i32, String, String) {
    let command = command.env("LC_ALL", "C.UTF-8");
    for name in ["MENJIN_BASE_URL", "MENJIN_APP_ID", "MENJIN_APP_SECRET", "MENJIN_APP_SECRET_FILE"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn ask(words: &[&str], whom: &[String]) -> (i32, String, String) {
    let mut command = menjin(words);
    command.args(whom);
    run(&mut command)
}

/// A folder with the demo company's database, which no server uses any more.
fn database() -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    Server::start(&mut serve(folder.path(), &["--dev"])).terminate();
    let url = format!("sqlite:{}", folder.path().join("menjin.db").display());
    (folder, vec!["--database".to_owned(), url])
}

fn of_server(server: &Server) -> Vec<String> {
    let url = format!("http://{}", server.address);
    ["--base-url", &url, "--app-id", APP, "--app-secret", SECRET].map(str::to_owned).to_vec()
}

#[test]
fn a_server_and_its_database_answer_alike() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&mut serve(folder.path(), &["--dev"]));
    let questions: [&[&str]; 7] = [
        &["check", "lisi", "edit", HANDBOOK, "--why"],
        &["check", "sunqi", "edit", HANDBOOK, "--why"],
        &["check", "wangwu", "open", "door:7296700518380863767", "--at", "2026-11-30T03:00:00+08:00", "--why"],
        &["check", "nobody", "view", HANDBOOK, "--format", "csv"],
        &["who-can", "edit", HANDBOOK, "--type", "group", "--format", "table"],
        &["what-can", "lisi", "member", "--type", "group"],
        &["what-can", "lisi", "--on", HANDBOOK, "--format", "ndjson"],
    ];
    let from_server = questions.map(|words| ask(words, &of_server(&server)));
    server.terminate();
    let url = format!("sqlite:{}", folder.path().join("menjin.db").display());
    let from_database = questions.map(|words| ask(words, &["--database".to_owned(), url.clone()]));
    assert_eq!(from_server, from_database);
    let mut all = String::new();
    for (words, (code, stdout, stderr)) in questions.iter().zip(from_server) {
        assert_eq!(stderr, "", "{words:?}");
        let _ = write!(all, "$ menjin {}\n{stdout}exit code {code}\n", words.join(" "));
    }
    assert_snapshot!(all);
}

#[test]
fn a_database_in_use_names_the_server_as_the_one_to_ask() {
    let folder = tempfile::tempdir().unwrap();
    let _server = Server::start(&mut serve(folder.path(), &["--dev"]));
    let url = format!("sqlite:{}", folder.path().join("menjin.db").display());
    let (code, stdout, stderr) = ask(&["check", "lisi", "edit", HANDBOOK], &["--database".to_owned(), url]);
    assert_eq!((code, stdout.as_str()), (2, ""), "{stderr}");
    assert!(stderr.ends_with("hint: ask the server that uses it, with --base-url\n"), "{stderr}");
}

#[test]
fn what_cannot_be_asked_is_said_with_its_exit_code() {
    let (folder, whom) = database();
    let absent = vec!["--database".to_owned(), format!("sqlite:{}", folder.path().join("none.db").display())];
    let nowhere =
        ["--base-url", "http://127.0.0.1:9", "--app-id", APP, "--app-secret", "x"].map(str::to_owned).to_vec();
    let cases: [(&[&str], &[String], i32, &str); 6] = [
        (&["check", "lisi", "edti", HANDBOOK], &whom, 2, "hint: did you mean \"edit\"?"),
        (&["check", "usr:lisi", "edit", HANDBOOK], &whom, 2, "hint: did you mean \"user\"?"),
        (&["check", "lisi", "edit", "doxcn"], &whom, 2, "does not say what kind of resource it is"),
        (&["check", "lisi", "edit", HANDBOOK, "--at", "tomorrow"], &whom, 2, "is no moment"),
        (&["check", "lisi", "edit", HANDBOOK], &absent, 2, "there is no database"),
        (&["check", "lisi", "edit", HANDBOOK], &nowhere, 4, "no answer from http://127.0.0.1:9"),
    ];
    for (words, whom, wanted, told) in cases {
        let (code, stdout, stderr) = ask(words, whom);
        assert_eq!((code, stdout.as_str()), (wanted, ""), "{words:?}: {stderr}");
        assert!(stderr.contains(told), "{words:?}: {stderr}");
    }
    assert!(!folder.path().join("none.db").exists(), "nothing was made");
}

#[test]
fn a_wrong_secret_is_not_authorised() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&mut serve(folder.path(), &["--dev"]));
    let mut whom = of_server(&server);
    *whom.last_mut().unwrap() = "another".to_owned();
    let (code, stdout, stderr) = ask(&["check", "lisi", "edit", HANDBOOK], &whom);
    assert_eq!((code, stdout.as_str()), (3, ""), "{stderr}");
    assert!(stderr.contains("hint: check --app-id and --app-secret"), "{stderr}");
    assert!(!stderr.contains("another"), "{stderr}");
}

fn example() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples/access.yaml")
}

#[test]
fn the_example_of_access_tests_holds() {
    let (code, stdout, stderr) = run(menjin(&["test"]).arg(example()));
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (0, "7 passed, 0 failed\n", ""));
    let (folder, whom) = database();
    let (code, stdout, _) = run(menjin(&["test"]).arg(example()).args(whom));
    assert_eq!((code, stdout.as_str()), (0, "7 passed, 0 failed\n"), "{}", folder.path().display());
}

#[test]
fn a_miss_comes_with_the_reason_of_the_answer() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("access.yaml");
    let text = fs::read_to_string(example()).unwrap().replace("expect: deny", "expect: allow");
    fs::write(&file, text).unwrap();
    let (code, stdout, stderr) = run(menjin(&["test"]).arg(&file));
    assert_eq!((code, stderr.as_str()), (1, ""));
    assert_snapshot!(stdout);
    let (code, junit, _) = run(menjin(&["test", "--format", "junit"]).arg(&file));
    assert_eq!(code, 1);
    assert!(junit.contains("<testsuite name=\"access\" tests=\"7\" failures=\"2\">"), "{junit}");
}

#[test]
fn a_slip_of_the_pen_is_no_denial() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("access.yaml");
    let test = |more: &str| {
        format!(
            "schema: menjin-access/1\nfixture: demo\ntests:\n  - {{subject: lisii, action: edit, resource: '{HANDBOOK}', expect: deny{more}}}\n"
        )
    };
    for (more, wanted) in [("", 1), (", reason: unknown_subject", 0)] {
        fs::write(&file, test(more)).unwrap();
        let (code, stdout, stderr) = run(menjin(&["test"]).arg(&file));
        assert_eq!(code, wanted, "{stdout}{stderr}");
    }
}

#[test]
fn a_wrong_file_says_every_problem_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("access.yaml");
    let text = "schema: menjin-access/2\ntests:\n  - subject: usr:lisi\n    action: edti\n    resource: document:x\n    expect: maybe\n    at: noon\n";
    fs::write(&file, text).unwrap();
    let (code, stdout, stderr) = run(menjin(&["test"]).arg(&file));
    assert_eq!((code, stdout.as_str()), (2, ""));
    let shown = stderr.replace(&file.display().to_string(), "access.yaml");
    assert_snapshot!(shown);
}
