//! One group looked at closely: what it opens and for how many, how busy it is. Remembered, see [`super::memory`].

use std::{collections::HashSet, sync::Arc};

use menjin_api::menjin::group::{Hours, Level, Opened, get::Activity};
use menjin_engine::{
    Ask, Facts, Resource, decide,
    door::{Wall, next_opening},
};
use menjin_model::{Change, DocumentNo, GroupNo, Millis, Party, TenantNo, UserNo};
use menjin_store::{BoxFuture, StoreError, change, decision_log, naming::Thing};

use super::{belong, census::Census, holds, holds::Hold, hours, memory, names::Names};
use crate::{Cx, Refusal, knowledge::Standing};

const MONTH: i64 = 30 * 86_400_000;
/// So many of the latest decisions are looked at.
const DECISIONS: i64 = 20_000;
/// A door that opens for nobody within these is open for nobody.
const SOON: i64 = 24 * 86_400_000;
/// More decisions than these are not made for one answer.
const DECIDED_MAX: usize = 200_000;
/// Documents below a folder are counted so far.
const BELOW_MAX: i64 = 10_000;

/// What is known of a group.
#[derive(Debug)]
pub(super) struct Detail {
    pub(super) at: Millis,
    pub(super) until: Millis,
    pub(super) activity: Activity,
    pub(super) access: Vec<Opened>,
}

/// What is known of a group, and whether it was remembered.
pub(super) async fn detail(
    cx: &Cx,
    tenant: TenantNo,
    (census, standing): (&Census, &Standing),
    (no, id): (GroupNo, &str),
    refresh: bool,
    now: Millis,
) -> Result<(Arc<Detail>, bool), Refusal> {
    if refresh {
        cx.groups.forced(tenant, now);
    } else if let Some(known) = cx.groups.detail(tenant, census.state, no, now) {
        return Ok((known, true));
    }
    let facts = standing.facts.clone();
    let looked = tokio::task::spawn_blocking(move || look(&facts, no, now)).await;
    let (holds, counts) = looked.map_err(|error| Refusal::fault(error.to_string()))?;
    let mut names = Names::default();
    for hold in &holds {
        names.want_resource(hold.resource);
        if let Some(rule) = hold.rule {
            names.want(Thing::Rule, rule.0);
        }
    }
    names.read(cx, tenant).await?;
    let until = Millis(now.0 + memory::DETAILS_FOR).min(census.until);
    let access = holds.iter().zip(counts).map(|(hold, counts)| opened(&standing.facts, hold, counts, &names, now));
    let access = access.collect();
    let detail = Arc::new(Detail { at: now, until, activity: activity(cx, tenant, id, now).await?, access });
    cx.groups.keep_detail(tenant, census.state, no, &detail);
    Ok((detail, false))
}

/// How many may, and how many of them still might without the group.
type Counts = Option<(i64, i64)>;

fn look(facts: &Facts, group: GroupNo, now: Millis) -> (Vec<Hold>, Vec<Counts>) {
    let holds = holds::of(facts, group, now);
    let people = belong::people(facts, group, now, &mut None);
    if people.len().saturating_mul(holds.len()) > DECIDED_MAX {
        let counts = vec![None; holds.len()];
        return (holds, counts);
    }
    let mut without = facts.clone();
    let mut seen = HashSet::new();
    let gone = holds.iter().filter(|hold| seen.insert(hold.fact.key())).map(|hold| Change::Went(hold.fact.clone()));
    without.apply(&gone.collect::<Vec<_>>());
    let wall = Wall::of(facts.zone());
    let counts = holds.iter().map(|hold| Some(count(facts, &without, &people, hold, moment(facts, hold, &wall, now))));
    let counts = counts.collect();
    (holds, counts)
}

/// When it is decided: now, and for a door when its rule opens next.
fn moment(facts: &Facts, hold: &Hold, wall: &Wall, now: Millis) -> Option<Millis> {
    if !hold.span.holds(now) {
        return None;
    }
    match hold.rule {
        Some(rule) => next_opening(facts.rule(rule)?, wall, now, Millis(now.0 + SOON)),
        None => Some(now),
    }
}

fn count(facts: &Facts, without: &Facts, people: &[UserNo], hold: &Hold, at: Option<Millis>) -> (i64, i64) {
    let Some(at) = at else { return (0, 0) };
    let (mut may, mut otherwise) = (0, 0);
    for user in people {
        let ask = Ask { subject: Party::User(*user), action: hold.action, resource: hold.resource, at };
        if decide(facts, &ask) {
            may += 1;
            otherwise += i64::from(decide(without, &ask));
        }
    }
    (may, otherwise)
}

fn opened(facts: &Facts, hold: &Hold, counts: Counts, names: &Names, now: Millis) -> Opened {
    let shown = names.shown(facts, hold.resource);
    let hours = hold.rule.and_then(|rule| {
        let opening = facts.rule(rule)?;
        let (zh, en) = hours::words(opening, now);
        let (rule_id, rule_name) = names.of(Thing::Rule, rule.0);
        Some(Hours { rule_id, rule_name, zh, en, always: hours::is_always(opening) })
    });
    let below = match hold.resource {
        Resource::Document(no) if facts.document(no).is_some_and(|document| document.is_folder) => {
            Some(below(facts, no))
        }
        _ => None,
    };
    Opened {
        r#type: shown.r#type,
        id: shown.id,
        name: shown.name,
        action: hold.action.as_str().to_owned(),
        hours,
        below,
        starts: if hold.span.starts > now { hold.span.starts.0 } else { 0 },
        ends: hold.span.ends.0,
        people: counts.map(|(may, _)| may),
        people_otherwise: counts.map(|(_, otherwise)| otherwise),
    }
}

/// Documents and folders that take over from a folder who may what.
fn below(facts: &Facts, folder: DocumentNo) -> i64 {
    let (mut count, mut rest) = (0, vec![folder]);
    while let Some(folder) = rest.pop() {
        for document in facts.documents_below(folder) {
            let Some(row) = facts.document(document).filter(|row| row.inherits && !row.deleted) else { continue };
            count += 1;
            if count >= BELOW_MAX {
                return count;
            }
            if row.is_folder {
                rest.push(document);
            }
        }
    }
    count
}

async fn activity(cx: &Cx, tenant: TenantNo, id: &str, now: Millis) -> Result<Activity, Refusal> {
    let (object, named) = (format!("group:{id}"), serde_json::Value::from(id).to_string());
    let named = format!("\"type\":\"group\",\"id\":{named}}}");
    let since = Millis(now.0 - MONTH);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let (object, named) = (object.clone(), named.clone());
        Box::pin(async move {
            let changes = change::object::count_since(tx, tenant, &object, since).await?;
            Ok((changes, decision_log::naming(tx, tenant, since, &named, DECISIONS).await?))
        })
    });
    let (changes, decisions) = read.await?;
    Ok(Activity { level: level(changes + decisions), changes, decisions })
}

fn level(count: i64) -> Level {
    match count {
        20.. => Level::High,
        5..=19 => Level::Medium,
        1..=4 => Level::Low,
        _ => Level::None,
    }
}

#[cfg(test)]
mod tests {
    use menjin_api::menjin::group::Level;

    use super::level;

    #[test]
    fn a_group_is_as_busy_as_it_is_changed_and_asked_about() {
        use Level::{High, Low, Medium, None};
        let levels = [0, 1, 4, 5, 19, 20].map(level);
        assert_eq!(levels, [None, Low, Low, Medium, Medium, High]);
    }
}
