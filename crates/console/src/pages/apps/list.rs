//! The list of apps.

use askama::Template;
use menjin_service::governance::app;

use super::availability;
use crate::{
    Answer, Ask, Lang, Trouble,
    access::who,
    frame::{Frame, Section},
};

#[derive(Template)]
#[template(path = "apps/list.html")]
struct Page {
    frame: Frame,
    l: Lang,
    q: String,
    open: usize,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    name: String,
    description: String,
    enabled: bool,
    owner: String,
    collaborators: i64,
    availability: String,
    people: String,
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let (l, q) = (ask.lang, ask.query().get("q").to_owned());
    let found = app::list(ask.cx, ask.caller(), &q).await?;
    let open = found.iter().filter(|app| app.visible_to_all).count();
    let mut rows = Vec::new();
    for app in found {
        rows.push(Row {
            people: who::count_each(ask, "use", "app", app.app_id.as_str()).await?,
            availability: availability(l, app.visible_to_all, app.white, app.black),
            id: app.app_id.0,
            name: app.name,
            description: app.description,
            enabled: app.status == 1,
            owner: app.owner_name,
            collaborators: app.collaborators,
        });
    }
    let frame = Frame::of(ask, Section::Apps, l.s("应用", "Apps"), &[]).await?;
    Answer::page(&Page { frame, l, q, open, rows })
}
