//! One group: what it opens and why it is a risk; and who has looked.

use askama::Template;
use menjin_api::menjin::group::{
    Group, Level, Opened, Path, View,
    get::{self, GetGroup},
    views::ListViews,
};
use menjin_model::{Millis, Right};
use menjin_service::governance::group;

use super::{
    tell::{self, encoded},
    why::{Advice, Why, advice, reasons},
};
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
    words,
};

/// What all tabs of a group show above them.
pub(super) struct Head {
    pub(super) group: Group,
    pub(super) href: String,
    /// The administrator may change groups.
    pub(super) may: bool,
    pub(super) dynamic: bool,
    pub(super) composition: String,
    /// Changes and decisions of 30 days.
    pub(super) busy: i64,
    /// What that is, and its level.
    pub(super) activity: String,
    /// When it was made.
    pub(super) age: String,
    /// There is a risk; its chip, and the risk in words.
    pub(super) risky: bool,
    pub(super) chip: &'static str,
    pub(super) risk: &'static str,
    pub(super) cached: String,
    pub(super) tab: &'static str,
}

#[derive(Template)]
#[template(path = "groups/access.html")]
struct Page {
    frame: Frame,
    l: Lang,
    head: Head,
    rows: Vec<Row>,
    why: Vec<Why>,
    advice: Vec<Advice>,
}

#[derive(Template)]
#[template(path = "groups/views.html")]
struct Views {
    frame: Frame,
    l: Lang,
    head: Head,
    seen: Vec<View>,
    now: Millis,
}

/// Something that the group opens.
struct Row {
    opened: Opened,
    href: String,
    kind: &'static str,
    action: String,
    otherwise: String,
    /// From when, until when, how much lies below: where there is something to say.
    notes: Vec<String>,
}

/// What a tab shows: the frame, what stands above, and everything known of the group.
pub(super) async fn head(ask: &Ask<'_>, id: &str, tab: &'static str) -> Result<(Frame, Head, Vec<Opened>), Trouble> {
    let l = ask.lang;
    let refresh = ask.query().get("refresh") == "true";
    let call = ask.call::<GetGroup>(Path { id: id.to_owned() }, get::Query { refresh }, ())?;
    let get::Data { group, activity, access, cached_at, .. } = group::get(ask.cx, call).await?;
    let path = [(l.s("用户组", "Groups"), "/console/groups".to_owned())];
    let frame = Frame::of(ask, Section::Groups, group.name.clone(), &path).await?;
    let head = Head {
        href: format!("/console/groups/{}", encoded(&group.group_id)),
        may: ask.may(Right::Groups),
        dynamic: group.r#type == 2,
        composition: tell::composition(l, &group),
        busy: activity.changes + activity.decisions,
        activity: tell::activity(l, activity.level),
        age: tell::age(l, group.age_days),
        risky: group.risk.level != Level::None,
        chip: tell::chip(group.risk.level),
        risk: tell::risk(l, group.risk.level),
        cached: words::ago(l, Millis(cached_at), ask.request.now),
        group,
        tab,
    };
    Ok((frame, head, access))
}

/// The first tab.
pub(super) async fn show(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let (frame, head, access) = head(ask, id, "access").await?;
    let (why, advice) = (reasons(l, &head.group), advice(l, &head.group, &access));
    let rows = access.into_iter().map(|opened| row(l, opened)).collect();
    Answer::page(&Page { frame, l, head, rows, why, advice })
}

fn row(l: Lang, opened: Opened) -> Row {
    let mut notes = Vec::new();
    if let Some(below) = opened.below.filter(|below| *below > 0) {
        notes.push(match l {
            Lang::Zh => format!("含 {below} 份文档"),
            Lang::En if below == 1 => "with 1 document".to_owned(),
            Lang::En => format!("with {below} documents"),
        });
    }
    if opened.starts > 0 {
        notes.push(format!("{} {}", l.s("开始于", "from"), words::day(l, Millis(opened.starts))));
    }
    if opened.ends > 0 {
        notes.push(format!("{} {}", l.s("结束于", "until"), words::day(l, Millis(opened.ends))));
    }
    if let Some(hours) = &opened.hours {
        notes.push(format!("{} {}", l.s("规则", "rule"), hours.rule_name));
    }
    Row {
        href: tell::href(&opened.r#type, &opened.id),
        kind: tell::kind(l, &opened.r#type),
        action: tell::action(l, &opened),
        otherwise: tell::otherwise(l, &opened),
        notes,
        opened,
    }
}

/// Who has looked.
pub(super) async fn views(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let (frame, head, _) = head(ask, id, "views").await?;
    let call = ask.call::<ListViews>(Path { id: id.to_owned() }, (), ())?;
    let views = group::views(ask.cx, call).await?.items;
    Answer::page(&Views { frame, l: ask.lang, head, seen: views, now: ask.request.now })
}
