//! One app: its owner, who works on it, and who may use it.

use askama::Template;
use menjin_api::menjin::grant::list::{ListGrants, Query};
use menjin_model::Right;
use menjin_service::governance::{app, grant, things};

use super::availability;
use crate::{
    Answer, Ask, Lang, Trouble,
    access::{
        grants::{self, Place, Row, Sent, Typed},
        who::{self, People},
        words,
    },
    frame::{Frame, Section, encoded},
};

#[derive(Template)]
#[template(path = "apps/detail.html")]
struct Page {
    frame: Frame,
    l: Lang,
    id: String,
    description: String,
    enabled: bool,
    owner: String,
    owner_href: Option<String>,
    to_all: bool,
    availability: String,
    workers: Vec<Row>,
    listed: Vec<Row>,
    next: Option<String>,
    count: String,
    people: People,
    more: Option<String>,
    typed: Typed,
    may_change: bool,
    base: String,
}

fn base(id: &str) -> String {
    format!("/console/apps/{}", encoded(id))
}

/// The page, with a form as it was typed.
pub(super) async fn show(ask: &Ask<'_>, id: &str, typed: Typed) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let app = app::get(ask.cx, ask.caller(), id).await?;
    let zone = things::zone(ask.cx, ask.caller()).await?;
    let query = Query {
        resource_type: "app".to_owned(),
        resource_id: id.to_owned(),
        page_token: ask.query().some("grants").map(str::to_owned),
        page_size: Some(100),
    };
    let found = grant::list(ask.cx, ask.call::<ListGrants>((), query, ())?).await?;
    let (listed, workers): (Vec<Row>, Vec<Row>) =
        grants::rows_of_others(ask, &found.items, &zone).into_iter().partition(|row| row.action == "use");
    let people = who::people(ask, "use", "app", id, ask.query().some("page")).await?;
    let more = Some(&people.next).filter(|next| !next.is_empty());
    let path = [(l.s("应用", "Apps"), "/console/apps".to_owned())];
    let page = Page {
        frame: Frame::of(ask, Section::Apps, app.name.clone(), &path).await?,
        l,
        owner_href: words::href("user", &app.owner_id),
        owner: app.owner_name,
        description: app.description,
        enabled: app.status == 1,
        to_all: app.visible_to_all,
        availability: availability(l, app.visible_to_all, app.white, app.black),
        workers,
        listed,
        next: found.page_token.map(|token| format!("{}?grants={}", base(id), encoded(&token))),
        count: who::count(ask, "use", "app", id).await?,
        more: more.map(|next| format!("{}?page={}#can", base(id), encoded(next))),
        people,
        typed,
        may_change: ask.may(Right::Access),
        base: base(id),
        id: id.to_owned(),
    };
    Answer::page_with(grants::status(&page.typed), &page)
}

/// Gives or takes a role or the use.
pub(super) async fn change(ask: &Ask<'_>, id: &str, removes: bool) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let app = app::get(ask.cx, ask.caller(), id).await?;
    let place = Place {
        section: Section::Apps,
        path: vec![(l.s("应用", "Apps"), "/console/apps".to_owned()), (app.name.as_str(), base(id))],
        back: base(id),
        resource: ("app", id),
        name: &app.name,
    };
    match grants::change(ask, place, removes).await? {
        Sent::Done(answer) => Ok(answer),
        Sent::Again(typed) => show(ask, id, typed).await,
    }
}
