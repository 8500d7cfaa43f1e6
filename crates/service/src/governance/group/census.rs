//! All groups of a tenant at a glance: who is in them, what they open, how risky and how busy they are. Found out once for each state
//! of the tenant.

mod overlap;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use menjin_api::menjin::group::{Group, Input, Kind, Opens, Risk, Thing as Shown};
use menjin_engine::{Action, Facts, Resource};
use menjin_model::{GroupNo, Millis, RuleNo, Span, TenantNo};
use menjin_store::{
    BoxFuture, StoreError,
    group::{
        self, Filter, GroupAt,
        census::{changes, latest},
    },
};

use super::{belong, belong::Company, holds, holds::Hold, hours, memory::State, names, names::Names};
use crate::{
    Cx, Refusal, contact,
    governance::risk::{self, Holding},
    knowledge::{self, Standing},
};
use overlap::Crowds;

const WEEK: i64 = 7 * 86_400_000;
/// How many weeks of changes are told.
const WEEKS: usize = 12;
/// Counts of weeks move on with time, so that a census holds no longer.
const HOLDS_FOR: i64 = 3_600_000;
/// So many things are named beside a reason for a risk.
const NAMED: usize = 3;

/// All groups of a tenant, at one moment.
#[derive(Debug)]
pub struct Census {
    pub(super) state: State,
    pub(super) at: Millis,
    /// The first moment at which something may begin or end.
    pub(super) until: Millis,
    /// The groups, in the order of their making.
    pub groups: Vec<(GroupNo, Group)>,
    /// What they open together, each thing counted once.
    pub opens: Opens,
}

impl Census {
    /// The group with this number, and how old it is now.
    pub(super) fn group(&self, no: GroupNo, now: Millis) -> Option<Group> {
        let place = self.groups.binary_search_by_key(&no, |(no, _)| *no).ok()?;
        self.groups.get(place).map(|(_, group)| aged(group, now))
    }

    /// The number of the group with this id.
    pub(super) fn number(&self, id: &str) -> Option<GroupNo> {
        self.groups.iter().find(|(_, group)| group.group_id == id).map(|(no, _)| *no)
    }
}

/// A group as it is shown now: its age goes on while the census holds.
pub(super) fn aged(group: &Group, now: Millis) -> Group {
    Group { age_days: names::days_since(Millis(group.created), now), ..group.clone() }
}

/// The present state of a tenant.
pub(super) async fn standing(cx: &Cx, tenant: TenantNo) -> Result<(State, Standing), StoreError> {
    // Asked first: what was read before everything was replaced is not of the new state.
    let generation = cx.knowledge.names().generation();
    let standing = knowledge::whole(cx, tenant).await?;
    Ok(((generation, standing.revision), standing))
}

/// All groups of a tenant; `refresh`: nothing that is remembered will do.
pub async fn census(cx: &Cx, tenant: TenantNo, refresh: bool, now: Millis) -> Result<Arc<Census>, Refusal> {
    let (state, standing) = standing(cx, tenant).await?;
    if !refresh && let Some(known) = cx.groups.census(tenant, state, now) {
        return Ok(known);
    }
    let first = Millis(now.0 - WEEK * 12);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let filter = Filter { kind: 0, listed_by: None };
            let rows = group::list_at(tx, tenant, now, filter, GroupNo(0), contact::group::GROUPS_MAX * 2).await?;
            Ok((rows, changes(tx, tenant, first, WEEK).await?, latest(tx, tenant).await?))
        })
    });
    let (rows, weeks, latest) = read.await?;
    let facts = standing.facts.clone();
    let ids: Vec<GroupNo> = rows.iter().map(|row| row.row.id).collect();
    let found = tokio::task::spawn_blocking(move || look(&facts, &ids, now));
    let found = found.await.map_err(|error| Refusal::fault(error.to_string()))?;

    let mut names = Names::default();
    for resource in found.groups.iter().flat_map(|(_, seen)| seen.things.iter().flat_map(|(_, things)| things)) {
        names.want_resource(*resource);
    }
    names.read(cx, tenant).await?;
    let mut told = Told { weeks: HashMap::new(), latest: latest.into_iter().collect(), names };
    for (group, week, count) in weeks {
        let weeks = told.weeks.entry(group).or_insert_with(|| vec![0; WEEKS]);
        // The last moment of all is a stretch of its own.
        let week = usize::try_from(week).unwrap_or(0).min(WEEKS - 1);
        if let Some(place) = weeks.get_mut(week) {
            *place += count;
        }
    }
    let mut seen: HashMap<GroupNo, Seen> = found.groups.into_iter().collect();
    let group = |row: GroupAt| {
        let no = row.row.id;
        (no, show(row, &seen.remove(&no).unwrap_or_default(), &told, &standing.facts, now))
    };
    let census = Arc::new(Census {
        state,
        at: now,
        until: found.until,
        groups: rows.into_iter().map(group).collect(),
        opens: found.opens,
    });
    cx.groups.keep_census(tenant, &census);
    Ok(census)
}

/// What the database tells beside the rows.
struct Told {
    weeks: HashMap<GroupNo, Vec<i64>>,
    latest: HashMap<GroupNo, Millis>,
    names: Names,
}

/// What facts tell of all groups.
struct Found {
    groups: Vec<(GroupNo, Seen)>,
    until: Millis,
    opens: Opens,
}

