//! The list of changes, and what came since.

use askama::Template;
use jiff::Timestamp;
use menjin_api::menjin::audit::{
    Change,
    list::{Data, ListAudit, Query},
};
use menjin_model::Millis;
use menjin_service::{
    Refusal,
    governance::audit::{self, Wish},
};

use super::{filters, wish};
use crate::{
    Answer, Ask, Lang, Trouble, actions,
    frame::{Frame, Section, encoded},
    trouble::sentence,
    words,
};

#[derive(Template)]
#[template(path = "audit/list.html")]
struct Page {
    frame: Frame,
    l: Lang,
    rows: Vec<Row>,
    actions: Vec<(&'static str, String)>,
    wish: Wish,
    filters: String,
    next: Option<String>,
    searched: i64,
    first: bool,
    live: Option<String>,
    wrong: Option<String>,
    filtered: bool,
}

#[derive(Template)]
#[template(path = "audit/live.html")]
struct Since {
    l: Lang,
    rows: Vec<Row>,
    live: Option<String>,
}

/// One change in the list.
pub(super) struct Row {
    revision: i64,
    ago: String,
    moment: String,
    who: String,
    what: String,
    object: String,
    name: String,
    href: Option<String>,
    surface: String,
}

/// The moment of a change.
pub(super) fn at(change: &Change) -> Millis {
    Millis(change.at.parse::<Timestamp>().map_or(0, Timestamp::as_millisecond))
}

fn rows(ask: &Ask<'_>, items: &[Change]) -> Vec<Row> {
    let l = ask.lang;
    let row = |change: &Change| Row {
        revision: change.revision,
        ago: words::ago(l, at(change), ask.request.now),
        moment: words::moment(at(change)),
        who: who(l, change),
        what: actions::told(l, &change.action),
        object: change.object.clone(),
        name: change.object_name.clone(),
        href: actions::page_of(&change.object),
        surface: actions::surface(l, &change.surface),
    };
    items.iter().map(row).collect()
}

/// Who it was, where it was nobody of the company.
pub(super) fn who(l: Lang, change: &Change) -> String {
    match change.actor_name.as_str() {
        "fixture" => l.s("载入", "import").to_owned(),
        "menjin" => l.s("系统", "menjin itself").to_owned(),
        name => name.to_owned(),
    }
}

fn query(ask: &Ask<'_>) -> Query {
    let Wish { actor, object, action, surface, from, until, q } = wish(ask);
    Query { actor, object, action, surface, from, until, q, ..Query::default() }
}

async fn ask_for(ask: &Ask<'_>, query: Query) -> Result<Data, Refusal> {
    audit::list(ask.cx, ask.call::<ListAudit>((), query, ())?).await
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let page_token = ask.query().some("page").map(str::to_owned);
    let first = page_token.is_none();
    let asked = ask_for(ask, Query { page_token, page_size: Some(50), ..query(ask) }).await;
    let (data, wrong) = match asked {
        Ok(data) => (Some(data), None),
        Err(refusal) if refusal.0.code.is_some_and(|code| code.status == 400) => (None, Some(sentence(&refusal, l))),
        Err(refusal) => return Err(refusal.into()),
    };
    let frame = Frame::of(ask, Section::Audit, l.s("审计", "Audit"), &[]).await?;
    let (items, next, searched) =
        data.map_or((Vec::new(), None, 0), |data| (data.items, data.page_token, data.searched));
    let filters = filters(ask);
    let newest = items.first().map_or(0, |change| change.revision);
    let live = (first && wrong.is_none() && ask.query().has("live")).then(|| followed(newest, &filters));
    let status = if wrong.is_some() { http::StatusCode::UNPROCESSABLE_ENTITY } else { http::StatusCode::OK };
    let page = Page {
        l,
        rows: rows(ask, &items),
        actions: actions::all(l),
        wish: wish(ask),
        next: next.map(|next| format!("/console/audit?page={}{filters}", encoded(&next))),
        filtered: !filters.is_empty(),
        filters,
        searched,
        first,
        live,
        wrong,
        frame,
    };
    Answer::page_with(status, &page)
}

/// Where to ask for what came behind this revision.
fn followed(after: i64, filters: &str) -> String {
    format!("/console/audit/live?after={after}{filters}")
}

/// What came behind a revision: rows for the top of the table, and where to ask next.
pub(super) async fn live(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let after: i64 = ask.query().get("after").parse().map_err(|_| Trouble::NotFound)?;
    let mut data = ask_for(ask, Query { after: Some(after), page_size: Some(200), ..query(ask) }).await?;
    let newest = data.searched.max(after);
    data.items.reverse();
    Answer::page(&Since { l: ask.lang, rows: rows(ask, &data.items), live: Some(followed(newest, &filters(ask))) })
}
