//! The engine itself, in this process, on a company as large as they come.

use std::{fs, hint::black_box, time::Instant};

use anyhow::{Context, ensure};
use fastrand::Rng;
use menjin_engine::{Action, Ask, Facts, Resource, decide, facts::Builder};
use menjin_model::{Change, DepartmentNo, DocumentNo, Fact, GroupNo, Link, Millis, Party, Perm, Sharing, Span, UserNo};

use super::{
    Bench,
    report::{Goal, Row},
    rounds::median,
};

pub(super) const ABOUT: &str = "
**The engine in process.** 1,000,000 people in 10,000 departments, five levels deep, 100,000 groups with 10,000,000 people by chance
and 10,000 departments, and 100,000 documents in 10,000 folders, with a person and three groups granted on each document, a
department and two groups on each folder. *Memory*: what this process has more when the facts are built than before, and at most while
they are. *Check*: may somebody see a document, both by chance, and one of two times somebody who is in one of its groups; each is
timed by itself, the reading of the clock included. *While changing*: the same with 10,000 memberships changed since the facts
were built. *Membership*: is somebody in a group, asked likewise.";

const DEPARTMENTS: usize = 10_000;
const FAN_OUT: usize = 8;
const FOLDERS_BELOW: usize = 1000;
/// When it is asked about: nothing here begins or ends.
const NOW: Millis = Millis(1_767_225_600_000);

/// How much of each.
#[derive(Debug, Clone, Copy)]
struct Size {
    people: usize,
    groups: usize,
    memberships: usize,
    documents: usize,
}

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let size = Size {
        people: bench.amount(1_000_000),
        groups: bench.amount(100_000),
        memberships: bench.amount(10_000_000),
        documents: bench.amount(100_000),
    };
    forget_peak()?;
    let before = memory("VmRSS:")?;
    let started = Instant::now();
    let mut builder = Builder::default();
    fill(&mut builder, size);
    let filled = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let facts = builder.build();
    let built = started.elapsed().as_secs_f64();
    let (held, peak) = (memory("VmRSS:")? - before, memory("VmHWM:")? - before);
    let bytes = held * f64::from(1 << 20) / lossy(size.memberships);
    eprintln!(
        "  filled in {filled:.1} s, built in {built:.1} s, {held:.1} MiB, {bytes:.1} bytes a membership all in all"
    );
    let mut changing = facts.clone();
    change(&mut changing, size);

    let (mut still, mut busy, mut members) = (Times::default(), Times::default(), Times::default());
    let count = bench.amount(200_000);
    for round in 0..bench.rounds {
        let asks = asks(&facts, size, count, round as u64)?;
        let yes = still.take(&asks, |ask| decide(&facts, ask));
        busy.take(&asks, |ask| decide(&changing, ask));
        let pairs = pairs(&facts, size, count, round as u64);
        let is_in = members.take(&pairs, |(group, member)| facts.membership(*group, *member).is_some());
        eprintln!("  round {}: {yes} of {count} checks and {is_in} memberships are a yes", round + 1);
    }
    Ok(vec![
        Row::plain(name("memory of the facts"), &[held], "MiB", Goal::AtMost(90.0)),
        Row::plain(name("memory while they are built"), &[peak], "MiB", Goal::AtMost(300.0)),
        Row::plain(name("check, median"), &still.medians, "µs", Goal::AtMost(1.0)),
        Row::plain(name("check, p99"), &still.slow, "µs", Goal::AtMost(5.0)),
        Row::plain(name("check while changing, median"), &busy.medians, "µs", Goal::AtMost(1.0)),
        Row::plain(name("check while changing, p99"), &busy.slow, "µs", Goal::AtMost(5.0)),
        Row::plain(name("membership, median"), &members.medians, "µs", Goal::AtMost(1.0)),
        Row::plain(name("membership, p99"), &members.slow, "µs", Goal::AtMost(5.0)),
    ])
}

fn name(what: &str) -> String {
    format!("in process, 1 M people, 100 k groups, 10 M memberships: {what}")
}

