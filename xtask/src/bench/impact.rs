//! What the end of a large group would do to whom, in this process.

use std::{hint::black_box, time::Instant};

use anyhow::ensure;
use menjin_engine::{Facts, Shift, impact};
use menjin_model::{Change, DepartmentNo, DocumentNo, Fact, GroupNo, Millis, Party, Perm, Sharing, Span, UserNo};

use super::{
    Bench,
    report::{Goal, Row},
};

pub(super) const ABOUT: &str = "
**Impact in process.** A group of 10,000 people, with 200 documents granted to it, goes with its memberships and grants, in a company
of 100,000 people in 1,000 departments. The engine says for each document and action who loses it; nobody has it by another way.";

const DEPARTMENTS: i64 = 1_000;
const DOCUMENTS: i64 = 200;
const GROUP: GroupNo = GroupNo(1);

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let (people, members) = (number(bench.amount(100_000)), number(bench.amount(10_000)));
    let (before, going) = company(people, members);
    let changes: Vec<Change> = going.into_iter().map(Change::Went).collect();
    let mut after = before.clone();
    after.apply(&changes);
    let mut times = Vec::new();
    for _ in 0..bench.rounds {
        let started = Instant::now();
        let shifts = black_box(impact(&before, &after, &changes, Millis(1)));
        times.push(started.elapsed().as_secs_f64() * 1e3);
        let lost: usize = shifts.iter().map(|Shift { lose, .. }| lose.len()).sum();
        ensure!(lost > usize::try_from(members * DOCUMENTS)?, "{lost} losses are too few");
    }
    eprintln!("  reckoned in {times:.1?} ms");
    Ok(vec![Row::plain(
        "impact of the end of a group of 10,000 with 200 grants, in process",
        &times,
        "ms",
        Goal::AtMost(100.0),
    )])
}

/// A company, and what goes.
fn company(people: i64, members: i64) -> (Facts, Vec<Fact>) {
    let mut facts = Vec::new();
    facts.extend((1..=DEPARTMENTS).map(|id| Fact::Department { id: DepartmentNo(id), parent: DepartmentNo(id / 8) }));
    for id in 1..=people {
        let user = UserNo(id);
        facts.push(Fact::User { id: user, frozen: false, resigned: false, manager: false });
        facts.push(Fact::Place { user, department: DepartmentNo(1 + id % DEPARTMENTS) });
    }
    for id in (1..=DOCUMENTS).map(DocumentNo) {
        let (owner, sharing) = (Party::User(UserNo(people)), Sharing::default());
        let folder = DocumentNo(0);
        facts.push(Fact::Document { id, is_folder: false, owner, folder, inherits: false, sharing, deleted: false });
    }
    let span = Span::ALWAYS;
    let mut going = vec![Fact::Group { id: GROUP, rule: None }];
    for id in 1..=members {
        going.push(Fact::GroupMember { group: GROUP, member: Party::User(UserNo(id)), span });
    }
    for document in (1..=DOCUMENTS).map(DocumentNo) {
        let member = Party::Group(GROUP);
        going.push(Fact::DocumentMember { document, single_page: false, member, perm: Perm::Edit, span });
    }
    facts.extend(going.iter().cloned());
    (facts.into_iter().collect(), going)
}

fn number(amount: usize) -> i64 {
    i64::try_from(amount).unwrap_or(i64::MAX)
}
