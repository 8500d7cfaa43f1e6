//! One change, with what was different.

use askama::Template;
use menjin_api::menjin::audit::Change;
use menjin_service::governance::audit;

use super::{
    diff::{self, Became, Line},
    list::{at, who},
};
use crate::{
    Answer, Ask, Lang, Trouble, actions,
    frame::{Frame, Section},
    words,
};

#[derive(Template)]
#[template(path = "audit/detail.html")]
struct Page {
    frame: Frame,
    l: Lang,
    what: String,
    who: String,
    surface: String,
    moment: String,
    ago: String,
    href: Option<String>,
    lines: Vec<Line>,
    change: Change,
}

impl Page {
    fn word(&self, became: Became) -> (&'static str, &'static str) {
        match became {
            Became::Same => ("", self.l.s("未变", "same")),
            Became::Changed => ("warning", self.l.s("已改", "changed")),
            Became::Added => ("accent", self.l.s("新增", "added")),
            Became::Removed => ("danger", self.l.s("移除", "removed")),
        }
    }
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>, revision: i64) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let change = audit::one(ask.cx, ask.caller(), revision).await?;
    let title = match l {
        Lang::Zh => format!("变更 {revision}"),
        Lang::En => format!("Change {revision}"),
    };
    let path = [(l.s("审计", "Audit"), "/console/audit".to_owned())];
    let frame = Frame::of(ask, Section::Audit, title, &path).await?;
    Answer::page(&Page {
        frame,
        l,
        what: actions::told(l, &change.action),
        who: who(l, &change),
        surface: actions::surface(l, &change.surface),
        moment: words::moment(at(&change)),
        ago: words::ago(l, at(&change), ask.request.now),
        href: actions::page_of(&change.object),
        lines: diff::lines(&change.before, &change.after),
        change,
    })
}
