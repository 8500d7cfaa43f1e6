//! One door: its week, its rules, and who can open it now.

use askama::Template;
use menjin_service::governance::{
    door::{self, Door},
    things,
};

use super::week::Week;
use crate::{
    Answer, Ask, Lang, Trouble,
    access::who::{self, People},
    frame::{Frame, Section, encoded},
};

#[derive(Template)]
#[template(path = "doors/detail.html")]
struct Page {
    frame: Frame,
    l: Lang,
    door: Door,
    week: Week,
    count: String,
    people: People,
    more: Option<String>,
    ask_why: String,
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let door = door::get(ask.cx, ask.caller(), id).await?;
    let zone = things::zone(ask.cx, ask.caller()).await?;
    let people = who::people(ask, "open", "door", id, ask.query().some("page")).await?;
    let more = Some(&people.next).filter(|next| !next.is_empty());
    let path = [(l.s("门", "Doors"), "/console/doors".to_owned())];
    let page = Page {
        frame: Frame::of(ask, Section::Doors, door.name.clone(), &path).await?,
        l,
        week: Week::of(l, &door.rules, &zone, ask.request.now),
        count: who::count(ask, "open", "door", id).await?,
        more: more.map(|next| format!("/console/doors/{}?page={}#can", encoded(id), encoded(next))),
        people,
        ask_why: who::why("", "open", &format!("door:{id}")),
        door,
    };
    Answer::page(&page)
}
