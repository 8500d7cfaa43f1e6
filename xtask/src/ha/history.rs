//! What was asked, what was answered, and what that allows to be there in the end.
//!
//! A fact (a group, a person in a group, a batch of people in a group) is only ever changed by one writer, one change
//! after the other, and no longer after an outcome that nobody knows. So what may be there follows from its changes
//! alone: an acknowledged one decides, an unknown one after it leaves both open, a refused one did nothing.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    time::Duration,
};

/// So many people are added or removed by one call.
pub(super) const BATCH: usize = 50;

/// Something that is there or not.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Fact {
    pub(super) company: usize,
    pub(super) group: String,
    pub(super) what: What,
}

/// What it says of the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum What {
    /// It exists.
    Group,
    /// The person is in it.
    Person(usize),
    /// The [`BATCH`] people from this one on are in it: all or none.
    Batch(usize),
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// `code: 0`.
    Acknowledged,
    /// Answered as not done.
    Refused,
    /// Nobody knows.
    Unknown,
}

/// One change; times are from the start of the run.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) fact: Fact,
    /// Whether it was to be there.
    pub(super) present: bool,
    pub(super) writer: usize,
    pub(super) sent: Duration,
    pub(super) answered: Duration,
    pub(super) outcome: Outcome,
}

/// One look at whether somebody who was removed is still shown.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub(super) fact: Fact,
    pub(super) asked: Duration,
    pub(super) shown: bool,
}

/// What was read back: the people of each group that there is.
pub(super) type Found = HashMap<(usize, String), HashSet<usize>>;

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) acknowledged: usize,
    pub(super) refused: usize,
    pub(super) unknown: usize,
    /// Facts that are not as the last acknowledged change left them.
    pub(super) lost: BTreeSet<Fact>,
    /// Facts that no acknowledged change touched, and that a refused one changed.
    pub(super) undead: BTreeSet<Fact>,
    pub(super) batches: usize,
    /// Batches of which a part is there.
    pub(super) torn: BTreeSet<Fact>,
}

/// Holds what was found against what was answered.
pub(super) fn judge(changes: &[Change], found: &Found) -> Counts {
    let mut counts = Counts::default();
    let mut facts: BTreeMap<&Fact, May> = BTreeMap::new();
    for change in changes {
        let may = facts.entry(&change.fact).or_default();
        match change.outcome {
            Outcome::Acknowledged => counts.acknowledged += 1,
            Outcome::Refused => counts.refused += 1,
            Outcome::Unknown => counts.unknown += 1,
        }
        may.follow(change);
    }
    for (fact, may) in facts {
        counts.batches += usize::from(matches!(fact.what, What::Batch(_)));
        let there = match look_up(fact, found) {
            There::Whole => true,
            There::Not => false,
            There::Part => {
                counts.torn.insert(fact.clone());
                continue;
            }
        };
        if may.be(there) {
            continue;
        }
        if may.decided {
            counts.lost.insert(fact.clone())
        } else {
            counts.undead.insert(fact.clone())
        };
    }
    counts
}

/// What a fact may be, after the changes so far; nothing is there at first.
#[derive(Debug, Clone, Copy)]
struct May {
    present: bool,
    absent: bool,
    /// By an acknowledged change.
    decided: bool,
}

impl Default for May {
    fn default() -> Self {
        Self { present: false, absent: true, decided: false }
    }
}

impl May {
    fn follow(&mut self, change: &Change) {
        match change.outcome {
            Outcome::Acknowledged => *self = Self { present: change.present, absent: !change.present, decided: true },
            Outcome::Refused => {}
            Outcome::Unknown if change.present => self.present = true,
            Outcome::Unknown => self.absent = true,
        }
    }

    fn be(self, there: bool) -> bool {
        if there { self.present } else { self.absent }
    }
}

/// How much of a fact is there.
enum There {
    Whole,
    Part,
    Not,
}

fn look_up(fact: &Fact, found: &Found) -> There {
    let Some(people) = found.get(&(fact.company, fact.group.clone())) else { return There::Not };
    let (there, of) = match fact.what {
        What::Group => (1, 1),
        What::Person(person) => (usize::from(people.contains(&person)), 1),
        What::Batch(first) => ((first..first + BATCH).filter(|person| people.contains(person)).count(), BATCH),
    };
    match there {
        0 => There::Not,
        _ if there == of => There::Whole,
        _ => There::Part,
    }
}

/// The looks that showed somebody whose removal had been acknowledged before the question was sent, and who was not
/// being added again before the end of the run.
pub(super) fn stale<'a>(changes: &[Change], looks: &'a [Look]) -> Vec<&'a Look> {
    let mut last: HashMap<&Fact, &Change> = HashMap::new();
    for change in changes {
        last.insert(&change.fact, change);
    }
    let gone = |look: &Look| {
        last.get(&look.fact).is_some_and(|change| {
            !change.present && change.outcome == Outcome::Acknowledged && change.answered <= look.asked
        })
    };
    looks.iter().filter(|look| look.shown && gone(look)).collect()
}

/// A gap may begin so long before the failure that makes it: writers pause between writes.
const BLINK: Duration = Duration::from_secs(1);

/// The longest time without an acknowledged write that ended after `from` and began before `until`, when the next failure
/// comes; one that began just before that is the next failure's. The run ends at `end`.
pub(super) fn longest_gap(changes: &[Change], from: Duration, until: Duration, end: Duration) -> Duration {
    let acknowledged = changes.iter().filter(|change| change.outcome == Outcome::Acknowledged);
    let mut times: Vec<Duration> = acknowledged.map(|change| change.answered).collect();
    times.sort_unstable();
    times.push(end);
    let mut before = Duration::ZERO;
    let mut longest = Duration::ZERO;
    for time in times {
        if time > from && before + BLINK < until {
            longest = longest.max(time.saturating_sub(before));
        }
        before = time;
    }
    longest
}

/// The same for the writer that stood still longest.
pub(super) fn longest_wait(changes: &[Change], from: Duration, until: Duration, end: Duration) -> Duration {
    let mut writers: BTreeMap<usize, Vec<Change>> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.outcome == Outcome::Acknowledged) {
        writers.entry(change.writer).or_default().push(change.clone());
    }
    writers.values().map(|changes| longest_gap(changes, from, until, end)).max().unwrap_or_default()
}

#[cfg(test)]
mod tests;
