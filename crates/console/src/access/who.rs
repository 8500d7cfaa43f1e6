//! Who can: how many, and some of them by name, a page at a time.

use menjin_api::access::{Action, Page, Search, Subject, Text};
use menjin_service::{decision, governance::things};

use super::words;
use crate::{Ask, Trouble};

/// So many are counted at most where one thing is told of; beyond that it is "more than".
const COUNTED: u64 = 10_000;
/// The same in a list of things.
const COUNTED_EACH: u64 = 1000;
/// So many are on a page.
const PAGE: u64 = 50;

/// Somebody who can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) href: Option<String>,
    pub(crate) why: String,
}

/// Some of those who can.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct People {
    pub(crate) items: Vec<Person>,
    /// The token of the next page.
    pub(crate) next: String,
}

fn search<'a>(action: &'a str, kind: &'a str, id: &'a str, token: Option<&'a str>, limit: u64) -> Search<'a> {
    Search {
        subject: Some(Subject { r#type: Some(Text::from("user")), id: None }),
        action: Some(Action { name: Some(Text::from(action)) }),
        resource: Some(Subject { r#type: Some(Text::from(kind)), id: Some(Text::from(id)) }),
        context: None,
        page: Some(Page { token: token.map(Text::from), limit: Some(limit) }),
    }
}

/// How many people can do this now: `12`, or `10,000+`.
pub(crate) async fn count(ask: &Ask<'_>, action: &str, kind: &str, id: &str) -> Result<String, Trouble> {
    counted(ask, action, (kind, id), COUNTED).await
}

/// The same in a list: `12`, or `1,000+`.
pub(crate) async fn count_each(ask: &Ask<'_>, action: &str, kind: &str, id: &str) -> Result<String, Trouble> {
    counted(ask, action, (kind, id), COUNTED_EACH).await
}

async fn counted(ask: &Ask<'_>, action: &str, (kind, id): (&str, &str), most: u64) -> Result<String, Trouble> {
    let search = search(action, kind, id, None, most);
    let (count, more) = decision::count_subjects(ask.cx, ask.caller(), search, ask.request.now).await?;
    let count = crate::words::number(i64::try_from(count).unwrap_or(i64::MAX));
    Ok(if more { format!("{count}+") } else { count })
}

/// Some of the people who can do this now, each with the address of why.
pub(crate) async fn people(
    ask: &Ask<'_>,
    action: &str,
    kind: &str,
    id: &str,
    token: Option<&str>,
) -> Result<People, Trouble> {
    let search = search(action, kind, id, token, PAGE);
    let found = decision::search_subjects(ask.cx, ask.caller(), search, ask.request.now).await?;
    let ids = found.results.iter().map(|shown| (shown.r#type.to_owned(), shown.id.to_string()));
    let names = things::names(ask.cx, ask.caller(), ids.collect::<Vec<_>>().into_iter()).await?;
    let resource = format!("{kind}:{id}");
    let items = found.results.iter().map(|shown| Person {
        id: shown.id.to_string(),
        name: names.of("user", &shown.id).to_owned(),
        href: words::href("user", &shown.id),
        why: why(&format!("user:{}", shown.id), action, &resource),
    });
    Ok(People { items: items.collect(), next: found.page.next_token })
}

/// The address that asks why.
pub(crate) fn why(subject: &str, action: &str, resource: &str) -> String {
    let encoded = crate::frame::encoded;
    format!("/console/why?subject={}&action={}&resource={}", encoded(subject), encoded(action), encoded(resource))
}
