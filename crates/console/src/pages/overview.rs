//! The first page: what there is, what changed in the last days, what to look at.

use askama::Template;
use menjin_service::overview::{self, Overview};

use crate::{
    Answer, Ask, Lang, Trouble,
    chart::{Bar, bars},
    frame::{Frame, Section},
    words,
};

#[derive(Template)]
#[template(path = "overview.html")]
struct Page {
    frame: Frame,
    l: Lang,
    overview: Overview,
    days: Vec<Bar>,
    changes: i64,
}

/// The page.
pub(crate) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let frame = Frame::of(ask, Section::Overview, l.s("概览", "Overview"), &[]).await?;
    let overview = overview::overview(ask.cx, ask.caller(), ask.request.now).await?;
    let days: Vec<(String, i64)> = overview.days.iter().map(|day| (words::day(l, day.start), day.changes)).collect();
    let changes = overview.days.iter().map(|day| day.changes).sum();
    Answer::page(&Page { frame, l, days: bars(&days), changes, overview })
}
