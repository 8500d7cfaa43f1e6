//! Coming in by password or user token, sessions, and what keeps strangers out.

use http::{Request, header};
use menjin_service::administrator::rescue::{self, Role};
use menjin_testkit::{Answer, TestServer, Who};

use super::{PASSWORD, add, cookie, form, get, history, leads, let_in, post, send, sign_in};

/// Status and what is said.
fn said(answer: &Answer) -> (u16, String) {
    let rest = answer.text.split("role=\"alert\">").nth(1).unwrap_or_default();
    (answer.status.as_u16(), rest.split('<').next().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn unknown_wrong_disabled_and_locked_get_the_same_answer() {
    let server = TestServer::start().await;
    let owner = let_in(&server, "dengchao").await;
    add(&server, "helper", Role::Helpdesk).await;
    let wrong = said(&sign_in(&server, "dengchao", "not the password").await);
    assert_eq!(wrong.0, 401);
    assert!(wrong.1.starts_with("Login or password is wrong"), "{wrong:?}");
    assert_eq!(said(&sign_in(&server, "nobody", PASSWORD).await), wrong);
    assert_eq!(said(&sign_in(&server, "dengchao", &"x".repeat(2000)).await), wrong);

    let list = get(&server, "/console/settings/administrators", &owner).await.text;
    let helper = list
        .split("administrators/")
        .filter_map(|rest| rest.split('"').next())
        .find(|id| id.bytes().all(|byte| byte.is_ascii_digit()) && list.contains(&format!("{id}\"><b>helper")));
    let disable = format!("/console/settings/administrators/{}/disable", helper.unwrap());
    assert_eq!(send(&server, &disable, &owner, &[]).await.status.as_u16(), 303);
    assert_eq!(said(&sign_in(&server, "helper", PASSWORD).await), wrong);

    server.advance(60);
    for _ in 0..4 {
        assert_eq!(said(&sign_in(&server, "dengchao", "not the password").await), wrong);
    }
    assert_eq!(said(&sign_in(&server, "dengchao", PASSWORD).await), wrong, "locked");
    let told = history(&server, "menjin.v1.sign_in.").await;
    let told: Vec<(&str, &str)> = told.iter().map(|(action, actor, _)| (action.as_str(), actor.as_str())).collect();
    assert_eq!(told, [("menjin.v1.sign_in.locked", "stranger"), ("menjin.v1.sign_in.refused", "stranger")]);

    server.advance(15 * 60);
    assert_eq!(said(&sign_in(&server, "dengchao", "not the password").await), wrong);
    server.advance(29 * 60);
    assert_eq!(said(&sign_in(&server, "dengchao", PASSWORD).await), wrong, "locked for twice as long");
    server.advance(60);
    assert_eq!(sign_in(&server, "dengchao", PASSWORD).await.status.as_u16(), 303);
    server.stop().await;
}

#[tokio::test]
async fn a_cookie_is_for_this_host_alone_and_new_each_time() {
    let server = TestServer::start().await;
    let first = let_in(&server, "dengchao").await;
    assert_eq!(get(&server, "/console", &first).await.status.as_u16(), 200);
    let fields = [("login", "dengchao"), ("password", PASSWORD)];
    let answer = post(&server, "/console/sign-in", &first, &fields).await;
    let set = answer.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
    let second = cookie(&answer);
    assert_eq!(set, format!("__Host-menjin={second}; Path=/; SameSite=Strict; HttpOnly; Secure"));
    assert_ne!(first, second);
    assert_eq!(leads(&get(&server, "/console", &first).await), "/console/sign-in?next=%2Fconsole");
    assert_eq!(get(&server, "/console", &second).await.status.as_u16(), 200);

    let out = send(&server, "/console/sign-out", &second, &[]).await;
    assert_eq!(leads(&out), "/console/sign-in");
    assert!(out.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    assert_eq!(get(&server, "/console", &second).await.status.as_u16(), 303);
    let actions: Vec<String> = history(&server, "menjin.v1.sign").await.into_iter().map(|row| row.0).collect();
    assert_eq!(actions, ["menjin.v1.sign_in", "menjin.v1.sign_out"]);
    server.stop().await;
}

#[tokio::test]
async fn a_session_ends_when_idle_and_in_any_case_after_twelve_hours() {
    let server = TestServer::start().await;
    let_in(&server, "dengchao").await;
    let idle = cookie(&sign_in(&server, "dengchao", PASSWORD).await);
    server.advance(30 * 60 - 1);
    assert_eq!(get(&server, "/console", &idle).await.status.as_u16(), 200);
    server.advance(30 * 60 - 1);
    assert_eq!(get(&server, "/console", &idle).await.status.as_u16(), 200, "it was used meanwhile");
    server.advance(30 * 60);
    assert_eq!(get(&server, "/console", &idle).await.status.as_u16(), 303);

    let busy = cookie(&sign_in(&server, "dengchao", PASSWORD).await);
    for _ in 0..35 {
        server.advance(20 * 60);
        assert_eq!(get(&server, "/console", &busy).await.status.as_u16(), 200);
    }
    server.advance(20 * 60);
    assert_eq!(get(&server, "/console", &busy).await.status.as_u16(), 303, "twelve hours");
    server.stop().await;
}

#[tokio::test]
async fn forms_of_other_sites_and_without_their_token_do_nothing() {
    let server = TestServer::start().await;
    let owner = let_in(&server, "dengchao").await;
    let answer = post(&server, "/console/settings/tokens/new", &owner, &[("name", "x"), ("days", "1")]).await;
    assert_eq!(answer.status.as_u16(), 403, "{answer}");
    let answer = post(&server, "/console/sign-out", &owner, &[("csrf", "wrong")]).await;
    assert_eq!(answer.status.as_u16(), 403, "{answer}");
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        for path in ["/console/sign-in", "/console/sign-in/token", "/console/sign-in/code", "/console/set-up/x"] {
            let request = Request::post(path).header(name, value);
            let body = form(&[("login", "dengchao"), ("password", PASSWORD)]);
            let answer = server.request(request.body(body.into()).unwrap()).await;
            assert_eq!(answer.status.as_u16(), 403, "{path} {answer}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn nobody_is_led_elsewhere_after_signing_in() {
    let server = TestServer::start().await;
    let_in(&server, "dengchao").await;
    for (next, to) in [
        ("https://evil.example/", "/console"),
        ("//evil.example", "/console"),
        ("/console//evil.example", "/console"),
        ("/console/groups?sort=name", "/console/groups?sort=name"),
    ] {
        let fields = [("login", "dengchao"), ("password", PASSWORD), ("next", next)];
        assert_eq!(leads(&post(&server, "/console/sign-in", "", &fields).await), to);
    }
    let page = get(&server, "/console/sign-in?next=https://evil.example/", "").await;
    assert!(!page.text.contains("evil"), "{page}");
    server.stop().await;
}

#[tokio::test]
async fn an_address_that_tries_too_often_has_to_wait() {
    let server = TestServer::start().await;
    let tries = (0..20).map(|_| sign_in(&server, "nobody", "whatever it is"));
    for one in tries {
        assert_eq!(one.await.status.as_u16(), 401);
    }
    let refused = sign_in(&server, "nobody", "whatever it is").await;
    assert_eq!(refused.status.as_u16(), 429, "{refused}");
    assert_eq!(refused.headers[header::RETRY_AFTER], "60");
    server.advance(60);
    assert_eq!(sign_in(&server, "nobody", "whatever it is").await.status.as_u16(), 401);
    server.stop().await;
}

#[tokio::test]
async fn a_user_token_lets_its_person_in_where_they_govern() {
    let server = TestServer::start().await;
    let owner = server.token(&Who::Person("dengchao")).await.unwrap();
    let answer = post(&server, "/console/sign-in/token", "", &[("token", &owner)]).await;
    assert_eq!(get(&server, "/console", &cookie(&answer)).await.status.as_u16(), 200, "{answer}");
    let told = history(&server, "menjin.v1.sign_in").await;
    assert_eq!(told[0].2["via"], "user_token");
    assert!(!serde_json::to_string(&told).unwrap().contains(&owner), "no secret stands in the history");

    let other = server.token(&Who::Person("zhangsan")).await.unwrap();
    let app = server.token(&Who::HrBridge).await.unwrap();
    for token in [other.as_str(), app.as_str(), "u-unknown", "", "mj-x"] {
        let answer = post(&server, "/console/sign-in/token", "", &[("token", token)]).await;
        assert_eq!(said(&answer).0, 401, "{answer}");
        assert!(said(&answer).1.starts_with("This token is not good"), "{answer}");
    }
    server.stop().await;
}

const TWO: &str = r"
schema: menjin/1
tenants:
  - key: 00000000000000aa
    name: One
    admins: [ada]
    users: [{id: ada, name: Ada}]
  - key: 00000000000000bb
    name: Two
    admins: [ada]
    users: [{id: ada, name: Ada}]
";

#[tokio::test]
async fn of_several_companies_the_one_is_meant_whose_key_is_given() {
    let server = TestServer::with(TWO).await;
    let page = get(&server, "/console/sign-in?company=00000000000000aa", "").await;
    assert!(page.text.contains("name=\"company\" value=\"00000000000000aa\""), "{page}");
    let handed = rescue::reset_password(server.cx(), Some("00000000000000aa"), "ada", false).await.unwrap();
    assert!(rescue::reset_password(server.cx(), None, "ada", false).await.is_err());
    let session = cookie(&post(&server, &handed.path, "", &[("password", PASSWORD), ("again", PASSWORD)]).await);
    assert!(get(&server, "/console", &session).await.text.contains(">One</a>"));
    for (company, status) in [("00000000000000aa", 303), ("00000000000000bb", 401), ("", 401), ("x", 401)] {
        let fields = [("company", company), ("login", "ada"), ("password", PASSWORD)];
        let answer = post(&server, "/console/sign-in", "", &fields).await;
        assert_eq!(answer.status.as_u16(), status, "{company} {answer}");
    }
    server.stop().await;
}
