//! Coming in and going out, and how the console looks before anybody has.

mod set_up;

use askama::Template;
use http::header;
use menjin_model::{AdministratorNo, TenantNo};
use menjin_service::{
    Cx, Refusal,
    administrator::{
        Visit,
        session::{self, Offered},
        sign_in::{self, Came, Shown},
    },
};

use crate::{
    Answer, Ask, Lang, Request, Trouble,
    assets::{self, Addresses},
    frame::{self, encoded},
    routes::COOKIE,
    wrong::Wrong,
};

pub(crate) use set_up::{set_up, show_set_up};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct Page {
    lang: Lang,
    theme: String,
    assets: &'static Addresses,
    offered: Vec<Offered>,
    next: String,
    several: bool,
    typed: Typed,
    wrong: Wrong,
}

/// What was typed; never a password.
#[derive(Debug, Default)]
struct Typed {
    company: String,
    login: String,
    /// It was a token.
    token: bool,
}

#[derive(Template)]
#[template(path = "sign_in_code.html")]
struct CodePage {
    lang: Lang,
    theme: String,
    assets: &'static Addresses,
    ticket: String,
    next: String,
    wrong: Wrong,
}

/// Leads who is not signed in to where they can, and back afterwards.
pub(crate) fn invite(request: &Request) -> Answer {
    let next = if request.method == http::Method::GET { frame::here(request) } else { "/console".to_owned() };
    Answer::see(&format!("/console/sign-in?next={}", encoded(&next)))
}

/// The page.
pub(crate) async fn show(cx: &Cx, request: &Request, lang: Lang) -> Result<Answer, Trouble> {
    let typed = Typed { company: request.query.get("company").to_owned(), ..Typed::default() };
    page(cx, request, lang, request.query.get("next"), typed, Wrong::default()).await
}

async fn page(
    cx: &Cx,
    request: &Request,
    lang: Lang,
    next: &str,
    typed: Typed,
    wrong: Wrong,
) -> Result<Answer, Trouble> {
    let offered = if cx.settings.dev { session::offered(cx).await? } else { Vec::new() };
    wrong.page(&Page {
        lang,
        theme: frame::theme(request.cookie("theme")),
        assets: assets::addresses(),
        offered,
        next: inner(next).to_owned(),
        several: sign_in::must_name_company(cx).await?,
        typed,
        wrong: wrong.shown(),
    })
}

/// In by login and password.
pub(crate) async fn password(cx: &Cx, request: &Request, lang: Lang) -> Result<Answer, Trouble> {
    check_ours(request)?;
    let form = &request.form;
    let shown = Shown {
        company: form.get("company").to_owned(),
        login: form.get("login").to_owned(),
        password: form.raw("password").to_owned(),
    };
    let typed = Typed { company: shown.company.clone(), login: shown.login.clone(), token: false };
    let came = sign_in::by_password(cx, shown, request.cookie(COOKIE), &visit(request)).await;
    answer(cx, request, lang, came, typed).await
}

/// In by a user token of the company.
pub(crate) async fn token(cx: &Cx, request: &Request, lang: Lang) -> Result<Answer, Trouble> {
    check_ours(request)?;
    let came = sign_in::by_user_token(cx, request.form.get("token"), request.cookie(COOKIE), &visit(request)).await;
    answer(cx, request, lang, came, Typed { token: true, ..Typed::default() }).await
}

async fn answer(
    cx: &Cx,
    request: &Request,
    lang: Lang,
    came: Result<Came, Refusal>,
    typed: Typed,
) -> Result<Answer, Trouble> {
    let next = request.form.get("next");
    match came {
        Ok(Came::In(value)) => Ok(enter(&value, next)),
        Ok(Came::Half(ticket)) => code_page(request, lang, ticket, &Wrong::default()),
        Err(refusal) => page(cx, request, lang, next, typed, Wrong::of(refusal, lang)?).await,
    }
}

fn code_page(request: &Request, lang: Lang, ticket: String, wrong: &Wrong) -> Result<Answer, Trouble> {
    wrong.page(&CodePage {
        lang,
        theme: frame::theme(request.cookie("theme")),
        assets: assets::addresses(),
        ticket,
        next: inner(request.form.get("next")).to_owned(),
        wrong: wrong.shown(),
    })
}

/// In by a one-time code, after the rest.
pub(crate) async fn code(cx: &Cx, request: &Request, lang: Lang) -> Result<Answer, Trouble> {
    check_ours(request)?;
    let (ticket, given) = (request.form.get("ticket"), request.form.get("code"));
    match sign_in::by_code(cx, ticket, given, request.cookie(COOKIE), &visit(request)).await {
        Ok(Came::In(value)) => Ok(enter(&value, request.form.get("next"))),
        Ok(Came::Half(ticket)) => code_page(request, lang, ticket, &Wrong::default()),
        Err(refusal) => {
            let wrong = Wrong::of(refusal, lang)?;
            if wrong.is("code") {
                return code_page(request, lang, ticket.to_owned(), &wrong);
            }
            page(cx, request, lang, request.form.get("next"), Typed::default(), wrong).await
        }
    }
}

/// In development: in with one click. Only from a page of ours: no other site may sign somebody in.
pub(crate) async fn dev(cx: &Cx, request: &Request) -> Result<Answer, Trouble> {
    check_ours(request)?;
    let number = |name| request.form.get(name).parse::<i64>().unwrap_or_default();
    let wanted = (TenantNo(number("tenant")), AdministratorNo(number("administrator")));
    match sign_in::dev(cx, wanted, request.cookie(COOKIE), &visit(request)).await? {
        Came::In(value) => Ok(enter(&value, request.form.get("next"))),
        Came::Half(_) => Err(Trouble::NotFound),
    }
}

/// The way in, once it is sure who it is.
pub(crate) fn enter(value: &str, next: &str) -> Answer {
    Answer::see(inner(next)).with(header::SET_COOKIE, &cookie(COOKIE, value, "SameSite=Strict; HttpOnly"))
}

/// Out again.
pub(crate) async fn out(ask: &Ask<'_>, value: &str) -> Result<Answer, Trouble> {
    sign_in::out(ask.cx, ask.caller(), value, &visit(ask.request)).await?;
    Ok(Answer::see("/console/sign-in")
        .with(header::SET_COOKIE, &cookie(COOKIE, "", "SameSite=Strict; HttpOnly; Max-Age=0")))
}

/// Who knocks, as the history has it.
pub(crate) fn visit(request: &Request) -> Visit {
    Visit { now: request.now, log_id: request.log_id.clone(), address: request.address }
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

/// Refuses a form of another site: none may sign somebody in, or use up a link.
fn check_ours(request: &Request) -> Result<(), Trouble> {
    if is_ours(request) { Ok(()) } else { Err(Trouble::Forged) }
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
