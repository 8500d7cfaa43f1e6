//! People found by what somebody types, to be ticked; those who are ticked already stay.

use askama::Template;
use menjin_api::menjin::{
    membership::code,
    person::{
        get::{GetPerson, Path, Query as GetQuery},
        list::{ListPeople, Query},
    },
};
use menjin_service::governance::person;

use crate::{Answer, Ask, Lang, Trouble};

/// So many are offered.
const OFFERED: u64 = 8;
/// So many that are ticked are kept.
const KEPT: usize = 50;

#[derive(Template)]
#[template(path = "analysis/picks.html")]
struct Picks {
    l: Lang,
    picks: Vec<Pick>,
}

struct Pick {
    id: String,
    name: String,
    chosen: bool,
}

/// The part of the page.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let mut picks: Vec<Pick> = Vec::new();
    for id in ask.query().all("id").take(KEPT) {
        if picks.iter().any(|pick| pick.id == id) {
            continue;
        }
        let path = Path { user_id: id.to_owned() };
        let call = ask.call::<GetPerson>(path, GetQuery::default(), ())?;
        match person::name(ask.cx, call).await {
            Ok(name) => picks.push(Pick { id: id.to_owned(), name, chosen: true }),
            Err(refusal) if refusal.number() == code::PERSON_UNKNOWN.number => {}
            Err(refusal) => return Err(refusal.into()),
        }
    }
    if let Some(text) = ask.query().some("find") {
        let query = Query { q: Some(text.to_owned()), page_size: Some(OFFERED), ..Query::default() };
        for found in person::list(ask.cx, ask.call::<ListPeople>((), query, ())?).await?.items {
            if !picks.iter().any(|pick| pick.id == found.user_id) {
                picks.push(Pick { id: found.user_id, name: found.name, chosen: false });
            }
        }
    }
    Answer::page(&Picks { l: ask.lang, picks })
}
