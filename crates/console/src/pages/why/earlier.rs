//! The same question before the last changes that concern it, and from when on it can be asked.

use jiff::tz::TimeZone;
use menjin_service::{decision::answer::Ground, governance::things};

use super::{ask_for, chain::things_of, question::Question};
use crate::{
    Ask, Lang, Trouble,
    access::{when, words},
};

/// So many changes are told, and before so many of them the question is asked again.
const TOLD: i64 = 5;
const ASKED: usize = 3;

/// The past of a question.
#[derive(Debug, Clone, Default)]
pub(super) struct Earlier {
    pub(super) rows: Vec<Before>,
    /// From when on it can be asked, as a field has it and as it is told.
    pub(super) since: String,
    pub(super) since_told: String,
    /// What the field of the date holds.
    pub(super) field: String,
    /// The state that was asked about, when it is not the present one.
    pub(super) asked: Option<String>,
}

/// The state before a change.
#[derive(Debug, Clone)]
pub(super) struct Before {
    pub(super) when: String,
    pub(super) then: String,
    pub(super) action: String,
    pub(super) href: Option<String>,
}

pub(super) async fn of(ask: &Ask<'_>, form: &Question, ground: &Ground, zone: &TimeZone) -> Result<Earlier, Trouble> {
    let l = ask.lang;
    let Some((subject, _, resource)) = form.asked() else { return Ok(Earlier::default()) };
    let mut objects: Vec<String> = [subject, resource].map(|thing| object(thing.kind, &thing.id)).to_vec();
    objects.extend(things_of(ground).iter().map(|(kind, id)| object(kind, id)));
    objects.sort();
    objects.dedup();
    let past = things::past(ask.cx, ask.caller(), objects, TOLD).await?;
    let mut rows = Vec::new();
    for (number, change) in past.changes.iter().enumerate() {
        let before = change.revision.saturating_sub(1);
        let reach = before >= past.first;
        let then = if reach && number < ASKED {
            match ask_for(ask, form, Some(&before.to_string())).await {
                Ok((true, _)) => l.s("可以", "yes").to_owned(),
                Ok((false, why)) => match l {
                    Lang::Zh => format!("不可以，{}", first(&words::in_chinese(&why.sentence.zh), '；')),
                    Lang::En => format!("no, {}", first(&why.sentence.en, ';')),
                },
                Err(_) => String::new(),
            }
        } else {
            String::new()
        };
        let told = when::wall(change.at, zone).strftime("%Y-%m-%d %H:%M").to_string();
        let when = match l {
            Lang::Zh => format!("{told} 的变更之前"),
            Lang::En => format!("Before the change of {told}"),
        };
        let href = reach.then(|| form.address(Some(&before.to_string())));
        rows.push(Before { when, then, action: change.action.clone(), href });
    }
    let asked = form.as_of.as_deref().map(|text| match when::read(text, zone) {
        Ok(at) => when::wall(at, zone).strftime("%Y-%m-%d %H:%M").to_string(),
        Err(()) => format!("r-{text}"),
    });
    let field = form.as_of.as_deref().and_then(|text| when::read(text, zone).ok());
    Ok(Earlier {
        rows,
        since: when::local(past.since, zone),
        since_told: when::wall(past.since, zone).strftime("%Y-%m-%d %H:%M").to_string(),
        field: when::local(field.unwrap_or(ask.request.now), zone),
        asked,
    })
}

fn first(sentence: &str, end: char) -> &str {
    sentence.split(end).next().unwrap_or(sentence)
}

/// How the history names a thing.
fn object(kind: &str, id: &str) -> String {
    let word = if kind == "door" { "device" } else { kind };
    format!("{word}:{id}")
}
