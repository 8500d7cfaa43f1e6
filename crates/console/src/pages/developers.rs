//! For developers: apps, secrets, snippets, the development clock.

use askama::Template;
use http::Method;
use menjin_model::Right;
use menjin_service::{
    control::{self, ClockState},
    developers::{self, Listed, Move, Snippet},
};

use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section, encoded},
};

/// Everything below `/console/developers`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => show(ask, String::new()).await,
        (&Method::POST, ["clock"]) => clock(ask).await,
        _ => Err(Trouble::NotFound),
    }
}

#[derive(Template)]
#[template(path = "developers.html")]
struct Page {
    frame: Frame,
    l: Lang,
    base: String,
    apps: Vec<Listed>,
    /// The app of the snippets.
    chosen: String,
    /// Its secret, where it was asked for and may be told.
    secret: Option<String>,
    /// Secrets may be told and the clock moved.
    opens: bool,
    snippets: Vec<Snippet>,
    clock: ClockState,
    wrong: String,
}

async fn show(ask: &Ask<'_>, wrong: String) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let frame = Frame::of(ask, Section::Developers, l.s("开发者", "Developers"), &[]).await?;
    let apps = developers::apps(ask.cx, ask.caller()).await?;
    let wanted = ask.query().get("app");
    let first = || apps.first().map(|app| app.app_id.clone()).unwrap_or_default();
    let chosen = apps.iter().find(|app| app.app_id == wanted).map_or_else(first, |app| app.app_id.clone());
    let opens = ask.cx.settings.dev && ask.may(Right::Settings);
    let asked = ask.query().get("secret") == "shown" && !chosen.is_empty();
    let secret = if asked { Some(developers::secret(ask.cx, ask.caller(), &chosen).await?) } else { None };
    let base = ask.cx.settings.base_url.clone();
    let snippets = developers::snippets(&base, &chosen, secret.as_deref().unwrap_or("APP_SECRET"));
    let clock = control::clock(ask.cx);
    Answer::page(&Page { frame, l, base, apps, chosen, secret, opens, snippets, clock, wrong })
}

async fn clock(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let form = ask.form();
    let wish = match form.get("move") {
        "freeze" => Move::Frozen(true),
        "thaw" => Move::Frozen(false),
        "real" => Move::Real,
        "by" => Move::By(form.get("seconds").parse().unwrap_or_default()),
        other => Move::By(other.parse().unwrap_or_default()),
    };
    match developers::move_clock(ask.cx, ask.caller(), wish).await {
        Ok(_) => Ok(Answer::see("/console/developers?done=changed")),
        Err(error) if error.status == 400 => show(ask, error.error).await,
        Err(error) if error.status == 403 => Err(menjin_api::menjin::code::FORBIDDEN.into()),
        Err(error) => Err(Trouble::fault(error.error)),
    }
}

/// The address of this page with another app.
fn of_app(app: &str, secret: bool) -> String {
    format!("/console/developers?app={}{}", encoded(app), if secret { "&secret=shown" } else { "" })
}
