//! `menjin migrate` and `menjin move` with a PostgreSQL server: there and back, with the same answers.

use std::{fs, path::Path, process::Stdio};

use serde_json::{Value, json};

use crate::{
    backup::run,
    company,
    postgres::Postgres,
    server::{Server, menjin, serve},
};

/// What an app of the demo company can ask without changing anything.
const ASKED: [&str; 9] = [
    "/open-apis/contact/v3/group/simplelist",
    "/open-apis/contact/v3/group/g-oncall",
    "/open-apis/contact/v3/group/g-oncall/member/simplelist?member_id_type=open_id",
    "/open-apis/contact/v3/group/member_belong?member_id=lisi&member_id_type=user_id",
    "/open-apis/contact/v3/users/lisi?user_id_type=user_id",
    "/open-apis/contact/v3/departments/0/children?fetch_child=true&page_size=50",
    "/open-apis/contact/v3/users/find_by_department?department_id=0&page_size=50",
    "/open-apis/acs/v1/devices",
    "/_menjin/v1/directory?app_id=cli_a1b2c3d4e5f6a7b8",
];

#[test]
fn there_and_back_a_server_answers_the_same_and_old_tokens_hold() {
    let Some(postgres) = Postgres::new() else { return };
    let folder = tempfile::tempdir().unwrap();
    let home = |name: &str| folder.path().join(name);
    fs::create_dir(home("one")).unwrap();
    fs::create_dir(home("two")).unwrap();
    let server = Server::start(&mut serve(&home("one"), &["--dev"]));
    let token = demo_token(&server);
    for n in 0..40 {
        let body =
            json!({"name": format!("组 {n}"), "group_id": format!("made-{n}"), "description": "it's a \\ \"test\"\n"});
        let made = server.send("POST", "/open-apis/contact/v3/group", Some(&token), &body).unwrap().1;
        assert_eq!(made["code"], 0, "{made}");
        let member = json!({"member_type": "user", "member_id_type": "user_id", "member_id": "lisi"});
        let path = format!("/open-apis/contact/v3/group/made-{n}/member/add");
        assert_eq!(server.send("POST", &path, Some(&token), &member).unwrap().1["code"], 0);
    }
    let before = answers(&server, &token);
    server.terminate();

    let url = home("url").display().to_string();
    fs::write(&url, postgres.url()).unwrap();
    let (one, two) = (database(&home("one")), database(&home("two")));
    let (code, there, stderr) = run(&["move", "--from", &one, "--to-file", &url]);
    assert_eq!(code, Some(0), "{stderr}");

    let key = home("one").join("menjin.db.key").display().to_string();
    let node = ["serve", "--listen", "127.0.0.1:0", "--dev", "--database-file", &url, "--key-file", &key];
    let server = Server::start(menjin(&node).stdout(Stdio::null()));
    same(&answers(&server, &token), &before);
    let (code, _, stderr) = run(&["move", "--from-file", &url, "--to", &two]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("is in use by 1 menjin node(s)\nhint: stop them first"), "{stderr}");
    server.terminate();

    let (code, back, stderr) = run(&["move", "--from-file", &url, "--to", &two]);
    assert_eq!(code, Some(0), "{stderr}");
    let tables = |text: &str| text.lines().filter(|line| !line.contains("->")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(tables(&there), tables(&back));
    assert!(there.contains("\nuser_group                    48  "), "{there}");
    assert!(!format!("{there}{stderr}").contains(postgres.password()));

    fs::copy(home("one").join("menjin.db.key"), home("two").join("menjin.db.key")).unwrap();
    let server = Server::start(&mut serve(&home("two"), &["--dev"]));
    same(&answers(&server, &token), &before);
    // What is made next gets the number that it would have had.
    let made = |server: &Server| {
        let body = json!({"name": "later"});
        server.send("POST", "/open-apis/contact/v3/group", Some(&token), &body).unwrap().1["code"].clone()
    };
    assert_eq!(made(&server), 0);

    // The database that was moved from is as it was, and one that is not empty is not moved to.
    let (code, _, stderr) = run(&["move", "--from", &one, "--to-file", &url]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("is not empty") && stderr.contains("\nhint: "), "{stderr}");
    let old = Server::start(&mut serve(&home("one"), &["--dev"]));
    same(&answers(&old, &token), &before);
}

fn database(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("menjin.db").display())
}

