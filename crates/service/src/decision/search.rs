//! Who can, what can, which actions: complete, or with a token that goes on.
//!
//! A search goes on in the state and at the moment of its first page, so that the pages together are what one long one would be.

use menjin_api::access::{
    self, Search,
    search::{Found, MOST, Named, Of, PageOf, USUAL},
};
use menjin_engine::{Resource, actions, resources, subjects};
use menjin_model::{Millis, Party};

use super::{
    answer::Shown,
    asked::{self, State, What, Who, Wish},
    book::Book,
    resolve::{self, Unknown, View},
    show::{self, Item, People},
    when, wrong,
};
use crate::{
    Caller, Cx, Refusal,
    knowledge::{Standing, names::IdKind},
    page::Pager,
};

/// Where and when a page is found.
struct Place {
    standing: Standing,
    at: Millis,
    /// The number of the last result of the page before.
    after: Option<i64>,
    limit: usize,
}

/// Who may do this to that.
pub async fn search_subjects(
    cx: &Cx,
    caller: &Caller,
    search: Search<'_>,
    now: Millis,
) -> Result<Found<Shown>, Refusal> {
    // Administrators have no app that would know people by ids of its own.
    let written = if caller.administrator.is_some() { IdKind::UserId } else { IdKind::OpenId };
    search_subjects_as(cx, caller, search, now, written).await
}

