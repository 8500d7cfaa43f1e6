//! The pages of settings and developers: who sees what, and that names are only text.

use menjin_service::administrator::rescue::Role;
use menjin_testkit::{Setup, TestServer};

use super::{PASSWORD, add, cookie, get, let_in, send, sign_in};

#[tokio::test]
async fn every_page_is_there_and_names_are_text() {
    let server = TestServer::start().await;
    let owner = let_in(&server, "dengchao").await;
    server.execute("update administrator set name = $1", "<script>alert(1)</script>").await;
    for (path, text) in [
        ("/console/settings", "Sign-in and security"),
        ("/console/settings/administrators", "Invite an administrator"),
        ("/console/settings/administrators/new", "Everything, who governs included."),
        ("/console/settings/tokens", "There is no token yet."),
        ("/console/settings/tokens/new", "change administrators"),
        ("/console/settings/security", "Change the password"),
        ("/console/settings/security/totp", "six digits"),
        ("/console/developers", "oapi-sdk-go"),
    ] {
        let page = get(&server, path, &owner).await;
        assert_eq!(page.status.as_u16(), 200, "{path} {page}");
        assert!(page.text.contains(text), "{path} {page}");
        assert!(!page.text.contains("<script>alert"), "{path} {page}");
        assert!(page.text.len() < 100_000, "{path}");
    }
    let list = get(&server, "/console/settings/administrators", &owner).await;
    assert!(list.text.contains("&#60;script&#62;alert(1)"), "{list}");
    for path in ["/console/settings/administrators/77", "/console/settings/x", "/console/developers/x"] {
        assert_eq!(get(&server, path, &owner).await.status.as_u16(), 404, "{path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn roles_are_walls() {
    let server = TestServer::start().await;
    for (login, role) in [("hal", Role::Helpdesk), ("aud", Role::Auditor), ("adm", Role::Administrator)] {
        let session = add(&server, login, role).await;
        for path in ["/console/settings/administrators", "/console/settings/administrators/new"] {
            assert_eq!(get(&server, path, &session).await.status.as_u16(), 403, "{login} {path}");
        }
        let fields = [("login", "new"), ("name", "New"), ("role", "owner")];
        let answer = send(&server, "/console/settings/administrators/new", &session, &fields).await;
        assert_eq!(answer.status.as_u16(), 403, "{login} {answer}");
        let index = get(&server, "/console/settings", &session).await;
        assert!(!index.text.contains("/console/settings/administrators"), "{login} {index}");
        assert_eq!(index.text.contains("/console/settings/templates"), role == Role::Administrator, "{login}");
        let secret = get(&server, "/console/developers?secret=shown", &session).await;
        assert_eq!(secret.status.as_u16(), if role == Role::Administrator { 200 } else { 403 }, "{login}");
        let clock = send(&server, "/console/developers/clock", &session, &[("move", "60")]).await;
        assert_eq!(clock.status.as_u16(), if role == Role::Administrator { 303 } else { 403 }, "{login}");
        server.advance(60);
    }
    server.stop().await;
}

#[tokio::test]
async fn secrets_are_shown_in_development_only() {
    const SECRET: &str = "demo-secret-0000-hr-bridge-000001";
    let server = TestServer::start().await;
    let owner = let_in(&server, "dengchao").await;
    assert!(!get(&server, "/console/developers", &owner).await.text.contains(SECRET));
    assert!(get(&server, "/console/developers?secret=shown", &owner).await.text.contains(SECRET));
    server.stop().await;

    let server = TestServer::set_up(Setup { dev: false, ..Setup::default() }).await;
    let owner = let_in(&server, "dengchao").await;
    let page = get(&server, "/console/developers?secret=shown", &owner).await;
    assert_eq!(page.status.as_u16(), 403);
    let page = get(&server, "/console/developers", &owner).await;
    assert!(!page.text.contains(SECRET) && !page.text.contains("Development clock"), "{page}");
    server.stop().await;
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let server = TestServer::start().await;
    let here = let_in(&server, "dengchao").await;
    let other = cookie(&sign_in(&server, "dengchao", PASSWORD).await);
    let page = get(&server, "/console/settings/security", &here).await;
    assert!(page.text.contains("Open sessions: 2."), "{page}");
    let change = async |current: &str, new: &str| {
        let fields = [("current", current), ("password", new), ("again", new)];
        send(&server, "/console/settings/security/password", &here, &fields).await
    };
    let wrong = change("not the password", "another good one").await;
    assert_eq!(wrong.status.as_u16(), 422, "{wrong}");
    assert!(wrong.text.contains("This is not your current password"), "{wrong}");
    assert_eq!(change(PASSWORD, "dengchao").await.status.as_u16(), 422);
    assert_eq!(change(PASSWORD, "another good one").await.status.as_u16(), 303);
    assert_eq!(get(&server, "/console", &here).await.status.as_u16(), 200);
    assert_eq!(get(&server, "/console", &other).await.status.as_u16(), 303);
    assert_eq!(sign_in(&server, "dengchao", PASSWORD).await.status.as_u16(), 401);

    let other = cookie(&sign_in(&server, "dengchao", "another good one").await);
    let page = get(&server, "/console/settings/security", &here).await.text;
    let id = page.split("sessions/").find_map(|rest| rest.split_once("/end\"").map(|(id, _)| id.to_owned()));
    let end = format!("/console/settings/security/sessions/{}/end", id.unwrap());
    assert_eq!(send(&server, &end, &here, &[]).await.status.as_u16(), 303);
    assert_eq!(get(&server, "/console", &other).await.status.as_u16(), 303);
    assert_eq!(get(&server, "/console", &here).await.status.as_u16(), 200);
    server.stop().await;
}
