//! What a change would do, for people to read before it is done.

use std::collections::BTreeMap;

use menjin_api::access::impact::{Impact, Totals};
use menjin_service::{
    DryRun,
    decision::impact,
    governance::things::{self, Names},
};

use super::words;
use crate::{Ask, Lang, Trouble};

/// What is gained or lost of one resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) href: Option<String>,
    pub(crate) actions: Vec<Count>,
}

/// How many gain and lose an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) action: String,
    pub(crate) gain: u64,
    pub(crate) lose: u64,
    /// Some of them by name.
    pub(crate) gainers: String,
    pub(crate) losers: String,
}

/// An impact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct View {
    pub(crate) totals: Totals,
    pub(crate) parts: Vec<Part>,
    /// There are more resources than are shown.
    pub(crate) more: bool,
}

/// So many are named for each action.
const NAMED: usize = 6;

/// What a dry run found; `None` when it would change nobody's access.
pub(crate) async fn of(ask: &Ask<'_>, dry_run: &DryRun) -> Result<Option<View>, Trouble> {
    let found = impact::of(ask.cx, ask.caller(), dry_run, ask.request.now).await?;
    let Some(found) = found.filter(|found| found.totals.gain + found.totals.lose > 0) else { return Ok(None) };
    let resources = found.resources.iter().map(|shift| (shift.resource.r#type.clone(), shift.resource.id.clone()));
    let subjects = found.items.iter().map(|item| (item.subject.r#type.clone(), item.subject.id.clone()));
    let wanted: Vec<(String, String)> = resources.chain(subjects).collect();
    let names = things::names(ask.cx, ask.caller(), wanted.into_iter()).await?;
    Ok(Some(view(ask.lang, &found, &names)))
}

fn view(l: Lang, found: &Impact, names: &Names) -> View {
    let mut parts: BTreeMap<(String, String), Vec<Count>> = BTreeMap::new();
    for shift in &found.resources {
        let of = |effect: &str, count: u64| -> String {
            let mine = found
                .items
                .iter()
                .filter(|item| item.effect == effect && item.resource == shift.resource && item.action == shift.action);
            let mine: Vec<&str> =
                mine.take(NAMED).map(|item| names.of(&item.subject.r#type, &item.subject.id)).collect();
            let rest = if count > mine.len() as u64 { "…" } else { "" };
            format!("{}{rest}", mine.join(l.s("、", ", ")))
        };
        let count = Count {
            action: words::action(l, &shift.action).to_owned(),
            gain: shift.gain,
            lose: shift.lose,
            gainers: of("gain", shift.gain),
            losers: of("lose", shift.lose),
        };
        let counts = parts.entry((shift.resource.r#type.clone(), shift.resource.id.clone())).or_default();
        // What the same people gain or lose together is one line.
        let same = |one: &&mut Count| {
            (one.gain, one.lose, &one.gainers, &one.losers) == (count.gain, count.lose, &count.gainers, &count.losers)
        };
        match counts.iter_mut().find(same) {
            Some(one) => one.action = format!("{}{}{}", one.action, l.s("、", ", "), count.action),
            None => counts.push(count),
        }
    }
    let part = |((kind, id), actions): ((String, String), Vec<Count>)| Part {
        href: words::href(&kind, &id),
        name: names.of(&kind, &id).to_owned(),
        kind: words::kind(l, &kind).to_owned(),
        actions,
    };
    let parts: Vec<Part> = parts.into_iter().map(part).collect();
    let shown = u64::try_from(parts.len()).unwrap_or(u64::MAX);
    View { totals: found.totals, more: shown < found.totals.resources, parts }
}
