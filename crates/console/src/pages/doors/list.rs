//! The list of doors.

use askama::Template;
use menjin_service::governance::{
    door::{self, Counts},
    things,
};

use super::{hours, week::Week};
use crate::{
    Answer, Ask, Lang, Trouble,
    access::who,
    frame::{Frame, Section, encoded},
};

#[derive(Template)]
#[template(path = "doors/list.html")]
struct Page {
    frame: Frame,
    l: Lang,
    counts: Counts,
    q: String,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
}

struct Row {
    id: String,
    name: String,
    rules: Vec<(String, String, String)>,
    people: String,
    open: bool,
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let (l, q) = (ask.lang, ask.query().get("q").to_owned());
    let after = ask.query().get("after").parse().unwrap_or(0);
    let zone = things::zone(ask.cx, ask.caller()).await?;
    let (doors, counts) = door::list(ask.cx, ask.caller(), &q, after).await?;
    let mut rows = Vec::new();
    for door in doors.items {
        let people = who::count_each(ask, "open", "door", &door.device_id).await?;
        let open = Week::of(l, &door.rules, &zone, ask.request.now).is_open();
        let rule =
            |rule: &door::Rule| (rule.rule_id.clone(), rule.name.clone(), hours::told(l, rule.opening_time.as_ref()));
        rows.push(Row {
            rules: door.rules.iter().map(rule).collect(),
            id: door.device_id,
            name: door.name,
            people,
            open,
        });
    }
    let here = format!("/console/doors?q={}", encoded(&q));
    let page = Page {
        frame: Frame::of(ask, Section::Doors, l.s("门", "Doors"), &[]).await?,
        l,
        counts,
        rows,
        first: (after > 0).then(|| here.clone()),
        next: doors.next.map(|next| format!("{here}&after={next}")),
        q,
    };
    Answer::page(&page)
}