/// The company, the same one at every call, table by table as a store reads it.
fn fill(builder: &mut Builder, size: Size) {
    let mut random = Rng::with_seed(11);
    let person = |random: &mut Rng| Party::User(UserNo(one_of(random, size.people)));
    let department = |random: &mut Rng| DepartmentNo(one_of(random, DEPARTMENTS));
    let group = |random: &mut Rng| Party::Group(GroupNo(one_of(random, size.groups)));
    for number in 1..=DEPARTMENTS {
        builder.push(Fact::Department { id: DepartmentNo(id(number)), parent: DepartmentNo(id(number / FAN_OUT)) });
    }
    for number in 1..=size.people {
        builder.push(Fact::User { id: UserNo(id(number)), frozen: false, resigned: false, manager: false });
    }
    for number in 1..=size.people {
        builder.push(Fact::Place { user: UserNo(id(number)), department: department(&mut random) });
    }
    for number in 1..=size.groups {
        builder.push(Fact::Group { id: GroupNo(id(number)), rule: None });
    }
    let mut members = Vec::new();
    for number in 1..=size.groups {
        members.clear();
        members.extend((0..size.memberships / size.groups).map(|_| person(&mut random)));
        members.sort_unstable();
        for member in &members {
            builder.push(Fact::GroupMember { group: GroupNo(id(number)), member: *member, span: Span::ALWAYS });
        }
    }
    for number in (1..=size.groups).step_by(10) {
        let member = Party::Department(department(&mut random));
        builder.push(Fact::GroupMember { group: GroupNo(id(number)), member, span: Span::ALWAYS });
    }
    let folders = size.documents / 10;
    for number in 1..=folders + size.documents {
        let folder = if number <= folders { number / FOLDERS_BELOW } else { random.usize(1..=folders) };
        builder.push(Fact::Document {
            id: DocumentNo(id(number)),
            is_folder: number <= folders,
            owner: person(&mut random),
            folder: DocumentNo(id(folder)),
            inherits: true,
            sharing: Sharing { link: Some(Link::Closed), ..Sharing::default() },
            deleted: false,
        });
    }
    for number in 1..=folders + size.documents {
        let first = if number <= folders { Party::Department(department(&mut random)) } else { person(&mut random) };
        let groups = if number <= folders { 2 } else { 3 };
        for member in std::iter::once(first).chain((0..groups).map(|_| group(&mut random))) {
            let document = DocumentNo(id(number));
            builder.push(Fact::DocumentMember {
                document,
                single_page: false,
                member,
                perm: Perm::Edit,
                span: Span::ALWAYS,
            });
        }
    }
}

/// People who come into groups and leave them.
fn change(facts: &mut Facts, size: Size) {
    let mut random = Rng::with_seed(13);
    for _ in 0..10_000 {
        let (group, member) = (GroupNo(one_of(&mut random, size.groups)), somebody(&mut random, size));
        let gone = facts.members(group).next().filter(|_| random.bool());
        let change = match gone {
            Some((member, span)) => Change::Went(Fact::GroupMember { group, member, span }),
            None => Change::Came(Fact::GroupMember { group, member, span: Span::ALWAYS }),
        };
        facts.apply(&[change]);
    }
}

/// Questions about documents; every other one about somebody in one of the groups that are granted.
fn asks(facts: &Facts, size: Size, count: usize, seed: u64) -> anyhow::Result<Vec<Ask>> {
    let mut random = Rng::with_seed(seed);
    let folders = size.documents / 10;
    let mut asks = Vec::with_capacity(count);
    for number in 0..count {
        let document = DocumentNo(id(folders + random.usize(1..=size.documents)));
        let mut subject = somebody(&mut random, size);
        if number % 2 == 0 {
            let group = facts.grants(document, false).find_map(|(party, _, _)| match party {
                Party::Group(group) => Some(group),
                _ => None,
            });
            let group = group.context("a document has no group")?;
            let place = random.usize(..size.memberships / size.groups / 2);
            subject = facts.members(group).nth(place).context("a group is small")?.0;
        }
        asks.push(Ask { subject, action: Action::View, resource: Resource::Document(document), at: NOW });
    }
    Ok(asks)
}

/// Groups and people, every other one of them in it.
fn pairs(facts: &Facts, size: Size, count: usize, seed: u64) -> Vec<(GroupNo, Party)> {
    let mut random = Rng::with_seed(seed);
    let mut pairs = Vec::with_capacity(count);
    for number in 0..count {
        let group = GroupNo(one_of(&mut random, size.groups));
        let place = random.usize(..size.memberships / size.groups / 2);
        let member = facts.members(group).nth(place).filter(|_| number % 2 == 0);
        pairs.push((group, member.map_or_else(|| somebody(&mut random, size), |(member, _)| member)));
    }
    pairs
}

fn somebody(random: &mut Rng, size: Size) -> Party {
    Party::User(UserNo(one_of(random, size.people)))
}

fn one_of(random: &mut Rng, count: usize) -> i64 {
    id(random.usize(1..=count))
}

fn id(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Median and 99th percentile of each round, in microseconds.
#[derive(Debug, Default)]
struct Times {
    medians: Vec<f64>,
    slow: Vec<f64>,
}

impl Times {
    /// Times each question by itself, and counts the yes.
    fn take<Q>(&mut self, questions: &[Q], answer: impl Fn(&Q) -> bool) -> usize {
        let mut times = Vec::with_capacity(questions.len());
        let mut yes = 0;
        for question in questions {
            let started = Instant::now();
            let answer = black_box(answer(black_box(question)));
            times.push(started.elapsed().as_secs_f64() * 1e6);
            yes += usize::from(answer);
        }
        self.medians.push(median(times.iter().copied()));
        times.sort_by(f64::total_cmp);
        self.slow.push(times.get(times.len() * 99 / 100).copied().unwrap_or(f64::NAN));
        yes
    }
}

/// A line of this process's status, in MiB.
fn memory(name: &str) -> anyhow::Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).context("the status has no such line")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
    ensure!(kib > 0.0, "the process has no memory");
    Ok(kib / 1024.0)
}

/// Lets the peak begin anew.
fn forget_peak() -> anyhow::Result<()> {
    fs::write("/proc/self/clear_refs", "5").context("cannot reset the peak of memory")
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few million")]
fn lossy(count: usize) -> f64 {
    count as f64
}
