//! The impact of a change is what asking everything before and after says.

use menjin_engine::{Action, Ask, Facts, Resource, Shift, decide, impact};
use menjin_model::{Change, Millis, Party};

use crate::worlds::{World, all_resources, all_subjects};

const WORLDS: u64 = 200;
const WRITES: usize = 5;

#[test]
fn an_impact_is_what_asking_everything_before_and_after_says() {
    let mut shifted = 0;
    for seed in 0..WORLDS {
        let mut world = World::new(seed);
        let mut before: Facts = world.list().into_iter().collect();
        for _ in 0..WRITES {
            let changes = world.write();
            let mut after = before.clone();
            after.apply(&changes);
            let at = world.moment();
            let told = flat(&impact(&before, &after, &changes, at));
            let asked = asked(&before, &after, at);
            assert_eq!(told, asked, "seed {seed}: {changes:#?}");
            shifted += asked.len();
            before = after;
        }
    }
    // Writes that change nothing for anybody would show nothing.
    assert!(shifted > 5_000, "{shifted} gains and losses");
}

#[test]
fn what_changes_nothing_has_no_impact() {
    let world = World::new(7);
    let facts: Facts = world.list().into_iter().collect();
    let changes: Vec<Change> =
        world.list().into_iter().map(|fact| Change::Became { before: fact.clone(), after: fact }).collect();
    assert_eq!(impact(&facts, &facts, &changes, Millis(0)), Vec::new());
}

#[test]
fn lists_of_an_impact_are_in_order() {
    for seed in 0..50 {
        let mut world = World::new(seed);
        let before: Facts = world.list().into_iter().collect();
        let changes = world.write();
        let mut after = before.clone();
        after.apply(&changes);
        let shifts = impact(&before, &after, &changes, world.moment());
        assert!(shifts.is_sorted_by(|one, next| (one.resource, one.action) < (next.resource, next.action)));
        for Shift { gain, lose, .. } in &shifts {
            assert!(gain.is_sorted_by(|one, next| one < next) && lose.is_sorted_by(|one, next| one < next));
            assert!(!gain.is_empty() || !lose.is_empty());
        }
    }
}

/// One gain (true) or loss.
type Effect = (Resource, Action, bool, Party);

fn flat(shifts: &[Shift]) -> Vec<Effect> {
    let mut all = Vec::new();
    for Shift { resource, action, gain, lose } in shifts {
        all.extend(gain.iter().map(|subject| (*resource, *action, true, *subject)));
        all.extend(lose.iter().map(|subject| (*resource, *action, false, *subject)));
    }
    all.sort_unstable();
    all
}

fn asked(before: &Facts, after: &Facts, at: Millis) -> Vec<Effect> {
    let mut all = Vec::new();
    for subject in all_subjects() {
        if matches!(subject, Party::Department(_) | Party::Group(_)) {
            continue;
        }
        for resource in all_resources() {
            for action in resource.actions().iter().copied() {
                let ask = Ask { subject, action, resource, at };
                match (decide(before, &ask), decide(after, &ask)) {
                    (false, true) => all.push((resource, action, true, subject)),
                    (true, false) => all.push((resource, action, false, subject)),
                    _ => {}
                }
            }
        }
    }
    all.sort_unstable();
    all
}
