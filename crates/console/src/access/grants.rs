//! The grants of a page as rows, and the forms that give and take them.

use std::borrow::Borrow;

use http::StatusCode;
use jiff::tz::TimeZone;
use menjin_api::menjin::grant::{Effect, Grant, Named, delete, put};
use menjin_service::{
    DryRun, Refusal,
    governance::{grant, things},
};

use super::{
    confirm::{self, Change, Running},
    pick::{self, Picked},
    when, words,
};
use crate::{Answer, Ask, Lang, Trouble, frame::Section, trouble::sentence};

/// A grant as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) kind: &'static str,
    pub(crate) kind_name: String,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) href: Option<String>,
    pub(crate) action: String,
    pub(crate) gives: String,
    pub(crate) denies: bool,
    pub(crate) from: String,
    pub(crate) until: String,
    /// Its end has passed.
    pub(crate) over: bool,
}

/// Grants as rows.
pub(crate) fn rows(ask: &Ask<'_>, grants: &[Grant], zone: &TimeZone) -> Vec<Row> {
    let l = ask.lang;
    let row = |grant: &Grant| {
        let kind = HOLDERS.iter().find(|kind| **kind == grant.holder.r#type).copied().unwrap_or("user");
        let moment = |text: &Option<String>| text.as_deref().map(|text| when::shown(text, zone)).unwrap_or_default();
        let ends = grant.until.as_deref().and_then(|text| when::read(text, zone).ok());
        let name = if kind == "everyone" { l.s("全企业", "Everyone") } else { grant.name.as_str() };
        let gives = if grant.effect == Effect::Deny {
            l.s("禁止使用", "may not use")
        } else {
            words::grant(l, &grant.action)
        };
        Row {
            kind,
            kind_name: words::kind(l, kind).to_owned(),
            id: grant.holder.id.clone(),
            name: name.to_owned(),
            href: words::href(kind, &grant.holder.id),
            action: grant.action.clone(),
            gives: gives.to_owned(),
            denies: grant.effect == Effect::Deny,
            from: moment(&grant.from),
            until: moment(&grant.until),
            over: ends.is_some_and(|ends| ends <= ask.request.now),
        }
    };
    grants.iter().map(row).collect()
}

/// The same without the owner's, which pages tell by themselves.
pub(crate) fn rows_of_others(ask: &Ask<'_>, grants: &[Grant], zone: &TimeZone) -> Vec<Row> {
    let mut rows = rows(ask, grants, zone);
    rows.retain(|row| row.action != "own");
    rows
}

/// Who may hold a grant.
pub(crate) const HOLDERS: [&str; 6] = ["user", "department", "group", "app", "visitor", "everyone"];

/// What a form about a grant was sent with, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) holder: String,
    pub(crate) action: String,
    pub(crate) from: String,
    pub(crate) until: String,
    wrong: Vec<(String, String)>,
}

impl Typed {
    fn of(ask: &Ask<'_>) -> Self {
        let form = ask.form();
        let text = |name: &str| form.get(name).to_owned();
        Self {
            holder: text("holder"),
            action: text("action"),
            from: text("from"),
            until: text("until"),
            wrong: Vec::new(),
        }
    }

    /// What is wrong with a field.
    pub(crate) fn wrong(&self, field: &str) -> Option<&str> {
        self.wrong.iter().find(|(name, _)| name == field).map(|(_, said)| said.as_str())
    }

    /// Whether this action was chosen.
    pub(crate) fn chose(&self, action: &str) -> bool {
        self.action == action
    }

    /// What is wrong with the whole.
    pub(crate) fn other(&self) -> Option<&str> {
        let fields = ["holder", "action", "from", "until"];
        self.wrong.iter().find(|(name, _)| !fields.contains(&name.as_str())).map(|(_, said)| said.as_str())
    }

    pub(crate) fn is_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }

    fn blame(mut self, field: &str, said: impl Into<String>) -> Self {
        self.wrong.push((field.to_owned(), said.into()));
        self
    }
}

/// The page that a form about a grant stands on.
pub(crate) struct Place<'a> {
    pub(crate) section: Section,
    pub(crate) path: Vec<(&'a str, String)>,
    pub(crate) back: String,
    /// The resource, and what it is called.
    pub(crate) resource: (&'a str, &'a str),
    pub(crate) name: &'a str,
}

/// What became of a form.
pub(crate) enum Sent {
    /// An answer.
    Done(Answer),
    /// It is to be shown again, with what is wrong.
    Again(Typed),
}

