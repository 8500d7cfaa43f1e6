//! A state of long ago, had by undoing what was written since, answers as it did then.

use menjin_engine::{Ask, Facts, decide};

use crate::worlds::World;

const WORLDS: u64 = 50;
const WRITES: usize = 20;
const ASKS: usize = 12;

#[test]
fn an_undone_state_answers_as_it_did_then() {
    let mut compared = 0;
    for seed in 0..WORLDS {
        let mut world = World::new(seed);
        let mut facts: Facts = world.list().into_iter().collect();
        let mut told: Vec<Vec<(Ask, bool)>> = Vec::new();
        let mut writes = Vec::new();
        for _ in 0..WRITES {
            let asks = (0..ASKS).map(|_| world.ask());
            told.push(asks.map(|ask| (ask, decide(&facts, &ask))).collect());
            let changes = world.write();
            facts.apply(&changes);
            writes.push(changes);
        }
        for (then, changes) in told.iter().zip(&writes).rev() {
            facts.undo(changes);
            for (ask, answer) in then {
                assert_eq!(decide(&facts, ask), *answer, "seed {seed}: {ask:?}");
                compared += 1;
            }
        }
    }
    assert!(compared >= 10_000, "{compared} answers compared");
}
