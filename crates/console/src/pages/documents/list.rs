//! The list of documents.

use askama::Template;
use menjin_api::menjin::document::{
    Document,
    list::{ListDocuments, Query},
};
use menjin_service::governance::document::{self, Counts};

use crate::{
    Answer, Ask, Lang, Trouble,
    access::{
        pick::{self, Picked},
        when, words,
    },
    frame::{Frame, Section, encoded},
    words::ago,
};

#[derive(Template)]
#[template(path = "documents/list.html")]
struct Page {
    frame: Frame,
    l: Lang,
    counts: Counts,
    q: String,
    kind: String,
    owner: String,
    owner_wrong: bool,
    items: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
}

struct Row {
    document: Document,
    changed: String,
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let (l, query) = (ask.lang, ask.query());
    let (q, kind) = (query.get("q").to_owned(), query.get("type").to_owned());
    let mut owner = query.get("owner").to_owned();
    let (wanted, owner_wrong) = match pick::pick(ask, &["user", "app"], &owner).await? {
        Picked::One(thing) => {
            owner = pick::shown(&thing);
            (Some(pick::key(&thing)), false)
        }
        Picked::Nothing => (None, false),
        Picked::Many(_) | Picked::Unknown => (Some("user:".to_owned()), true),
    };
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let asked = Query {
        q: some(&q),
        r#type: some(&kind),
        owner: wanted.clone(),
        page_token: query.some("page").map(str::to_owned),
        page_size: None,
    };
    let found = document::list(ask.cx, ask.call::<ListDocuments>((), asked, ())?).await?;
    let counts = document::counts(ask.cx, ask.caller()).await?;
    let changed = |document: Document| {
        let at = when::read(&document.update_time, &jiff::tz::TimeZone::UTC).unwrap_or_default();
        Row { changed: ago(l, at, ask.request.now), document }
    };
    let here = format!(
        "/console/documents?q={}&type={}&owner={}",
        encoded(&q),
        encoded(&kind),
        encoded(&wanted.unwrap_or_default())
    );
    let page = Page {
        frame: Frame::of(ask, Section::Documents, l.s("文档", "Documents"), &[]).await?,
        l,
        counts,
        q,
        kind,
        owner,
        owner_wrong,
        items: found.items.into_iter().map(changed).collect(),
        first: query.has("page").then(|| here.clone()),
        next: found.page_token.map(|token| format!("{here}&page={}", encoded(&token))),
    };
    Answer::page(&page)
}
