//! `menjin admin`, and the link that a first start prints: the ways in for an owner.

use std::{fs, path::Path, process::Output};

use crate::{
    company,
    server::{Server, menjin, serve},
};

/// Runs `menjin admin …` on the database in `folder`.
fn admin(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let database = format!("sqlite:{}", folder.join("menjin.db").display());
    let arguments = [&["admin"], arguments, &["--database", &database]].concat();
    let Output { status, stdout, stderr } = menjin(&arguments).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// Whether this is a link of a console, good once.
fn is_link(text: &str) -> bool {
    text.trim()
        .rsplit_once("/console/set-up/")
        .is_some_and(|(_, token)| token.len() == 43 && token.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[test]
fn a_first_start_prints_a_link_and_no_later_one_does_without_need() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = company::write(folder.path());
    let (_, said) = Server::start(&mut serve(folder.path(), &["--fixture", &fixture])).terminate();
    assert_eq!(said.iter().filter(|line| is_link(line)).count(), 1, "{said:#?}");
    assert!(said.iter().any(|line| line.starts_with("Test has no administrator")), "{said:#?}");
    let (_, said) = Server::start(&mut serve(folder.path(), &["--dev"])).terminate();
    assert_eq!(said.iter().filter(|line| is_link(line)).count(), 0, "{said:#?}");
}

#[test]
fn the_operator_invites_lists_and_resets_at_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = company::write(folder.path());
    let server = Server::start(&mut serve(folder.path(), &["--fixture", &fixture]));
    let (code, _, stderr) = admin(folder.path(), &["list"]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("hint: stop the server that uses it first"), "{stderr}");
    server.terminate();

    let invite = ["invite", "ada", "--name", "Ada", "--base-url", "https://menjin.example/"];
    let (code, link, stderr) = admin(folder.path(), &invite);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(link.starts_with("https://menjin.example/console/set-up/") && is_link(&link), "{link}");
    let (code, _, stderr) = admin(folder.path(), &invite);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("another administrator has this login"), "{stderr}");

    let (_, listed, _) = admin(folder.path(), &["list"]);
    assert_eq!(listed, "ada  owner  no password  Ada\n");
    let (_, listed, _) = admin(folder.path(), &["list", "--format", "csv"]);
    assert_eq!(listed, "company,login,role,state,totp,name\n0000000000000001,ada,owner,no password,no,Ada\n");
    let (code, second, _) = admin(folder.path(), &["reset-password", "ada", "--totp"]);
    assert!(code == Some(0) && is_link(&second) && second != link, "{second}");
    let (code, _, stderr) = admin(folder.path(), &["reset-password", "bob"]);
    assert_eq!((code, stderr.as_str()), (Some(2), "menjin: no administrator signs in as bob\n"));
    let kept = fs::read(folder.path().join("menjin.db")).unwrap();
    let token = second.trim().rsplit('/').next().unwrap().as_bytes().to_vec();
    assert!(!kept.windows(token.len()).any(|some| some == token), "only its hash is kept");
}
