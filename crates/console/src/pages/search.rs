//! The search over everything: a page, and for the box in the top line the list alone.

use askama::Template;
use http::Method;
use menjin_service::governance::search::{self, Found, Kind};

use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
    pages::groups::tell::encoded,
};

#[derive(Template)]
#[template(path = "search/page.html")]
struct Page {
    frame: Frame,
    l: Lang,
    q: String,
    kinds: Vec<Hits>,
}

#[derive(Template)]
#[template(path = "search/found.html")]
struct Part {
    l: Lang,
    q: String,
    kinds: Vec<Hits>,
}

/// What was found of one kind.
struct Hits {
    name: &'static str,
    items: Vec<Hit>,
}

struct Hit {
    id: String,
    name: String,
    href: String,
}

/// Everything below `/console/search`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    if ask.request.method != Method::GET || !rest.is_empty() {
        return Err(Trouble::NotFound);
    }
    let (l, q) = (ask.lang, ask.query().get("q").to_owned());
    let found = search::search(ask.cx, ask.caller(), &q).await?;
    let kinds: Vec<Hits> = found.into_iter().map(|found| hits(l, found)).collect();
    if ask.request.part() == Some("found") {
        return Answer::page(&Part { l, q, kinds });
    }
    // Nothing of the rail: like notices, it stands in the top line.
    let frame = Frame::of(ask, Section::Inbox, l.s("搜索", "Search"), &[]).await?;
    Answer::page(&Page { frame, l, q, kinds })
}

fn hits(l: Lang, found: Found) -> Hits {
    let (name, section) = match found.kind {
        Kind::Group => (l.s("用户组", "Groups"), "groups"),
        Kind::Person => (l.s("人员", "People"), "people"),
        Kind::Department => (l.s("部门", "Departments"), "departments"),
        Kind::Document => (l.s("文档", "Documents"), "documents"),
        Kind::App => (l.s("应用", "Apps"), "apps"),
        Kind::Door => (l.s("门", "Doors"), "doors"),
    };
    let hit = |(id, name): (String, String)| Hit { href: format!("/console/{section}/{}", encoded(&id)), id, name };
    Hits { name, items: found.items.into_iter().map(hit).collect() }
}
