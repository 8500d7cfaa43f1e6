//! Notices of who is signed in.

use askama::Template;
use http::Method;
use jiff::Timestamp;
use menjin_api::menjin::inbox::{
    list::{ListInbox, Notice, Query},
    seen::{Body, SeeInbox},
};
use menjin_model::Millis;
use menjin_service::governance::{inbox, notice};

use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section, encoded},
    words,
};

#[derive(Template)]
#[template(path = "inbox/list.html")]
struct Page {
    frame: Frame,
    l: Lang,
    rows: Vec<Row>,
    unseen: i64,
    only_unseen: bool,
    next: Option<String>,
}

struct Row {
    id: i64,
    said: String,
    kind: String,
    ago: String,
    moment: String,
    href: Option<String>,
    seen: bool,
}

/// Everything below `/console/inbox`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => show(ask).await,
        (&Method::POST, ["seen"]) => seen(ask).await,
        _ => Err(Trouble::NotFound),
    }
}

async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let only_unseen = ask.query().get("show") == "unseen";
    let query = Query {
        unseen: Some(only_unseen),
        page_token: ask.query().some("page").map(str::to_owned),
        page_size: Some(30),
    };
    let data = inbox::list(ask.cx, ask.call::<ListInbox>((), query, ())?).await?;
    let frame = Frame::of(ask, Section::Inbox, l.s("通知", "Notices"), &[]).await?;
    let rows = data.items.iter().map(|notice| row(ask, notice)).collect();
    let show = if only_unseen { "&show=unseen" } else { "" };
    let next = data.page_token.map(|token| format!("/console/inbox?page={}{show}", encoded(&token)));
    Answer::page(&Page { frame, l, rows, unseen: data.unseen, only_unseen, next })
}

fn row(ask: &Ask<'_>, notice: &Notice) -> Row {
    let at = Millis(notice.at.parse::<Timestamp>().map_or(0, Timestamp::as_millisecond));
    Row {
        id: notice.id,
        said: notice::sentence(&notice.kind, &notice.body, ask.lang == Lang::Zh),
        kind: notice.kind.clone(),
        ago: words::ago(ask.lang, at, ask.request.now),
        moment: words::moment(at),
        href: about(notice),
        seen: notice.seen,
    }
}

/// The page of what a notice is about.
fn about(notice: &Notice) -> Option<String> {
    let id = |key: &str| {
        let value = notice.body.get(key)?;
        Some(encoded(&value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
    };
    match notice.kind.split('.').next()? {
        "group" if notice.kind != "group.deleted" => Some(format!("/console/groups/{}", id("group_id")?)),
        "group" => Some(format!("/console/audit?object=group:{}", id("group_id")?)),
        "review" => Some(format!("/console/reviews/{}", id("id")?)),
        "administrator" => Some("/console/settings/administrators".to_owned()),
        _ => None,
    }
}

async fn seen(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let ids: Vec<i64> = ask.form().all("id").filter_map(|id| id.parse().ok()).take(200).collect();
    let body = Body { ids: Some(ids).filter(|ids| !ids.is_empty()) };
    inbox::seen(ask.cx, ask.call::<SeeInbox>((), (), body)?).await?;
    Ok(Answer::see("/console/inbox"))
}
