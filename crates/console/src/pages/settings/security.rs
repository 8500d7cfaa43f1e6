//! One's own sign-in: password, one-time codes, sessions.

use askama::Template;
use http::Method;
use menjin_model::Millis;
use menjin_service::{
    Refusal,
    administrator::security::{self as own, Held, Means, NewPassword},
};

use super::{above, qr};
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
    pages::sign_in::visit,
    routes::COOKIE,
    words,
    wrong::Wrong,
};

const HERE: &str = "/console/settings/security";

/// Everything below `/console/settings/security`; `rest` is the path behind it.
pub(super) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    let (cx, caller, form) = (ask.cx, ask.caller(), ask.form());
    let cookie = ask.request.cookie(COOKIE).unwrap_or_default();
    let visit = visit(ask.request);
    match (&ask.request.method, rest) {
        (&Method::GET, []) => show(ask, Wrong::default()).await,
        (&Method::POST, ["password"]) => {
            let raw = |name| form.raw(name).to_owned();
            let new = NewPassword { current: raw("current"), password: raw("password"), again: raw("again") };
            after(ask, own::change_password(cx, caller, new, cookie, &visit).await, "saved").await
        }
        (&Method::GET, ["totp"]) => enrol(ask, None, Wrong::default()).await,
        (&Method::POST, ["totp"]) => {
            let ticket = form.get("ticket");
            match own::confirm(cx, caller, ticket, form.get("code"), &visit).await {
                Ok(()) => Ok(Answer::see(&format!("{HERE}?done=saved"))),
                Err(refusal) => enrol(ask, Some(ticket), Wrong::of(refusal, ask.lang)?).await,
            }
        }
        (&Method::POST, ["totp", "off"]) => {
            after(ask, own::give_up(cx, caller, form.get("code"), &visit).await, "removed").await
        }
        (&Method::POST, ["sessions", "others"]) => {
            after(ask, own::end_others(cx, caller, cookie, &visit).await, "removed").await
        }
        (&Method::POST, ["sessions", id, "end"]) => after(ask, own::end(cx, caller, id, &visit).await, "removed").await,
        _ => Err(Trouble::NotFound),
    }
}

async fn after(ask: &Ask<'_>, done: Result<(), Refusal>, word: &str) -> Result<Answer, Trouble> {
    match done {
        Ok(()) => Ok(Answer::see(&format!("{HERE}?done={word}"))),
        Err(refusal) => show(ask, Wrong::of(refusal, ask.lang)?).await,
    }
}

#[derive(Template)]
#[template(path = "settings/security.html")]
struct Page {
    frame: Frame,
    l: Lang,
    login: String,
    means: Means,
    sessions: Vec<Held>,
    wrong: Wrong,
    now: Millis,
}

async fn show(ask: &Ask<'_>, wrong: Wrong) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let frame = Frame::of(ask, Section::Settings, l.s("登录与安全", "Sign-in and security"), &[above(l)]).await?;
    let means = own::means(ask.cx, ask.caller()).await?;
    let cookie = ask.request.cookie(COOKIE).unwrap_or_default();
    let now = ask.request.now;
    let sessions = own::sessions(ask.cx, ask.caller(), cookie, now).await?;
    let login = ask.administrator()?.login.clone();
    wrong.page(&Page { frame, l, login, means, sessions, wrong: wrong.shown(), now })
}

/// How a session was opened.
fn via(l: Lang, held: &Held) -> &'static str {
    match held.via.as_str() {
        "password" => l.s("密码", "password"),
        "user_token" => l.s("用户令牌", "user token"),
        _ => l.s("开发模式", "development"),
    }
}

#[derive(Template)]
#[template(path = "settings/totp.html")]
struct Enrol {
    frame: Frame,
    l: Lang,
    qr: Option<qr::Qr>,
    uri: String,
    secret: String,
    ticket: String,
    wrong: Wrong,
}

async fn enrol(ask: &Ask<'_>, ticket: Option<&str>, wrong: Wrong) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let path = [above(l), (l.s("登录与安全", "Sign-in and security"), HERE.to_owned())];
    let frame = Frame::of(ask, Section::Settings, l.s("启用验证码", "Use one-time codes"), &path).await?;
    let enrolment = own::enrol(ask.cx, ask.caller(), ticket, &visit(ask.request)).await?;
    let letters: Vec<char> = enrolment.secret.chars().collect();
    let secret = letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ");
    let qr = qr::code(&enrolment.uri);
    wrong.page(&Enrol { frame, l, qr, uri: enrolment.uri, secret, ticket: enrolment.ticket, wrong: wrong.shown() })
}
