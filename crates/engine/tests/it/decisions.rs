//! Decisions are those of the slow version.

use menjin_engine::{Ask, Facts, decide, explain};
use menjin_model::Fact;

use crate::{
    slow,
    worlds::{World, smallest},
};

/// 100,000 questions and more.
const WORLDS: u64 = 1_100;
const ASKS: usize = 100;

#[test]
fn decides_as_the_slow_version_does() {
    let mut yes = 0;
    for seed in 0..WORLDS {
        let mut world = World::new(seed);
        let list = world.list();
        let facts: Facts = list.iter().cloned().collect();
        for _ in 0..ASKS {
            let ask = world.ask();
            let decided = decide(&facts, &ask);
            if decided != slow::decide(&list, &ask) {
                differs(seed, &list, &ask);
            }
            assert_eq!(explain(&facts, &ask).allowed, decided, "why and whether, seed {seed}: {ask:?}");
            yes += usize::from(decided);
        }
    }
    // Worlds in which nothing is allowed would show nothing.
    assert!(yes > 10_000, "{yes} of the answers are yes");
}

fn differs(seed: u64, list: &[Fact], ask: &Ask) {
    let fails = |facts: &[Fact]| decide(&facts.iter().cloned().collect(), ask) != slow::decide(facts, ask);
    let least = smallest(list, fails);
    panic!("seed {seed}: {ask:?}\nslowly {}, of {least:#?}", slow::decide(&least, ask));
}
