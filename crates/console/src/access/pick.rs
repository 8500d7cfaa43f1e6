//! A thing as somebody writes it in a field: `王五 (user:wangwu)` as suggestions have it, `user:wangwu`, a name, or an id.

use menjin_service::governance::things::{self, Thing};

use crate::{Ask, Trouble};

/// So many things of a kind are suggested.
pub(crate) const SUGGESTED: i64 = 8;
/// How long a text may be.
const TEXT_MAX: usize = 300;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Picked {
    /// Nothing was written.
    Nothing,
    /// It is this.
    One(Thing),
    /// It may be any of these.
    Many(Vec<Thing>),
    /// There is nothing of the kind.
    Unknown,
}

/// As a field shows a thing.
pub(crate) fn shown(thing: &Thing) -> String {
    if thing.name == thing.id {
        format!("{}:{}", thing.kind, thing.id)
    } else {
        format!("{} ({}:{})", thing.name, thing.kind, thing.id)
    }
}

/// As an address names a thing.
pub(crate) fn key(thing: &Thing) -> String {
    format!("{}:{}", thing.kind, thing.id)
}

/// Finds what is meant, among things of these kinds.
pub(crate) async fn pick(ask: &Ask<'_>, kinds: &[&'static str], text: &str) -> Result<Picked, Trouble> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Picked::Nothing);
    }
    if text.len() > TEXT_MAX {
        return Ok(Picked::Unknown);
    }
    let in_brackets = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(_, key)| key);
    for key in [in_brackets, Some(text)].into_iter().flatten() {
        let Some((word, id)) = key.split_once(':') else { continue };
        let Some(kind) = kinds.iter().find(|kind| **kind == word) else { continue };
        if *kind == "everyone" {
            return Ok(Picked::One(everyone(ask)));
        }
        let names = things::names(ask.cx, ask.caller(), std::iter::once((word.to_owned(), id.to_owned()))).await?;
        return Ok(match names.find(word, id) {
            Some(name) => Picked::One(Thing { kind, id: id.to_owned(), name: name.to_owned() }),
            None => Picked::Unknown,
        });
    }
    let found = things::suggest(ask.cx, ask.caller(), kinds, text, SUGGESTED).await?;
    let exact: Vec<&Thing> = found.iter().filter(|thing| thing.name == text || thing.id == text).collect();
    Ok(match (exact.as_slice(), found.as_slice()) {
        ([one], _) => Picked::One((*one).clone()),
        ([], [one]) => Picked::One(one.clone()),
        ([], []) => Picked::Unknown,
        _ => Picked::Many(found),
    })
}

/// Everybody of the company.
pub(crate) fn everyone(ask: &Ask<'_>) -> Thing {
    Thing { kind: "everyone", id: "*".to_owned(), name: ask.lang.s("全企业", "Everyone").to_owned() }
}