/// How many may do this to that, counted up to the search's limit; whether there are more.
pub async fn count_subjects(
    cx: &Cx,
    caller: &Caller,
    search: Search<'_>,
    now: Millis,
) -> Result<(usize, bool), Refusal> {
    let subject = search.subject.as_ref().ok_or_else(|| wrong("subject", "is required"))?;
    let kind = asked::subject_kind(subject.r#type.as_ref())?;
    let what = asked::what(search.resource.clone())?;
    let action = asked::action(search.action.clone(), what.kind)?;
    let wish = asked::wish(search.context.as_ref())?;
    let limit = search.page.as_ref().and_then(|page| page.limit).and_then(|limit| usize::try_from(limit).ok());
    let limit = limit.unwrap_or(USUAL).min(MOST);
    let (standing, at) = (when::whole(cx, caller, &wish).await?, when::moment(&wish, now));
    let Some(resource) = find_resource(cx, View::of(cx, caller), &standing, &what).await? else {
        return Ok((0, false));
    };
    let found = apart(move || subjects(&standing.facts, kind, action, resource, at, None, limit)).await?;
    Ok((found.items.len(), found.more))
}

/// The same, with people written in this way.
pub(super) async fn search_subjects_as(
    cx: &Cx,
    caller: &Caller,
    search: Search<'_>,
    now: Millis,
    written: IdKind,
) -> Result<Found<Shown>, Refusal> {
    let subject = search.subject.as_ref().ok_or_else(|| wrong("subject", "is required"))?;
    let kind = asked::subject_kind(subject.r#type.as_ref())?;
    let what = asked::what(search.resource.clone())?;
    let action = asked::action(search.action.clone(), what.kind)?;
    let (word, view) = (asked::subject_word(kind), View::of(cx, caller));
    let bound = bound(&search, &[word, asked::resource_word(what.kind), &what.id, action.as_str()]);
    let pager = Pager::of(&cx.keys, access::search::SUBJECT.name, caller, &refs(&bound), now);
    let place = place(cx, caller, &search, &pager, now).await?;
    let Some(resource) = find_resource(cx, view, &place.standing, &what).await? else {
        return Ok(none(&place.standing));
    };
    let (facts, at, limit) = (place.standing.facts.clone(), place.at, place.limit);
    let after = place.after.map(|number| resolve::party(kind, number));
    let found = apart(move || subjects(&facts, kind, action, resource, at, after, limit)).await?;
    let people = People::like(written);
    let items: Vec<Item> = found.items.iter().map(|party| people.party(*party)).collect();
    page(cx, view, &pager, &place, &items, found.more).await
}

/// To what the subject may do this.
pub async fn search_resources(
    cx: &Cx,
    caller: &Caller,
    search: Search<'_>,
    now: Millis,
) -> Result<Found<Shown>, Refusal> {
    let who = asked::who(search.subject.clone())?;
    let resource = search.resource.as_ref().ok_or_else(|| wrong("resource", "is required"))?;
    let kind = asked::resource_kind(resource.r#type.as_ref())?;
    let action = asked::action(search.action.clone(), kind)?;
    let view = View::of(cx, caller);
    let bound = bound(&search, &[asked::subject_word(who.kind), &who.id, asked::resource_word(kind), action.as_str()]);
    let pager = Pager::of(&cx.keys, access::search::RESOURCE.name, caller, &refs(&bound), now);
    let place = place(cx, caller, &search, &pager, now).await?;
    let Some(subject) = find_subject(cx, view, &place.standing, &who).await? else {
        return Ok(none(&place.standing));
    };
    let (facts, at, limit) = (place.standing.facts.clone(), place.at, place.limit);
    let after = place.after.map(|number| resolve::resource(kind, number));
    let found = apart(move || resources(&facts, subject, action, kind, at, after, limit)).await?;
    let items: Vec<Item> = found.items.iter().map(|resource| show::resource(*resource)).collect();
    page(cx, view, &pager, &place, &items, found.more).await
}

/// What the subject may do to that. There are never so many that it would take pages.
pub async fn search_actions(
    cx: &Cx,
    caller: &Caller,
    search: Search<'_>,
    now: Millis,
) -> Result<Found<Named>, Refusal> {
    let who = asked::who(search.subject.clone())?;
    let what = asked::what(search.resource.clone())?;
    let view = View::of(cx, caller);
    let pager = Pager::of(&cx.keys, access::search::ACTION.name, caller, &[], now);
    let place = place(cx, caller, &search, &pager, now).await?;
    let subject = find_subject(cx, view, &place.standing, &who).await?;
    let resource = find_resource(cx, view, &place.standing, &what).await?;
    let found = match (subject, resource) {
        (Some(subject), Some(resource)) => actions(&place.standing.facts, subject, resource, place.at),
        _ => Vec::new(),
    };
    let results: Vec<Named> = found.into_iter().map(|action| Named { name: action.as_str().to_owned() }).collect();
    Ok(Found {
        page: PageOf { next_token: String::new(), count: results.len() },
        context: of(&place.standing),
        results,
    })
}

/// Everything of the question that chooses results.
fn bound(search: &Search<'_>, parts: &[&str]) -> Vec<String> {
    let context = search.context.as_ref().map(|context| {
        let access::Context { time, as_of, at_least, .. } = context;
        format!("{time:?} {as_of:?} {at_least:?}")
    });
    parts.iter().map(|part| (*part).to_owned()).chain([context.unwrap_or_default()]).collect()
}

fn refs(bound: &[String]) -> Vec<&str> {
    bound.iter().map(String::as_str).collect()
}

/// The state and the moment of a page: those of the first one.
async fn place(
    cx: &Cx,
    caller: &Caller,
    search: &Search<'_>,
    pager: &Pager<'_>,
    now: Millis,
) -> Result<Place, Refusal> {
    let wish = asked::wish(search.context.as_ref())?;
    let page = search.page.clone().unwrap_or_default();
    let limit = page.limit.map_or(USUAL, |limit| usize::try_from(limit).unwrap_or(MOST)).min(MOST);
    let token = page.token.as_ref().map(access::Text::as_str).filter(|token| !token.is_empty());
    let position = pager.position(token).map_err(|_| {
        wrong("page.token", "is not the token of the page before this one of the same question, or is too old")
    })?;
    let Some(position) = position else {
        let standing = when::whole(cx, caller, &wish).await?;
        return Ok(Place { standing, at: when::moment(&wish, now), after: None, limit });
    };
    let [after, revision, at] = position[..] else {
        return Err(wrong("page.token", "is not a token of a search"));
    };
    let standing = when::whole(cx, caller, &Wish { state: State::Revision(revision), ..Wish::default() }).await?;
    Ok(Place { standing, at: Millis(at), after: (after >= 0).then_some(after), limit })
}

async fn find_subject(cx: &Cx, view: View<'_>, standing: &Standing, who: &Who<'_>) -> Result<Option<Party>, Refusal> {
    if let Some(subject) = resolve::recalled_subject(view, standing, who) {
        return Ok(Some(subject));
    }
    let mut unknown = Unknown::default();
    unknown.want(standing, resolve::subject_kind(who), &who.id);
    unknown.read(cx, view).await?;
    Ok(unknown.subject(standing, who))
}

async fn find_resource(
    cx: &Cx,
    view: View<'_>,
    standing: &Standing,
    what: &What<'_>,
) -> Result<Option<Resource>, Refusal> {
    if let Some(resource) = resolve::recalled_resource(view, standing, what) {
        return Ok(Some(resource));
    }
    let mut unknown = Unknown::default();
    unknown.want(standing, resolve::id_kind(what.kind), &what.id);
    unknown.read(cx, view).await?;
    Ok(unknown.resource(what))
}

/// Runs a search where it may take its time.
async fn apart<T: Send + 'static>(search: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(search).await.map_err(|error| Refusal::fault(error.to_string()))
}

async fn page(
    cx: &Cx,
    view: View<'_>,
    pager: &Pager<'_>,
    place: &Place,
    items: &[Item],
    more: bool,
) -> Result<Found<Shown>, Refusal> {
    let mut book = Book::default();
    if let Some(gone) = &place.standing.gone {
        book.know_items(gone, items.iter().copied());
    }
    book.fill_ids(cx, view, items.iter().copied()).await?;
    let last = items.last().map_or(place.after.unwrap_or(-1), |item| item.number);
    let next_token = if more { pager.token(&[last, place.standing.revision, place.at.0]) } else { String::new() };
    let results: Vec<Shown> = items.iter().map(|item| book.shown(*item)).collect();
    Ok(Found { page: PageOf { next_token, count: results.len() }, context: of(&place.standing), results })
}

fn none<T>(standing: &Standing) -> Found<T> {
    Found { page: PageOf { next_token: String::new(), count: 0 }, context: of(standing), results: Vec::new() }
}

fn of(standing: &Standing) -> Of {
    Of { revision: standing.revision.to_string() }
}