/// What facts tell of one.
#[derive(Debug, Default)]
struct Seen {
    holding: Holding,
    opens: Opens,
    ending: i64,
    things: Vec<(Kind, Vec<Resource>)>,
}

fn look(facts: &Facts, groups: &[GroupNo], at: Millis) -> Found {
    let mut company: Option<Company> = None;
    let mut crowds = Crowds::of(facts);
    let mut until = Millis(at.0 + HOLDS_FOR);
    let mut all: Vec<(GroupNo, Vec<Hold>, BTreeSet<Resource>)> = Vec::with_capacity(groups.len());
    for group in groups {
        crowds.add(&belong::people(facts, *group, at, &mut company));
        let holds = holds::of(facts, *group, at);
        for span in holds.iter().map(|hold| hold.span).chain(facts.members(*group).map(|(_, span)| span)) {
            until = until.min(next(span, at).unwrap_or(until));
        }
        let things = holds.iter().filter(|hold| hold.span.holds(at)).map(|hold| hold.resource).collect();
        all.push((*group, holds, things));
    }
    // Only groups that open some of the same are held against each other.
    let mut by_thing: BTreeMap<Resource, Vec<usize>> = BTreeMap::new();
    for (place, (_, _, things)) in all.iter().enumerate() {
        for thing in things {
            by_thing.entry(*thing).or_default().push(place);
        }
    }
    let mut seen = Vec::with_capacity(all.len());
    for (place, (group, holds, things)) in all.iter().enumerate() {
        let sharing: BTreeSet<usize> =
            things.iter().filter_map(|thing| by_thing.get(thing)).flatten().copied().collect();
        let twins = crowds.twins(place, &sharing);
        let twins = twins.into_iter().filter_map(|other| all.get(other)).map(|(no, _, _)| Resource::Group(*no));
        seen.push((*group, weigh(facts, *group, at, (holds, things), crowds.count(place), twins.collect())));
    }
    Found { groups: seen, until, opens: holds::counted(&by_thing.into_keys().collect()) }
}

/// The next moment at which a span begins or ends.
fn next(span: Span, at: Millis) -> Option<Millis> {
    [span.starts, span.ends].into_iter().filter(|moment| *moment > at).min()
}

fn weigh(
    facts: &Facts,
    group: GroupNo,
    at: Millis,
    (holds, opens): (&[Hold], &BTreeSet<Resource>),
    (people, frozen): (i64, i64),
    twins: Vec<Resource>,
) -> Seen {
    let is_always = |rule: Option<RuleNo>| rule.and_then(|rule| facts.rule(rule)).is_some_and(hours::is_always);
    let now = holds.iter().filter(|hold| hold.span.holds(at));
    let always = now.clone().filter(|hold| is_always(hold.rule)).map(|hold| hold.resource).collect::<BTreeSet<_>>();
    let managed =
        now.filter(|hold| hold.action == Action::FullAccess).map(|hold| hold.resource).collect::<BTreeSet<_>>();
    let week_on = Millis(at.0 + WEEK);
    let (mut ending, mut endless, mut some_end) = (0, 0, false);
    for (_, span) in facts.members(group).filter(|(_, span)| span.holds(at)) {
        let ends = span.ends != Millis(0);
        some_end |= ends;
        endless += i64::from(!ends);
        ending += i64::from(ends && span.ends <= week_on);
    }
    let count = |things: usize| i64::try_from(things).unwrap_or(i64::MAX);
    Seen {
        holding: Holding {
            people,
            frozen,
            always_open: count(always.len()),
            manages: count(managed.len()),
            administers: 0,
            overlaps: count(twins.len()),
            endless: if some_end { endless } else { 0 },
        },
        opens: holds::counted(opens),
        ending,
        things: vec![
            (Kind::AlwaysOpen, always.into_iter().take(NAMED).collect()),
            (Kind::Manages, managed.into_iter().take(NAMED).collect()),
            (Kind::Overlap, twins.into_iter().take(NAMED).collect()),
        ],
    }
}

fn show(row: GroupAt, seen: &Seen, told: &Told, facts: &Facts, now: Millis) -> Group {
    let is_dynamic = row.is_dynamic();
    let (users, departments) = (row.users(), row.departments());
    let row = row.row;
    let changed = told.latest.get(&row.id).copied().unwrap_or_default();
    let risk::Risk { level, points, inputs } = risk::of(&seen.holding);
    let named = |kind: Kind| -> Vec<Shown> {
        let things = seen.things.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, things)| things);
        things.iter().map(|thing| told.names.shown(facts, *thing)).collect()
    };
    let input = |(kind, points, count)| Input { kind, points, count, things: named(kind) };
    Group {
        name: row.name,
        description: row.description,
        r#type: row.r#type,
        type_text: if is_dynamic { "动态用户组" } else { "普通用户组" }.to_owned(),
        member_user_count: if is_dynamic { seen.holding.people } else { users },
        member_department_count: departments,
        people: seen.holding.people,
        frozen: seen.holding.frozen,
        ending: seen.ending,
        opens: seen.opens,
        risk: Risk { level, points, inputs: inputs.into_iter().map(input).collect() },
        activity: told.weeks.get(&row.id).cloned().unwrap_or_else(|| vec![0; WEEKS]),
        updated: row.updated.max(changed).0,
        created: row.created.0,
        age_days: names::days_since(row.created, now),
        group_id: row.group_id.0,
    }
}
