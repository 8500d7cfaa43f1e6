//! One review: its items, and what becomes of each.

use askama::Template;
use menjin_api::menjin::review::{
    Decision, Path, Review,
    decide::{Body, DecideReview, Decided},
    get::{GetReview, Item, Query, Wanted},
};
use menjin_model::Right;
use menjin_service::governance::review;

use super::{granted, millis, outcome, progress, standing};
use crate::{
    Answer, Ask, Lang, Trouble, actions,
    frame::{Frame, Section, encoded},
    pages::sign_in::inner,
    words,
};

#[derive(Template)]
#[template(path = "reviews/one.html")]
struct Page {
    frame: Frame,
    l: Lang,
    review: Review,
    class: &'static str,
    standing: String,
    progress: String,
    outcome: &'static str,
    due: String,
    rows: Vec<Row>,
    tabs: Vec<(String, &'static str, i64, bool)>,
    next: Option<String>,
    first: bool,
    may: bool,
    base: String,
}

struct Row {
    item: Item,
    href: Option<String>,
    grant: String,
    ends: String,
    decided: &'static str,
    class: &'static str,
    who: String,
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>, id: i64) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let show = ask.query().get("show").to_owned();
    let decision = match show.as_str() {
        "open" => Some(Wanted::Open),
        "keep" => Some(Wanted::Keep),
        "remove" => Some(Wanted::Remove),
        _ => None,
    };
    let page_token = ask.query().some("page").map(str::to_owned);
    let first = page_token.is_none();
    let query = Query { decision, page_token, page_size: Some(50) };
    let data = review::get(ask.cx, ask.call::<GetReview>(Path { id }, query, ())?).await?;
    let review = data.review;
    let path = [(l.s("访问复核", "Access reviews"), "/console/reviews".to_owned())];
    let frame = Frame::of(ask, Section::Reviews, review.name.clone(), &path).await?;
    let (class, standing) = standing(l, &review, ask.request.now);
    let base = format!("/console/reviews/{id}");
    let tab = |word: &str, name, count| {
        let href = if word.is_empty() { base.clone() } else { format!("{base}?show={word}") };
        (href, name, count, word == show)
    };
    let tabs = vec![
        tab("", l.s("全部", "All"), review.total),
        tab("open", l.s("未决定", "Undecided"), review.total - review.keep - review.remove),
        tab("keep", l.s("保留", "Keep"), review.keep),
        tab("remove", l.s("移除", "Remove"), review.remove),
    ];
    let shown = if show.is_empty() { String::new() } else { format!("&show={}", encoded(&show)) };
    let next = data.page_token.map(|token| format!("{base}?page={}{shown}", encoded(&token)));
    let rows = data.items.into_iter().map(|item| row(l, item)).collect();
    Answer::page(&Page {
        l,
        class,
        standing,
        progress: progress(l, &review),
        outcome: outcome(l, review.outcome),
        due: words::day(l, millis(&review.due)),
        rows,
        tabs,
        next,
        first,
        may: ask.may(Right::Access) && review.closed.is_none(),
        base,
        review,
        frame,
    })
}

fn row(l: Lang, item: Item) -> Row {
    let (class, decided) = match (item.decision, &item.applied) {
        (_, Some(_)) => ("danger", l.s("已移除", "removed")),
        (Some(Decision::Keep), _) => ("accent", l.s("保留", "keep")),
        (Some(Decision::Remove), _) => ("danger", l.s("移除", "remove")),
        (None, _) => ("", l.s("未决定", "undecided")),
    };
    let href = if item.resource.starts_with("door_rule:") { None } else { actions::page_of(&item.resource) };
    let ends = item.ends.as_ref().map(|ends| words::day(l, millis(ends)));
    Row {
        href,
        grant: granted(l, &item.grant),
        ends: ends.map(|day| format!("{} {day}", l.s("至", "until"))).unwrap_or_default(),
        decided,
        class,
        who: item.decider.clone().unwrap_or_default(),
        item,
    }
}

/// Decides the item of a button, or all that are ticked.
pub(super) async fn decide(ask: &Ask<'_>, id: i64) -> Result<Answer, Trouble> {
    let form = ask.form();
    let note = form.some("note").map(str::to_owned);
    let one = form.some("one").and_then(|one| one.split_once(' '));
    let items: Vec<Decided> = if let Some((word, position)) = one {
        let position = position.parse().map_err(|_| Trouble::NotFound)?;
        let decision = Decision::parse(word).ok_or(Trouble::NotFound)?;
        vec![Decided { position, decision, note: None }]
    } else {
        let decision = Decision::parse(form.get("all")).ok_or(Trouble::NotFound)?;
        let positions = form.all("id").filter_map(|id| id.parse().ok());
        positions.map(|position| Decided { position, decision, note: note.clone() }).collect()
    };
    review::decide(ask.cx, ask.call::<DecideReview>(Path { id }, (), Body { items })?).await?;
    let next = form.some("next").map(inner).filter(|next| next.starts_with("/console/reviews/"));
    Ok(Answer::see(next.unwrap_or(&format!("/console/reviews/{id}"))))
}