fn demo_token(server: &Server) -> String {
    let body = json!({"app_id": "cli_a1b2c3d4e5f6a7b8", "app_secret": "demo-secret-0000-hr-bridge-000001"});
    let path = "/open-apis/auth/v3/tenant_access_token/internal";
    let answer = server.send("POST", path, None, &body).unwrap().1;
    answer["tenant_access_token"].as_str().unwrap().to_owned()
}

/// Each answer, but for the address in its links.
fn answers(server: &Server, token: &str) -> Vec<String> {
    let asked = ASKED.iter().map(|path| {
        let (status, answer) = server.send("GET", path, Some(token), &Value::Null).unwrap();
        assert_eq!(status, 200, "{path}: {answer}");
        format!("{path}: {answer}").replace(&server.address.to_string(), "ADDRESS")
    });
    asked.collect()
}

fn same(ours: &[String], theirs: &[String]) {
    for (ours, theirs) in ours.iter().zip(theirs) {
        assert_eq!(ours, theirs);
    }
}

#[test]
fn migrate_makes_the_schema_once_and_says_what_it_did() {
    let Some(postgres) = Postgres::new() else { return };
    let mut migrate = menjin(&["migrate"]);
    migrate.env("MENJIN_DATABASE", postgres.url());
    for told in ["made with schema ", "nothing to do"] {
        let output = migrate.output().unwrap();
        let stdout = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{stdout}");
        assert!(stdout.starts_with("the database menjin_cli_") && stdout.contains(told), "{stdout}");
    }
}

#[test]
fn what_migrate_cannot_do_is_said_in_a_line_with_its_exit_code_and_without_secrets() {
    let Some(postgres) = Postgres::new() else { return };
    let url = postgres.url();
    let (wrong_password, wrong_port) = (
        url.replace(postgres.password(), "hunter2"),
        url.rsplit_once(':').map(|(host, _)| format!("{host}:1/x")).unwrap(),
    );
    let failed = |url: &str| {
        let (code, stdout, stderr) = run(&["migrate", "--database", url]);
        assert_eq!(stdout, "", "{stderr}");
        assert!(stderr.starts_with("menjin: ") && stderr.contains("\nhint: "), "{stderr}");
        assert!(!stderr.contains(postgres.password()) && !stderr.contains("hunter2"), "{stderr}");
        (code, stderr)
    };
    assert_eq!(failed(&wrong_password).0, Some(2));
    assert_eq!(failed(&wrong_port).0, Some(4));
    assert_eq!(failed(&format!("{url}?sslmode=hunter2")).0, Some(2));
    assert_eq!(failed(&format!("{url}_absent")).0, Some(2));

    postgres.run("create table letter (to_whom text)");
    let (code, stderr) = failed(&url);
    assert!(code == Some(2) && stderr.contains("is not a menjin database"), "{stderr}");
    postgres.run("drop table letter");
    let name = url.rsplit_once('/').unwrap().1;
    postgres.run(&format!("alter database {name} set default_transaction_read_only = on"));
    let (code, stderr) = failed(&url);
    assert!(code == Some(4) && stderr.contains("is read-only"), "{stderr}");
    assert_eq!(postgres.number("select count(*) from pg_tables where schemaname = 'public'"), 0);
    postgres.run(&format!("begin read write; alter database {name} reset all; commit"));
    assert_eq!(run(&["migrate", "--database", &url]).0, Some(0));
    postgres.run(
        "insert into refinery_schema_history select 1000, 'later', applied_on, checksum from refinery_schema_history where version = 1",
    );
    let (code, stderr) = failed(&url);
    assert!(code == Some(2) && stderr.contains("knows only"), "{stderr}");
}

#[test]
fn a_move_from_a_running_server_is_refused() {
    let Some(postgres) = Postgres::new() else { return };
    let folder = tempfile::tempdir().unwrap();
    let fixture = company::write(folder.path());
    let server = Server::start(&mut serve(folder.path(), &["--fixture", &fixture]));
    let (code, _, stderr) = run(&["move", "--from", &database(folder.path()), "--to", &postgres.url()]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("is in use by another menjin"), "{stderr}");
    assert!(!server.token().is_empty());
    assert_eq!(postgres.number("select count(*) from pg_tables where schemaname = 'public'"), 0);
}
