//! Made-up histories.

use super::{
    Outcome::{Acknowledged, Refused, Unknown},
    *,
};

fn fact(what: What) -> Fact {
    Fact { company: 0, group: "g".to_owned(), what }
}

fn seconds(number: u64) -> Duration {
    Duration::from_secs(number)
}

fn change(what: What, present: bool, outcome: Outcome) -> Change {
    Change { fact: fact(what), present, writer: 0, sent: seconds(1), answered: seconds(2), outcome }
}

fn acknowledged(writer: usize, answered: u64) -> Change {
    Change { writer, answered: seconds(answered), ..change(What::Group, true, Acknowledged) }
}

fn found(people: impl IntoIterator<Item = usize>) -> Found {
    Found::from([((0, "g".to_owned()), people.into_iter().collect())])
}

/// Whether a person with these changes counts as lost, or as changed by a refused call, when they are there or not.
fn verdict(changes: &[(bool, Outcome)], there: bool) -> (usize, usize) {
    let changes: Vec<Change> =
        changes.iter().map(|(present, outcome)| change(What::Person(7), *present, *outcome)).collect();
    let counts = judge(&changes, &found(there.then_some(7)));
    (counts.lost.len(), counts.undead.len())
}

const FINE: (usize, usize) = (0, 0);
const LOST: (usize, usize) = (1, 0);
const UNDEAD: (usize, usize) = (0, 1);

#[test]
fn an_acknowledged_change_that_is_not_there_is_lost() {
    assert_eq!(verdict(&[(true, Acknowledged)], true), FINE);
    assert_eq!(verdict(&[(true, Acknowledged)], false), LOST);
    assert_eq!(verdict(&[(true, Acknowledged), (false, Acknowledged)], false), FINE);
    assert_eq!(verdict(&[(true, Acknowledged), (false, Acknowledged)], true), LOST);
}

#[test]
fn an_unknown_change_may_be_there_or_not() {
    for there in [true, false] {
        assert_eq!(verdict(&[(true, Unknown)], there), FINE);
        assert_eq!(verdict(&[(true, Acknowledged), (false, Unknown)], there), FINE);
        assert_eq!(verdict(&[(true, Unknown), (false, Refused)], there), FINE);
    }
}

#[test]
fn an_acknowledged_change_decides_what_an_unknown_one_left_open() {
    assert_eq!(verdict(&[(true, Unknown), (true, Acknowledged)], false), LOST);
    assert_eq!(verdict(&[(true, Unknown), (true, Acknowledged)], true), FINE);
}

#[test]
fn a_refused_change_must_not_have_been_done() {
    assert_eq!(verdict(&[(true, Refused)], false), FINE);
    assert_eq!(verdict(&[(true, Refused)], true), UNDEAD);
    assert_eq!(verdict(&[(true, Refused), (true, Acknowledged)], true), FINE);
    assert_eq!(verdict(&[(true, Acknowledged), (false, Refused)], true), FINE);
    assert_eq!(verdict(&[(true, Acknowledged), (false, Refused)], false), LOST);
}

#[test]
fn a_group_that_is_gone_takes_its_people_with_it() {
    let changes = [
        change(What::Group, true, Acknowledged),
        change(What::Batch(0), true, Acknowledged),
        change(What::Person(60), true, Acknowledged),
        change(What::Person(61), true, Unknown),
    ];
    let counts = judge(&changes, &Found::new());
    assert_eq!(counts.lost.len(), 3);
    assert_eq!((counts.acknowledged, counts.unknown, counts.batches), (3, 1, 1));
}

#[test]
fn a_part_of_a_batch_is_torn_whatever_was_answered() {
    for outcome in [Acknowledged, Refused, Unknown] {
        let changes = [change(What::Batch(50), true, outcome)];
        assert_eq!(judge(&changes, &found(50..99)).torn.len(), 1, "{outcome:?}");
        assert_eq!(judge(&changes, &found(50..51)).torn.len(), 1, "{outcome:?}");
        assert_eq!(judge(&changes, &found(50..100)).torn.len(), 0, "{outcome:?}");
        assert_eq!(judge(&changes, &found(0..50)).torn.len(), 0, "{outcome:?}");
    }
}

