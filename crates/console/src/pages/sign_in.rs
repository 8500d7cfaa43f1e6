//! Coming in and going out, and how the console looks before anybody has.

use askama::Template;
use http::header;
use menjin_model::{AdministratorNo, TenantNo};
use menjin_service::{
    Cx,
    administrator::session::{self, Offered, Via},
};

use crate::{
    Answer, Ask, Lang, Request, Trouble,
    assets::{self, Addresses},
    frame::{self, encoded},
    routes::COOKIE,
};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct Page {
    lang: Lang,
    theme: String,
    assets: &'static Addresses,
    offered: Vec<Offered>,
    next: String,
}

/// Leads who is not signed in to where they can, and back afterwards.
pub(crate) fn invite(request: &Request) -> Answer {
    let next = if request.method == http::Method::GET { request.path.as_str() } else { "/console" };
    Answer::see(&format!("/console/sign-in?next={}", encoded(next)))
}

/// The page.
pub(crate) async fn show(cx: &Cx, request: &Request, lang: Lang) -> Result<Answer, Trouble> {
    let offered = if cx.settings.dev { session::offered(cx).await? } else { Vec::new() };
    Answer::page(&Page {
        lang,
        theme: frame::theme(request.cookie("theme")),
        assets: assets::addresses(),
        offered,
        next: inner(request.query.get("next")).to_owned(),
    })
}

/// In development: in with one click. Only from a page of ours: no other site may sign somebody in.
pub(crate) async fn dev(cx: &Cx, request: &Request) -> Result<Answer, Trouble> {
    if !is_ours(request) {
        return Err(Trouble::Forged);
    }
    let number = |name| request.form.get(name).parse::<i64>().unwrap_or_default();
    let wanted = (TenantNo(number("tenant")), AdministratorNo(number("administrator")));
    let offered = session::offered(cx).await?;
    if !offered.iter().any(|one| (one.tenant, one.administrator) == wanted) {
        return Err(Trouble::NotFound);
    }
    let value = session::open(cx, wanted.0, wanted.1, Via::Dev, request.now).await?;
    Ok(enter(&value, request.form.get("next")))
}

/// The way in, once it is sure who it is.
pub(crate) fn enter(value: &str, next: &str) -> Answer {
    Answer::see(inner(next)).with(header::SET_COOKIE, &cookie(COOKIE, value, "SameSite=Strict; HttpOnly"))
}

/// Out again.
pub(crate) async fn out(ask: &Ask<'_>, value: &str) -> Result<Answer, Trouble> {
    session::end(ask.cx, ask.caller().tenant, value).await?;
    Ok(Answer::see("/console/sign-in")
        .with(header::SET_COOKIE, &cookie(COOKIE, "", "SameSite=Strict; HttpOnly; Max-Age=0")))
}

/// Changes language or theme, and leads back.
pub(crate) fn look(request: &Request) -> Answer {
    let mut answer = Answer::see(inner(request.form.get("next")));
    if let Some(lang) = Lang::named(request.form.get("lang")) {
        answer = answer.with(header::SET_COOKIE, &cookie("lang", lang.name(), LOOK));
    }
    if request.form.has("theme") {
        let theme = frame::theme(Some(request.form.get("theme")));
        answer = answer.with(header::SET_COOKIE, &cookie("theme", &theme, LOOK));
    }
    answer
}

const LOOK: &str = "SameSite=Lax; Max-Age=31536000";

fn cookie(name: &str, value: &str, how: &str) -> String {
    let safe = if name.starts_with("__Host-") { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; {how}{safe}")
}

/// Whether a form comes from a page of ours.
fn is_ours(request: &Request) -> bool {
    match request.header("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => request.header("origin").is_none_or(|origin| {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == request.header("host")
        }),
    }
}

/// A path of the console; anything else leads to its first page.
pub(crate) fn inner(path: &str) -> &str {
    let fits = (path == "/console" || path.starts_with("/console/") || path.starts_with("/console?"))
        && !path.contains("//")
        && !path.contains('\\')
        && path.chars().all(|letter| !letter.is_control());
    if fits { path } else { "/console" }
}

#[cfg(test)]
mod tests {
    use super::inner;

    #[test]
    fn nobody_is_led_out_of_the_console() {
        for path in ["/console", "/console/groups?sort=name", "/console?x=1"] {
            assert_eq!(inner(path), path);
        }
        for path in [
            "",
            "//evil.example",
            "https://evil.example",
            "/console//evil",
            "/consoles",
            "/console/\\e",
            "/console/\r\nx",
        ] {
            assert_eq!(inner(path), "/console", "{path}");
        }
    }
}
