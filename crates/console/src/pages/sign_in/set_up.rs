//! A one-time link: where its owner chooses a password, and the first owner of a company also login and name.

use askama::Template;
use menjin_service::{
    Cx,
    administrator::set_up::{self, Choice, Invitation},
};

use super::{check_ours, enter, visit};
use crate::{
    Answer, Lang, Request, Trouble,
    assets::{self, Addresses},
    frame::{self, encoded},
    routes::COOKIE,
    wrong::Wrong,
};

#[derive(Template)]
#[template(path = "set_up.html")]
struct Page {
    lang: Lang,
    theme: String,
    assets: &'static Addresses,
    /// `None`: the link is good for nothing any more.
    invitation: Option<Invitation>,
    typed: Choice,
    wrong: Wrong,
}

/// The page. To look at it uses nothing up.
pub(crate) async fn show_set_up(cx: &Cx, request: &Request, lang: Lang, token: &str) -> Result<Answer, Trouble> {
    page(cx, request, lang, token, Choice::default(), Wrong::default()).await
}

async fn page(
    cx: &Cx,
    request: &Request,
    lang: Lang,
    token: &str,
    typed: Choice,
    wrong: Wrong,
) -> Result<Answer, Trouble> {
    let (invitation, wrong) = match set_up::find(cx, token, request.now).await {
        Ok(invitation) => (Some(invitation), wrong),
        Err(refusal) => (None, Wrong::of(refusal, lang)?),
    };
    wrong.page(&Page {
        lang,
        theme: frame::theme(request.cookie("theme")),
        assets: assets::addresses(),
        invitation,
        typed,
        wrong: wrong.shown(),
    })
}

/// Uses it.
pub(crate) async fn set_up(cx: &Cx, request: &Request, lang: Lang, token: &str) -> Result<Answer, Trouble> {
    check_ours(request)?;
    let form = &request.form;
    let typed = Choice {
        login: form.get("login").to_owned(),
        name: form.get("name").to_owned(),
        password: form.raw("password").to_owned(),
        again: form.raw("again").to_owned(),
    };
    let company = set_up::find(cx, token, request.now).await.map(|invitation| invitation.company_key);
    match set_up::accept(cx, token, typed.clone(), request.cookie(COOKIE), &visit(request)).await {
        Ok(Some(value)) => Ok(enter(&value, "/console")),
        Ok(None) => Ok(Answer::see(&format!("/console/sign-in?company={}", encoded(&company.unwrap_or_default())))),
        Err(refusal) => page(cx, request, lang, token, typed, Wrong::of(refusal, lang)?).await,
    }
}
