//! The list of reviews.

use askama::Template;
use menjin_api::menjin::review::{
    Review,
    list::{ListReviews, Query},
};
use menjin_model::Right;
use menjin_service::governance::review;

use super::{millis, outcome, progress, standing};
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section, encoded},
    words,
};

#[derive(Template)]
#[template(path = "reviews/list.html")]
struct Page {
    frame: Frame,
    l: Lang,
    rows: Vec<Row>,
    open: bool,
    next: Option<String>,
    may: bool,
}

struct Row {
    review: Review,
    class: &'static str,
    standing: String,
    progress: String,
    share: i64,
    outcome: &'static str,
    due: String,
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let open = ask.query().get("show") != "all";
    let query =
        Query { open: Some(open), page_token: ask.query().some("page").map(str::to_owned), page_size: Some(30) };
    let data = review::list(ask.cx, ask.call::<ListReviews>((), query, ())?).await?;
    let frame = Frame::of(ask, Section::Reviews, l.s("访问复核", "Access reviews"), &[]).await?;
    let row = |review: Review| {
        let (class, standing) = standing(l, &review, ask.request.now);
        Row {
            class,
            standing,
            progress: progress(l, &review),
            share: (review.keep + review.remove) * 100 / review.total.max(1),
            outcome: outcome(l, review.outcome),
            due: words::day(l, millis(&review.due)),
            review,
        }
    };
    let rows = data.items.into_iter().map(row).collect();
    let all = if open { "" } else { "&show=all" };
    let next = data.page_token.map(|token| format!("/console/reviews?page={}{all}", encoded(&token)));
    Answer::page(&Page { frame, l, rows, open, next, may: ask.may(Right::Access) })
}
