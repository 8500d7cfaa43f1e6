//! Who governs: the list, inviting, and one administrator.

mod detail;

use askama::Template;
use http::Method;
use menjin_api::menjin::administrator::{
    Link, Shown,
    create::{Body, CreateAdministrator},
    list::ListAdministrators,
};
use menjin_model::{Millis, Role};
use menjin_service::administrator::change;

use super::above;
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
    words,
    wrong::Wrong,
};

/// Everything below `/console/settings/administrators`; `rest` is the path behind it.
pub(super) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => list(ask).await,
        (&Method::GET, ["new"]) => form(ask, Typed::default(), Wrong::default()).await,
        (&Method::POST, ["new"]) => invite(ask).await,
        (_, [id, rest @ ..]) => detail::route(ask, id, rest).await,
        _ => Err(Trouble::NotFound),
    }
}

#[derive(Template)]
#[template(path = "settings/administrators.html")]
struct List {
    frame: Frame,
    l: Lang,
    rows: Vec<Shown>,
    lead: String,
    now: Millis,
}

async fn list(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let rows = all(ask).await?;
    let frame = Frame::of(ask, Section::Settings, l.s("管理员", "Administrators"), &[above(l)]).await?;
    let owners = rows.iter().filter(|one| one.role == Role::Owner && !one.disabled).count();
    let codes = rows.iter().filter(|one| one.has_totp).count();
    let lead = match l {
        Lang::Zh => format!("{} 位管理员，其中 {owners} 位所有者，{codes} 位使用验证码。", rows.len()),
        Lang::En => format!("Administrators: {}. Owners: {owners}. With one-time codes: {codes}.", rows.len()),
    };
    Answer::page(&List { frame, l, rows, lead, now: ask.request.now })
}

async fn all(ask: &Ask<'_>) -> Result<Vec<Shown>, Trouble> {
    Ok(change::list(ask.cx, ask.call::<ListAdministrators>((), (), ())?).await?.items)
}

/// What became of somebody, as a chip: its class and its word.
fn state(l: Lang, one: &Shown, now: Millis) -> (&'static str, &'static str) {
    match one {
        one if one.disabled => ("danger", l.s("已停用", "disabled")),
        one if one.locked_until > now.0 => ("warning", l.s("已锁定", "locked")),
        one if !one.has_password => ("warning", l.s("未设置密码", "no password yet")),
        _ => ("accent", l.s("可登录", "can sign in")),
    }
}

/// What was typed.
#[derive(Debug, Default)]
struct Typed {
    login: String,
    name: String,
    role: String,
    user_id: String,
    language: String,
}

#[derive(Template)]
#[template(path = "settings/administrator_new.html")]
struct New {
    frame: Frame,
    l: Lang,
    typed: Typed,
    wrong: Wrong,
    roles: Vec<RoleRow>,
}

/// A role to choose.
#[derive(Debug)]
struct RoleRow {
    word: &'static str,
    name: &'static str,
    about: &'static str,
}

fn roles(l: Lang) -> Vec<RoleRow> {
    let row = |role: Role, name, about| RoleRow { word: role.as_str(), name, about };
    vec![
        row(Role::Owner, l.s("所有者", "Owner"), l.s("一切，包括管理员。", "Everything, who governs included.")),
        row(
            Role::Administrator,
            l.s("管理员", "Administrator"),
            l.s("除管理员以外的一切。", "Everything but who governs."),
        ),
        row(Role::Auditor, l.s("审计员", "Auditor"), l.s("查看一切，不能修改。", "Sees everything, changes nothing.")),
        row(
            Role::Helpdesk,
            l.s("服务台", "Helpdesk"),
            l.s("查看，并修改用户组及其成员。", "Sees, and changes groups and who is in them."),
        ),
    ]
}

async fn form(ask: &Ask<'_>, typed: Typed, wrong: Wrong) -> Result<Answer, Trouble> {
    let l = ask.lang;
    ask.administrator()?.require(menjin_model::Right::Administrators)?;
    let path = [above(l), (l.s("管理员", "Administrators"), "/console/settings/administrators".to_owned())];
    let frame = Frame::of(ask, Section::Settings, l.s("邀请管理员", "Invite an administrator"), &path).await?;
    wrong.page(&New { frame, l, typed, wrong: wrong.shown(), roles: roles(l) })
}

async fn invite(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let form_of = ask.form();
    let get = |name| form_of.get(name).to_owned();
    let typed = Typed {
        login: get("login"),
        name: get("name"),
        role: get("role"),
        user_id: get("user_id"),
        language: get("language"),
    };
    let body = Body {
        login: typed.login.clone(),
        name: typed.name.clone(),
        role: Role::parse(&typed.role).unwrap_or(Role::Auditor),
        user_id: Some(typed.user_id.clone()),
        language: Some(typed.language.clone()).filter(|language| !language.is_empty()),
    };
    match change::create(ask.cx, ask.call::<CreateAdministrator>((), (), body)?).await {
        Ok(link) => handed(ask, link, &typed.name, true).await,
        Err(refusal) => form(ask, typed, Wrong::of(refusal, ask.lang)?).await,
    }
}

#[derive(Template)]
#[template(path = "settings/link.html")]
struct Handed {
    frame: Frame,
    l: Lang,
    title: String,
    link: Link,
    until: String,
}

/// A link, shown this once.
async fn handed(ask: &Ask<'_>, link: Link, name: &str, invited: bool) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let path = [above(l), (l.s("管理员", "Administrators"), "/console/settings/administrators".to_owned())];
    let title = match (l, invited) {
        (Lang::Zh, true) => format!("已邀请 {name}"),
        (Lang::En, true) => format!("{name} is invited"),
        (Lang::Zh, false) => format!("{name} 的密码已重置"),
        (Lang::En, false) => format!("The password of {name} is reset"),
    };
    let frame = Frame::of(ask, Section::Settings, title.clone(), &path).await?;
    let until = words::moment(Millis(link.expires));
    Answer::page(&Handed { frame, l, title, link, until })
}