/// Gives or takes what the form says, once it was confirmed.
pub(crate) async fn change(ask: &Ask<'_>, place: Place<'_>, removes: bool) -> Result<Sent, Trouble> {
    let (l, typed) = (ask.lang, Typed::of(ask));
    let holder = match pick::pick(ask, &HOLDERS, &typed.holder).await? {
        Picked::One(thing) => thing,
        Picked::Nothing => return Ok(Sent::Again(typed.blame("holder", l.s("请填写", "Fill this in")))),
        Picked::Unknown => {
            return Ok(Sent::Again(typed.blame("holder", l.s("找不到", "There is nothing of this name"))));
        }
        Picked::Many(things) => {
            let names: Vec<String> = things.iter().take(4).map(pick::shown).collect();
            let said = format!("{}{}", l.s("有多个匹配，请写明：", "Say which: "), names.join(l.s("、", ", ")));
            return Ok(Sent::Again(typed.blame("holder", said)));
        }
    };
    let zone = things::zone(ask.cx, ask.caller()).await?;
    let moment = |text: &str| match text {
        "" => Ok(None),
        text => when::read(text, &zone).map(|at| Some(when::rfc3339(at))),
    };
    let (Ok(from), Ok(until)) = (moment(&typed.from), moment(&typed.until)) else {
        return Ok(Sent::Again(typed.blame("until", l.s("时间格式不正确", "This is no moment"))));
    };
    let (word, id) = place.resource;
    let named = |kind: &str, id: &str| Named { r#type: kind.to_owned(), id: id.to_owned() };
    let everyone = holder.kind == "everyone";
    let holder_named = named(holder.kind, if everyone { "" } else { &holder.id });
    let denies = ask.form().get("effect") == "deny" || typed.action == "deny";
    let (action, effect) = match typed.action.as_str() {
        "deny" => ("use", Effect::Deny),
        action if denies => (action, Effect::Deny),
        action => (action, Effect::Allow),
    };
    let sentence_ = told(
        l,
        removes,
        &holder.name,
        place.name,
        if denies { l.s("禁止使用", "may not use") } else { words::grant(l, action) },
    );
    let title = if removes { l.s("移除授权", "Remove a grant") } else { l.s("修改授权", "Change a grant") };
    let change =
        Change { section: place.section, path: place.path, title, sentence: sentence_, back: place.back, removes };
    let wish =
        put::Body { resource: named(word, id), holder: holder_named, action: action.to_owned(), effect, from, until };
    let run = |dry_run| -> Running<'_> { Box::pin(write(ask, &wish, removes, dry_run)) };
    match confirm::step(ask, change, &run).await {
        Ok(answer) => Ok(Sent::Done(answer)),
        Err(Trouble::Refused(refusal)) if is_theirs(&refusal) => {
            let field = refusal.0.fields.first().map(|wrong| wrong.field.clone()).unwrap_or_default();
            Ok(Sent::Again(typed.blame(&field, sentence(&refusal, l))))
        }
        Err(trouble) => Err(trouble),
    }
}

async fn write(ask: &Ask<'_>, wish: &put::Body, removes: bool, dry_run: Option<DryRun>) -> Result<(), Refusal> {
    let wish = wish.clone();
    if removes {
        let put::Body { resource, holder, action, effect, .. } = wish;
        let body = delete::Body { resource, holder, action, effect };
        let call = match dry_run {
            Some(dry_run) => ask.trial::<delete::DeleteGrant>((), (), body, dry_run)?,
            None => ask.call::<delete::DeleteGrant>((), (), body)?,
        };
        return grant::delete(ask.cx, call).await.map(drop);
    }
    let call = match dry_run {
        Some(dry_run) => ask.trial::<put::PutGrant>((), (), wish, dry_run)?,
        None => ask.call::<put::PutGrant>((), (), wish)?,
    };
    grant::put(ask.cx, call).await.map(drop)
}

/// Whether whoever sent a form can do something about a refusal.
pub(crate) fn is_theirs(refusal: &Refusal) -> bool {
    let status = refusal.0.code.map_or(StatusCode::INTERNAL_SERVER_ERROR, |code| code.status);
    status.is_client_error() && refusal.number() != menjin_api::menjin::code::FORBIDDEN.number
}

fn told(l: impl Borrow<Lang>, removes: bool, holder: &str, resource: &str, gives: &str) -> String {
    match (*l.borrow(), removes) {
        (Lang::Zh, true) => format!("移除「{holder}」在「{resource}」上的授权（{gives}）。"),
        (Lang::Zh, false) => format!("「{holder}」在「{resource}」上：{gives}。"),
        (Lang::En, true) => format!("Remove {holder} from {resource} ({gives})."),
        (Lang::En, false) => format!("{holder} on {resource}: {gives}."),
    }
}

/// The status of a page with this form on it.
pub(crate) fn status(typed: &Typed) -> StatusCode {
    if typed.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}
