//! The list of people groups.

use askama::Template;
use menjin_service::governance::review_group;

use super::visibility;
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section, encoded},
};

#[derive(Template)]
#[template(path = "review_groups/list.html")]
struct Page {
    frame: Frame,
    l: Lang,
    q: String,
    people: i64,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
}

struct Row {
    id: String,
    name: String,
    people: i64,
    groups: i64,
    visibility: &'static str,
    api_import: bool,
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let (l, q) = (ask.lang, ask.query().get("q").to_owned());
    let after = ask.query().get("after").parse().unwrap_or(0);
    let (found, next) = review_group::list(ask.cx, ask.caller(), &q, after).await?;
    let here = format!("/console/review-groups?q={}", encoded(&q));
    let page = Page {
        frame: Frame::of(ask, Section::ReviewGroups, l.s("评审人员组", "Review groups"), &[]).await?,
        l,
        q,
        people: found.iter().map(|group| group.people).sum(),
        first: (after > 0).then(|| here.clone()),
        next: next.map(|next| format!("{here}&after={next}")),
        rows: found
            .into_iter()
            .map(|group| Row {
                id: group.group_id,
                name: group.name,
                people: group.people,
                groups: group.groups,
                visibility: visibility(l, group.scope_visible_setting),
                api_import: group.api_import,
            })
            .collect(),
    };
    Answer::page(&page)
}
