//! One's own API tokens.

use askama::Template;
use http::Method;
use menjin_api::menjin::token::{
    create::{Body, CreateToken, Data},
    list::{ListTokens, Shown},
    revoke::{Path, RevokeToken},
};
use menjin_model::{Millis, Right};
use menjin_service::administrator::token;

use super::above;
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
    words,
    wrong::Wrong,
};

/// Everything below `/console/settings/tokens`; `rest` is the path behind it.
pub(super) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => list(ask).await,
        (&Method::GET, ["new"]) => {
            let typed = Typed { days: "90".to_owned(), rights: vec!["read".to_owned()], ..Typed::default() };
            form(ask, typed, Wrong::default()).await
        }
        (&Method::POST, ["new"]) => create(ask).await,
        (&Method::POST, [id, "revoke"]) => {
            let path = Path { id: (*id).to_owned() };
            token::revoke(ask.cx, ask.call::<RevokeToken>(path, (), ())?).await?;
            Ok(Answer::see("/console/settings/tokens?done=removed"))
        }
        _ => Err(Trouble::NotFound),
    }
}

#[derive(Template)]
#[template(path = "settings/tokens.html")]
struct List {
    frame: Frame,
    l: Lang,
    rows: Vec<Shown>,
    lead: String,
    now: Millis,
}

async fn list(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let mut rows = token::list(ask.cx, ask.call::<ListTokens>((), (), ())?).await?.items;
    rows.reverse();
    let now = ask.request.now;
    let good = rows.iter().filter(|one| !one.revoked && one.expires > now.0).count();
    let lead = match l {
        Lang::Zh => format!("{good} 个令牌可用。每个令牌的权限都不超过您自己的权限。"),
        Lang::En if good == 1 => "1 token is good. None may do more than you may.".to_owned(),
        Lang::En => format!("{good} tokens are good. None may do more than you may."),
    };
    // What is over long since is of no use to look at.
    rows.retain(|one| now.0.saturating_sub(one.expires) < 30 * 86_400_000);
    let frame = Frame::of(ask, Section::Settings, l.s("API 令牌", "API tokens"), &[above(l)]).await?;
    Answer::page(&List { frame, l, rows, lead, now })
}

/// What became of a token, as a chip: its class and its word.
fn state(l: Lang, one: &Shown, now: Millis) -> (&'static str, &'static str) {
    match one {
        one if one.revoked => ("danger", l.s("已吊销", "revoked")),
        one if one.expires <= now.0 => ("", l.s("已过期", "expired")),
        one if one.expires - now.0 < 7 * 86_400_000 => ("warning", l.s("即将过期", "expires soon")),
        _ => ("accent", l.s("可用", "good")),
    }
}

/// A right, for readers.
fn right(l: Lang, right: Right) -> &'static str {
    match right {
        Right::Read => l.s("查看", "see"),
        Right::Audit => l.s("查看审计", "see the audit"),
        Right::Groups => l.s("修改用户组", "change groups"),
        Right::Access => l.s("修改访问", "change access"),
        Right::Settings => l.s("修改设置", "change settings"),
        Right::Administrators => l.s("修改管理员", "change administrators"),
    }
}

/// What was typed.
#[derive(Debug, Default)]
struct Typed {
    name: String,
    days: String,
    rights: Vec<String>,
}

#[derive(Template)]
#[template(path = "settings/token_new.html")]
struct New {
    frame: Frame,
    l: Lang,
    typed: Typed,
    wrong: Wrong,
    /// Word, name, and whether it is ticked.
    rights: Vec<(&'static str, &'static str, bool)>,
}

async fn form(ask: &Ask<'_>, typed: Typed, wrong: Wrong) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let path = [above(l), (l.s("API 令牌", "API tokens"), "/console/settings/tokens".to_owned())];
    let frame = Frame::of(ask, Section::Settings, l.s("新建令牌", "New token"), &path).await?;
    let rights = ask.administrator()?.rights().into_iter();
    let ticked = |one: Right| typed.rights.iter().any(|word| word == one.as_str());
    let rights = rights.map(|one| (one.as_str(), right(l, one), ticked(one))).collect();
    wrong.page(&New { frame, l, typed, wrong: wrong.shown(), rights })
}

async fn create(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let form_of = ask.form();
    let typed = Typed {
        name: form_of.get("name").to_owned(),
        days: form_of.get("days").to_owned(),
        rights: form_of.all("rights").map(str::to_owned).collect(),
    };
    let wished = Right::ALL.into_iter().filter(|one| typed.rights.iter().any(|word| word == one.as_str()));
    let body =
        Body { name: typed.name.clone(), rights: wished.collect(), days: typed.days.parse().unwrap_or_default() };
    match token::create(ask.cx, ask.call::<CreateToken>((), (), body)?).await {
        Ok(made) => told(ask, made, typed.name).await,
        Err(refusal) => form(ask, typed, Wrong::of(refusal, ask.lang)?).await,
    }
}

#[derive(Template)]
#[template(path = "settings/token_made.html")]
struct Made {
    frame: Frame,
    l: Lang,
    name: String,
    token: Data,
    until: String,
    base: String,
}

/// The token, shown this once.
async fn told(ask: &Ask<'_>, made: Data, name: String) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let path = [above(l), (l.s("API 令牌", "API tokens"), "/console/settings/tokens".to_owned())];
    let frame = Frame::of(ask, Section::Settings, l.s("令牌已创建", "The token is made"), &path).await?;
    let until = words::moment(Millis(made.expires));
    Answer::page(&Made { frame, l, name, token: made, until, base: ask.cx.settings.base_url.clone() })
}