#[test]
fn a_batch_that_is_there_in_part_after_its_removal_is_torn() {
    let changes = [change(What::Batch(0), true, Acknowledged), change(What::Batch(0), false, Acknowledged)];
    assert_eq!(judge(&changes, &found(10..20)).torn.len(), 1);
    assert_eq!(judge(&changes, &found(0..50)).lost.len(), 1);
    assert_eq!(judge(&changes, &found([])), Counts { acknowledged: 2, batches: 1, ..Counts::default() });
}

#[test]
fn a_yes_is_stale_when_it_was_asked_after_the_acknowledged_removal() {
    let changes = [change(What::Person(7), true, Acknowledged), change(What::Person(7), false, Acknowledged)];
    let look = |asked, shown| Look { fact: fact(What::Person(7)), asked: seconds(asked), shown };

    // It was asked before, it was not shown, it was asked of somebody else.
    let other = Look { fact: fact(What::Person(8)), ..look(3, true) };
    assert!(stale(&changes, &[look(1, true), look(3, false), other]).is_empty());
    assert_eq!(stale(&changes, &[look(2, true), look(3, true)]).len(), 2);
}

#[test]
fn a_yes_is_not_stale_when_nobody_knows_of_the_removal() {
    let look = [Look { fact: fact(What::Person(7)), asked: seconds(3), shown: true }];
    for outcome in [Refused, Unknown] {
        assert!(stale(&[change(What::Person(7), false, outcome)], &look).is_empty());
    }
    let again = [change(What::Person(7), false, Acknowledged), change(What::Person(7), true, Unknown)];
    assert!(stale(&again, &look).is_empty());
}

#[test]
fn a_gap_is_the_time_between_two_acknowledged_writes_of_anybody() {
    let changes = [acknowledged(0, 5), acknowledged(1, 1), acknowledged(0, 12), acknowledged(1, 13)];
    let gap = |from, until| longest_gap(&changes, seconds(from), seconds(until), seconds(14));

    assert_eq!(gap(0, 14), seconds(7));
    assert_eq!(gap(0, 4), seconds(4));
    assert_eq!(gap(6, 7), seconds(7), "it began before and ended after");
    assert_eq!(gap(12, 14), seconds(1));
    assert_eq!(gap(1, 6), seconds(4), "the failure at 6 made the next one");
}

#[test]
fn refused_and_unknown_writes_end_no_gap() {
    let mut changes = [acknowledged(0, 1), acknowledged(0, 5), acknowledged(0, 9)];
    changes[1].outcome = Refused;
    assert_eq!(longest_gap(&changes, seconds(0), seconds(9), seconds(9)), seconds(8));
    changes[1].outcome = Unknown;
    assert_eq!(longest_gap(&changes, seconds(0), seconds(9), seconds(9)), seconds(8));
}

#[test]
fn writes_that_never_come_back_are_a_gap_until_the_end() {
    assert_eq!(longest_gap(&[acknowledged(0, 1)], seconds(2), seconds(30), seconds(60)), seconds(59));
    assert_eq!(longest_gap(&[], seconds(2), seconds(30), seconds(60)), seconds(60));
}

#[test]
fn one_writer_may_wait_longer_than_all_together() {
    let changes = [acknowledged(0, 1), acknowledged(1, 2), acknowledged(1, 4), acknowledged(0, 6), acknowledged(1, 6)];
    assert_eq!(longest_gap(&changes, seconds(0), seconds(6), seconds(6)), seconds(2));
    assert_eq!(longest_wait(&changes, seconds(0), seconds(6), seconds(6)), seconds(5));
}
