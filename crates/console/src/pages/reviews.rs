//! Access reviews: the list, a new one, one with its items, and its end.

mod close;
mod items;
mod list;
mod new;

use http::Method;
use jiff::Timestamp;
use menjin_api::menjin::review::{Decision, Review};
use menjin_model::Millis;

use crate::{Answer, Ask, Lang, Trouble, words};

/// Everything below `/console/reviews`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    let number = |id: &str| id.parse::<i64>().map_err(|_| Trouble::NotFound);
    match (&ask.request.method, rest) {
        (&Method::GET, []) => list::show(ask).await,
        (&Method::GET, ["new"]) => new::show(ask, None).await,
        (&Method::POST, []) => new::create(ask).await,
        (&Method::GET, [id]) => items::show(ask, number(id)?).await,
        (&Method::POST, [id, "decide"]) => items::decide(ask, number(id)?).await,
        (&Method::GET, [id, "close"]) => close::show(ask, number(id)?).await,
        (&Method::POST, [id, "close"]) => close::close(ask, number(id)?).await,
        _ => Err(Trouble::NotFound),
    }
}

fn millis(text: &str) -> Millis {
    Millis(text.parse::<Timestamp>().map_or(0, Timestamp::as_millisecond))
}

/// What becomes of what nobody decides.
fn outcome(l: Lang, outcome: Decision) -> &'static str {
    match outcome {
        Decision::Keep => l.s("无人决定则保留", "kept if nobody decides"),
        Decision::Remove => l.s("无人决定则移除", "removed if nobody decides"),
    }
}

/// How a review stands: the colour of its chip and the words.
fn standing(l: Lang, review: &Review, now: Millis) -> (&'static str, String) {
    const DAY: i64 = 86_400_000;
    if review.closed.is_some() {
        return ("", l.s("已结束", "closed").to_owned());
    }
    let left = millis(&review.due).0 - now.0;
    let days = (left + DAY - 1).div_euclid(DAY);
    match (left, l) {
        (..=0, _) => ("danger", l.s("已到期", "due").to_owned()),
        (_, Lang::Zh) => (if days <= 7 { "warning" } else { "accent" }, format!("还有 {days} 天")),
        (_, Lang::En) if days == 1 => ("warning", "1 day left".to_owned()),
        (_, Lang::En) => (if days <= 7 { "warning" } else { "accent" }, format!("{days} days left")),
    }
}

/// How many were decided, of how many.
fn progress(l: Lang, review: &Review) -> String {
    let (decided, total) = (words::number(review.keep + review.remove), words::number(review.total));
    match l {
        Lang::Zh => format!("{total} 项中已决定 {decided} 项"),
        Lang::En => format!("{decided} of {total} decided"),
    }
}

/// What somebody has, in words.
fn granted(l: Lang, grant: &str) -> String {
    let said = match grant {
        "member" => l.s("成员", "member"),
        "view" => l.s("可阅读", "may view"),
        "edit" => l.s("可编辑", "may edit"),
        "full_access" => l.s("可管理", "full access"),
        "open" => l.s("可开门", "may open"),
        "administrator" => l.s("应用管理员", "administrator"),
        "developer" => l.s("开发者", "developer"),
        "operator" => l.s("运营人员", "operator"),
        other => other,
    };
    said.to_owned()
}
