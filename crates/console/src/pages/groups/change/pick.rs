//! Choosing members and things: boxes that are ticked, and a search that adds more of them. Without script the search is a step
//! of the form; with it only the list is fetched anew.

use askama::Template;
use jiff::{civil::Date, tz};
use menjin_api::menjin::change::{Grant, Member, Resource};
use menjin_service::governance::change::find::{self, Found};

use crate::{Answer, Ask, Lang, Trouble, pages::part::impact, request::Fields};

/// The fields of members and of things.
pub(crate) const MEMBER: &str = "member";
pub(crate) const GRANT: &str = "grant";

/// Something that can be ticked.
#[derive(Debug, Clone)]
pub(crate) struct Pick {
    /// `user:lisi`
    pub(crate) value: String,
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) ticked: bool,
    /// The name of the field that says what may be done, and the words: word, text, chosen.
    pub(crate) action: String,
    pub(crate) actions: Vec<(String, String, bool)>,
}

/// What can be ticked: all that is ticked in `from`, then what is found.
pub(crate) async fn picks(ask: &Ask<'_>, from: &Fields, field: &str) -> Result<Vec<Pick>, Trouble> {
    let ticked: Vec<(&'static str, String)> = from.all(field).filter_map(split).collect();
    let named = find::named(ask.cx, ask.caller(), ticked).await?;
    let text = from.get(if field == MEMBER { "who" } else { "what" });
    let found = match field {
        MEMBER => find::members(ask.cx, ask.caller(), text).await?,
        _ => find::things(ask.cx, ask.caller(), text).await?,
    };
    let mut picks: Vec<Pick> = named.into_iter().map(|one| pick(ask.lang, from, one, true)).collect();
    for one in found {
        if picks.iter().all(|pick| pick.value != format!("{}:{}", one.kind, one.id)) {
            picks.push(pick(ask.lang, from, one, false));
        }
    }
    Ok(picks)
}

fn pick(l: Lang, from: &Fields, found: Found, ticked: bool) -> Pick {
    let value = format!("{}:{}", found.kind, found.id);
    let action = format!("action:{value}");
    let chosen = from.get(&action).to_owned();
    let words: &[&str] = match found.kind {
        "document" => &["view", "edit", "full_access"],
        "app" => &["use"],
        "door" => &["open"],
        "review_group" => &["member"],
        _ => &[],
    };
    let actions = words.iter().map(|word| ((*word).to_owned(), impact::action(l, word), chosen == *word)).collect();
    let kind = if found.kind == "door" { "door_rule" } else { found.kind };
    Pick { kind: impact::kind(l, kind), name: found.name, id: found.id, value, ticked, action, actions }
}

fn split(value: &str) -> Option<(&'static str, String)> {
    const KINDS: [&str; 6] = ["user", "department", "document", "app", "door", "review_group"];
    let (kind, id) = value.split_once(':')?;
    let kind = KINDS.into_iter().find(|known| *known == kind)?;
    Some((kind, id.to_owned()))
}

/// The members that are ticked, from and until the days of the form.
pub(crate) fn members(from: &Fields) -> Vec<Member> {
    let (starts, ends) = (day(from.get("from"), 0), day(from.get("until"), 1));
    let member = |value: &str| {
        let (kind, id) = split(value)?;
        let member = Member { from: starts.clone(), until: ends.clone(), ..Member::default() };
        Some(match kind {
            "user" => Member { user: Some(id), ..member },
            _ => Member { department: Some(id), ..member },
        })
    };
    from.all(MEMBER).filter_map(member).collect()
}

/// The grants that are ticked.
pub(crate) fn grants(from: &Fields) -> Vec<Grant> {
    let grant = |value: &str| {
        let (kind, id) = split(value)?;
        let usual = match kind {
            "document" => "view",
            "app" => "use",
            "door" => "open",
            _ => "member",
        };
        let action = from.some(&format!("action:{value}")).unwrap_or(usual).to_owned();
        Some(Grant { resource: Resource { r#type: kind.to_owned(), id }, action })
    };
    from.all(GRANT).filter_map(grant).collect()
}

/// The first moment of a day, or of one so many days behind it, in UTC+8 as the platform counts; what is no day is left to be
/// refused as it is.
fn day(text: &str, behind: i64) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let moment = || {
        let date: Date = text.parse().ok()?;
        let date = date.checked_add(jiff::Span::new().try_days(behind).ok()?).ok()?;
        Some(date.to_zoned(tz::TimeZone::fixed(tz::offset(8))).ok()?.timestamp().to_string())
    };
    Some(moment().unwrap_or_else(|| text.to_owned()))
}

#[derive(Template)]
#[template(path = "groups/change/picks.html")]
struct Part {
    l: Lang,
    field: &'static str,
    picks: Vec<Pick>,
    sought: bool,
}

/// The list alone, as the search fetches it; `None` when a whole page is wanted.
pub(crate) async fn part(ask: &Ask<'_>) -> Option<Result<Answer, Trouble>> {
    let field = match ask.query().get("find") {
        MEMBER => MEMBER,
        GRANT => GRANT,
        _ => return None,
    };
    let found = picks(ask, ask.query(), field).await;
    let sought = !ask.query().get(if field == MEMBER { "who" } else { "what" }).is_empty();
    Some(found.and_then(|picks| Answer::page(&Part { l: ask.lang, field, picks, sought })))
}
