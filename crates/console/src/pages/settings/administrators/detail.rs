//! One administrator: what they are, whether they may come in, and how.

use askama::Template;
use http::Method;
use menjin_api::menjin::{
    administrator::{
        Path, Shown,
        delete::DeleteAdministrator,
        patch::{Body, PatchAdministrator},
        reset_password::ResetPassword,
        reset_totp::ResetTotp,
    },
    code as own,
};
use menjin_model::{Millis, Role};
use menjin_service::administrator::change;

use super::{RoleRow, above, all, handed, roles, state};
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
    words,
    wrong::Wrong,
};

pub(super) async fn route(ask: &Ask<'_>, id: &str, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => show(ask, id, None, Wrong::default()).await,
        (&Method::POST, []) => save(ask, id).await,
        (&Method::POST, ["disable"]) => disable(ask, id, true).await,
        (&Method::POST, ["enable"]) => disable(ask, id, false).await,
        (&Method::POST, ["reset-password"]) => {
            let one = find(ask, id).await?;
            let link = change::reset_password(ask.cx, ask.call::<ResetPassword>(path(id), (), ())?).await?;
            handed(ask, link, &one.name, false).await
        }
        (&Method::POST, ["reset-totp"]) => {
            let done = change::reset_totp(ask.cx, ask.call::<ResetTotp>(path(id), (), ())?).await;
            after(ask, id, done.map(drop), &format!("/console/settings/administrators/{id}?done=removed")).await
        }
        (&Method::POST, ["delete"]) => {
            let done = change::delete(ask.cx, ask.call::<DeleteAdministrator>(path(id), (), ())?).await;
            after(ask, id, done.map(drop), "/console/settings/administrators?done=removed").await
        }
        _ => Err(Trouble::NotFound),
    }
}

fn path(id: &str) -> Path {
    Path { id: id.to_owned() }
}

async fn find(ask: &Ask<'_>, id: &str) -> Result<Shown, Trouble> {
    all(ask).await?.into_iter().find(|one| one.id == id).ok_or(Trouble::NotFound)
}

/// Where a change leads, or the page with what was wrong.
async fn after(
    ask: &Ask<'_>,
    id: &str,
    done: Result<(), menjin_service::Refusal>,
    to: &str,
) -> Result<Answer, Trouble> {
    match done {
        Ok(()) => Ok(Answer::see(to)),
        Err(refusal) if refusal.number() == own::NOT_FOUND.number => Err(refusal.into()),
        Err(refusal) => show(ask, id, None, Wrong::of(refusal, ask.lang)?).await,
    }
}

#[derive(Template)]
#[template(path = "settings/administrator.html")]
struct Page {
    frame: Frame,
    l: Lang,
    one: Shown,
    /// They look at themself.
    me: bool,
    typed: Typed,
    wrong: Wrong,
    roles: Vec<RoleRow>,
    now: Millis,
}

/// What was typed, or what is.
#[derive(Debug)]
struct Typed {
    name: String,
    role: String,
    user_id: String,
    language: String,
}

async fn show(ask: &Ask<'_>, id: &str, typed: Option<Typed>, wrong: Wrong) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let one = find(ask, id).await?;
    let above = [above(l), (l.s("管理员", "Administrators"), "/console/settings/administrators".to_owned())];
    let frame = Frame::of(ask, Section::Settings, one.name.clone(), &above).await?;
    let typed = typed.unwrap_or_else(|| Typed {
        name: one.name.clone(),
        role: one.role.as_str().to_owned(),
        user_id: one.user_id.clone().unwrap_or_default(),
        language: one.language.clone(),
    });
    let me = ask.administrator()?.no.0.to_string() == one.id;
    wrong.page(&Page { frame, l, one, me, typed, wrong: wrong.shown(), roles: roles(l), now: ask.request.now })
}

async fn save(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let form = ask.form();
    let get = |name| form.get(name).to_owned();
    let typed = Typed { name: get("name"), role: get("role"), user_id: get("user_id"), language: get("language") };
    let body = Body {
        revision: Some(get("revision")),
        name: Some(typed.name.clone()),
        role: Role::parse(&typed.role),
        user_id: Some(typed.user_id.clone()),
        language: Some(typed.language.clone()),
        disabled: None,
    };
    match change::patch(ask.cx, ask.call::<PatchAdministrator>(path(id), (), body)?).await {
        Ok(_) => Ok(Answer::see(&format!("/console/settings/administrators/{id}?done=saved"))),
        Err(refusal) if refusal.number() == own::NOT_FOUND.number => Err(refusal.into()),
        // What was typed stays, beside what it is by now: to save it again is to know.
        Err(refusal) => show(ask, id, Some(typed), Wrong::of(refusal, ask.lang)?).await,
    }
}

async fn disable(ask: &Ask<'_>, id: &str, disabled: bool) -> Result<Answer, Trouble> {
    let body = Body { disabled: Some(disabled), ..Body::default() };
    let done = change::patch(ask.cx, ask.call::<PatchAdministrator>(path(id), (), body)?).await;
    after(ask, id, done.map(drop), &format!("/console/settings/administrators/{id}?done=changed")).await
}
