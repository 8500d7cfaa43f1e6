//! Administrators: how they come in, who they are, and their tokens.

mod governing;
mod pages;
mod set_up;
mod sign_in;
mod tokens;
mod totp;

use http::{Request, header};
use menjin_service::administrator::rescue;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

/// A good password.
const PASSWORD: &str = "correct horse battery";

/// A form field, percent-encoded.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat()
}

/// A form of these fields.
fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

/// A page, with the session of this cookie.
async fn get(server: &TestServer, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).header(header::COOKIE, format!("__Host-menjin={cookie}"));
    let request = request.header(header::ACCEPT_LANGUAGE, "en");
    server.request(request.body(String::new().into()).unwrap()).await
}

/// A form that is sent as it is.
async fn post(server: &TestServer, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let request = Request::post(path).header(header::COOKIE, format!("__Host-menjin={cookie}"));
    let request = request.header(header::ACCEPT_LANGUAGE, "en");
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    server.request(request.body(form(fields).into()).unwrap()).await
}

/// A form of a session, with its token.
async fn send(server: &TestServer, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let page = get(server, "/console", cookie).await;
    let csrf = hidden(&page.text, "csrf");
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("csrf", csrf.as_str())]).collect();
    post(server, path, cookie, &fields).await
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let rest = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// The cookie of a session that an answer opened; empty when it opened none.
fn cookie(answer: &Answer) -> String {
    let set = answer.headers.get(header::SET_COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let value = set.strip_prefix("__Host-menjin=").unwrap_or_default();
    value.split(';').next().unwrap_or_default().to_owned()
}

/// Where an answer leads.
fn leads(answer: &Answer) -> &str {
    answer.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Gives somebody a password by a link of the operator; their session.
async fn let_in(server: &TestServer, login: &str) -> String {
    let handed = rescue::reset_password(server.cx(), None, login, false).await.unwrap();
    let answer = post(server, &handed.path, "", &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(answer.status.as_u16(), 303, "{answer}");
    cookie(&answer)
}

/// Adds an administrator with a password; their session.
async fn add(server: &TestServer, login: &str, role: rescue::Role) -> String {
    let handed = rescue::invite(server.cx(), None, (login, login), role).await.unwrap();
    let answer = post(server, &handed.path, "", &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(answer.status.as_u16(), 303, "{answer}");
    cookie(&answer)
}

/// Tries login and password.
async fn sign_in(server: &TestServer, login: &str, password: &str) -> Answer {
    post(server, "/console/sign-in", "", &[("login", login), ("password", password)]).await
}

/// A token with these rights, made in the console.
async fn token(server: &TestServer, cookie: &str, rights: &[&str], days: &str) -> Who {
    let fields = rights.iter().map(|right| ("rights", *right)).chain([("name", "test"), ("days", days)]);
    let answer = send(server, "/console/settings/tokens/new", cookie, &fields.collect::<Vec<_>>()).await;
    assert_eq!(answer.status.as_u16(), 200, "{answer}");
    let rest = answer.text.split("<code>mj-").nth(1).unwrap();
    let token = rest.split('<').next().unwrap();
    assert!(token.len() == 43 && token.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{token}");
    Who::Token(format!("mj-{token}"))
}

/// The actions of the history that begin so, the oldest first, each with its actor and what it left.
async fn history(server: &TestServer, begins: &str) -> Vec<(String, String, Value)> {
    const READ: &str = "select action, actor, after from change where action like $1 order by revision";
    let rows: Vec<(String, String, String)> = server.rows(READ, &format!("{begins}%")).await;
    let row = |(action, actor, after): (String, String, String)| {
        (action, actor, serde_json::from_str(&after).unwrap_or(json!(null)))
    };
    rows.into_iter().map(row).collect()
}
