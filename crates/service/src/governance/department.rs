//! Departments as a tree, with how many people there are in each.

use std::collections::{HashMap, HashSet};

use menjin_api::menjin::{membership::code, person::list::ListPeople};
use menjin_engine::Facts;
use menjin_model::{DepartmentNo, TenantNo, UserNo};
use menjin_store::{
    BoxFuture, StoreError,
    department::row::{self, DepartmentRow},
    person::row as people,
};

use super::analysis::find_department;
use crate::{Call, Cx, Refusal, knowledge};

/// So many departments are shown at once.
pub const SHOWN: usize = 150;

/// Departments below one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The ones above it, from the top, and itself; empty for the root.
    pub path: Vec<Node>,
    /// Those below it, each before those below itself.
    pub nodes: Vec<Node>,
    /// People in it or below it.
    pub people: usize,
    /// Departments below it.
    pub departments: usize,
    /// Not all are shown: the deepest are left out.
    pub is_cut: bool,
}

/// A department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its `department_id`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How far below the one asked about; 1 is a child.
    pub level: usize,
    /// Who leads it: `user_id` and name.
    pub leader: Option<(String, String)>,
    /// People in it or below it.
    pub people: usize,
    /// People in it.
    pub direct: usize,
    /// Departments directly below it.
    pub children: usize,
}

/// The departments below one; `None` is the company. Whoever may list people may see where they are.
pub async fn tree(cx: &Cx, call: Call<ListPeople>) -> Result<Tree, Refusal> {
    find(cx, call, counts).await
}

/// The same to choose from, without counting anybody.
pub async fn choices(cx: &Cx, call: Call<ListPeople>) -> Result<Tree, Refusal> {
    find(cx, call, |_| Counts::default()).await
}

async fn find(cx: &Cx, call: Call<ListPeople>, count: impl FnOnce(&Facts) -> Counts) -> Result<Tree, Refusal> {
    let tenant = call.caller.tenant;
    let top = match call.query.department_id.as_deref() {
        None => DepartmentNo::ROOT,
        Some(id) => find_department(cx, tenant, id).await?.ok_or(code::DEPARTMENT_UNKNOWN)?,
    };
    let facts = knowledge::whole(cx, tenant).await?.facts;
    let path: Vec<DepartmentNo> = facts.upwards(top).filter(|no| *no != DepartmentNo::ROOT).collect();
    let (below, is_cut) = below(&facts, top);
    let wanted: Vec<DepartmentNo> = path.iter().copied().chain(below.iter().map(|(no, _)| *no)).collect();
    let (rows, leaders) = read(cx, tenant, &wanted).await?;
    let counts = count(&facts);
    let node = |no: DepartmentNo, level| {
        let row = rows.get(&no)?;
        Some(Node {
            id: row.department_id.clone(),
            name: row.name.clone(),
            level,
            leader: leaders.get(&row.leader).cloned(),
            people: counts.within.get(&no).copied().unwrap_or(0),
            direct: counts.direct.get(&no).copied().unwrap_or(0),
            children: facts.departments_below(no).count(),
        })
    };
    let levels: HashMap<DepartmentNo, usize> = below.iter().copied().collect();
    let mut nodes = Vec::with_capacity(below.len());
    // Each is followed by those below it, all in the order that the company gave them.
    let mut open = vec![top];
    while let Some(no) = open.pop() {
        nodes.extend(levels.get(&no).and_then(|level| node(no, *level)));
        let mut children: Vec<DepartmentNo> =
            facts.departments_below(no).filter(|child| levels.contains_key(child) && *child != no).collect();
        children.sort_by_key(|child| std::cmp::Reverse(rows.get(child).map(|row| (row.position, row.id))));
        open.extend(children);
    }
    Ok(Tree {
        path: path.into_iter().rev().filter_map(|no| node(no, 0)).collect(),
        nodes,
        people: counts.within.get(&top).copied().unwrap_or(0),
        departments: descendants(&facts, top),
        is_cut,
    })
}

/// Departments below one with their levels, level by level, and whether some were left out.
fn below(facts: &Facts, top: DepartmentNo) -> (Vec<(DepartmentNo, usize)>, bool) {
    let (mut all, mut seen) = (Vec::new(), HashSet::from([top]));
    let mut level: Vec<DepartmentNo> = vec![top];
    for depth in 1.. {
        let next: Vec<DepartmentNo> =
            level.iter().flat_map(|no| facts.departments_below(*no)).filter(|no| seen.insert(*no)).collect();
        if next.is_empty() {
            return (all, false);
        }
        let room = SHOWN.saturating_sub(all.len());
        let is_cut = next.len() > room;
        all.extend(next.iter().take(room).map(|no| (*no, depth)));
        if is_cut {
            return (all, true);
        }
        level = next;
    }
    (all, false)
}

fn descendants(facts: &Facts, top: DepartmentNo) -> usize {
    let (mut seen, mut open) = (HashSet::from([top]), vec![top]);
    while let Some(no) = open.pop() {
        open.extend(facts.departments_below(no).filter(|below| seen.insert(*below)));
    }
    seen.len() - 1
}

#[derive(Debug, Default)]
struct Counts {
    within: HashMap<DepartmentNo, usize>,
    direct: HashMap<DepartmentNo, usize>,
}

/// How many people there are in each department, and in it or below it; each counts once.
fn counts(facts: &Facts) -> Counts {
    let mut counts = Counts::default();
    let mut within: Vec<DepartmentNo> = Vec::new();
    for (user, _) in facts.users(None).filter(|(_, person)| !person.resigned) {
        within.clear();
        for place in facts.places(user) {
            *counts.direct.entry(place).or_default() += 1;
            within.extend(facts.upwards(place));
        }
        within.push(DepartmentNo::ROOT);
        within.sort_unstable();
        within.dedup();
        for no in &within {
            *counts.within.entry(*no).or_default() += 1;
        }
    }
    counts
}

type Rows = HashMap<DepartmentNo, DepartmentRow>;
type Leaders = HashMap<UserNo, (String, String)>;

async fn read(cx: &Cx, tenant: TenantNo, wanted: &[DepartmentNo]) -> Result<(Rows, Leaders), Refusal> {
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let rows = row::find(tx, tenant, wanted).await?;
            let mut leaders: Vec<UserNo> = rows.iter().map(|row| row.leader).filter(|no| no.0 != 0).collect();
            leaders.sort_unstable();
            leaders.dedup();
            Ok((rows, people::find(tx, tenant, &leaders).await?))
        })
    });
    let (rows, leaders) = read.await?;
    let rows = rows.into_iter().map(|row| (row.id, row)).collect();
    let leaders = leaders.into_iter().map(|row| (row.id, (row.user_id, row.name))).collect();
    Ok((rows, leaders))
}
