//! Settings: one's own sign-in and tokens; who governs; templates and webhooks.

mod administrators;
mod qr;
mod security;
mod templates;
mod tokens;
mod webhooks;

use askama::Template;
use menjin_api::menjin::{administrator::list::ListAdministrators, token::list::ListTokens};
use menjin_model::Right;
use menjin_service::administrator::{change, security as own, token};

use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
};

/// Everything below `/console/settings`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match rest {
        [] if ask.request.method == http::Method::GET => index(ask).await,
        ["administrators", rest @ ..] => administrators::route(ask, rest).await,
        ["security", rest @ ..] => security::route(ask, rest).await,
        ["templates", rest @ ..] => templates::route(ask, rest).await,
        ["tokens", rest @ ..] => tokens::route(ask, rest).await,
        ["webhooks", rest @ ..] => webhooks::route(ask, rest).await,
        _ => Err(Trouble::NotFound),
    }
}

/// The path over a page of settings.
fn above(l: Lang) -> (&'static str, String) {
    (l.s("设置", "Settings"), "/console/settings".to_owned())
}

#[derive(Template)]
#[template(path = "settings/index.html")]
struct Index {
    frame: Frame,
    l: Lang,
    means: own::Means,
    tokens: usize,
    administrators: Option<String>,
    settings: bool,
}

async fn index(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let frame = Frame::of(ask, Section::Settings, l.s("设置", "Settings"), &[]).await?;
    let means = own::means(ask.cx, ask.caller()).await?;
    let tokens = token::list(ask.cx, ask.call::<ListTokens>((), (), ())?).await?.items;
    let now = ask.request.now.0;
    let administrators = if ask.may(Right::Administrators) {
        let all = change::list(ask.cx, ask.call::<ListAdministrators>((), (), ())?).await?.items;
        let waiting = all.iter().filter(|one| !one.has_password && !one.disabled).count();
        Some(match l {
            Lang::Zh => format!("{} 位管理员，{waiting} 位尚未设置密码", all.len()),
            Lang::En => format!("{} in all, {waiting} without a password yet", all.len()),
        })
    } else {
        None
    };
    Answer::page(&Index {
        frame,
        l,
        means,
        tokens: tokens.iter().filter(|one| !one.revoked && one.expires > now).count(),
        administrators,
        settings: ask.may(Right::Settings),
    })
}
