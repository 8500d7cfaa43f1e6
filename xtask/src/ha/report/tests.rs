//! Made-up campaigns.

use super::{
    super::{
        campaign::Struck,
        history::{Change, Fact, Outcome, What},
        record::{Health, Notes},
    },
    *,
};

/// A write a second for 40 seconds, but none from `quiet` on for so many; a killed postmaster at 10 s, a lost node at 25 s.
fn campaign(quiet: u64, long: u64) -> Campaign {
    let fact = Fact { company: 0, group: "w00-000".to_owned(), what: What::Batch(0) };
    let change = |second| Change {
        fact: fact.clone(),
        present: true,
        writer: 0,
        sent: Duration::from_secs(second),
        answered: Duration::from_secs(second),
        outcome: Outcome::Acknowledged,
    };
    let changes = (1..40).filter(|second| !(quiet + 1..quiet + long).contains(second)).map(change).collect();
    let look = history::Look { fact: fact.clone(), asked: Duration::from_secs(3), shown: true };
    let health = (0..40).map(|second| Health { at: Duration::from_secs(second), alive: true, ready: second != 11 });
    let notes = Notes { changes, looks: vec![look], health: health.collect(), ..Notes::default() };
    let struck = |kind, at| Struck {
        kind,
        at: Duration::from_secs(at),
        whole: Duration::from_secs(at + 9),
        seen: "node1 -> node2".to_owned(),
    };
    Campaign {
        struck: vec![struck(Kind::Postmaster, 10), struck(Kind::Node, 25)],
        counts: Counts { acknowledged: 39, batches: 1, ..Counts::default() },
        notes,
        end: Duration::from_secs(40),
        trouble: None,
    }
}

#[test]
fn all_goals_are_reached_when_nothing_is_lost_and_gaps_are_short() {
    let rows = rows(&campaign(12, 10));
    assert!(all_reached(&rows));
    assert_eq!(
        table(&rows),
        "\
| what                                                           | seen   | goal   |    |
|----------------------------------------------------------------|--------|--------|----|
| writes acknowledged                                            | 39     | > 0    | ok |
| writes refused, and tried again                                | 0      | -      |    |
| writes of unknown outcome                                      | 0      | -      |    |
| acknowledged writes lost                                       | 0      | 0      | ok |
| refused writes done all the same                               | 0      | 0      | ok |
| batches of 50 looked at                                        | 1      | > 0    | ok |
| batches torn                                                   | 0      | 0      | ok |
| looks at removed people answered                               | 1      | > 0    | ok |
| looks refused or without an answer                             | 0      | -      |    |
| stale yes                                                      | 0      | 0      | ok |
| wrong answers                                                  | 0      | 0      | ok |
| /healthz other than 200                                        | 0      | 0      | ok |
| killed postmaster × 1: longest gap between acknowledged writes | 10.0 s | ≤ 10 s | ok |
| killed postmaster × 1: longest gap of a single writer          | 10.0 s | -      |    |
| killed postmaster × 1: not ready at most                       | 1.0 s  | -      |    |
| lost node × 1: longest gap between acknowledged writes         | 1.0 s  | ≤ 30 s | ok |
| lost node × 1: longest gap of a single writer                  | 1.0 s  | -      |    |
| lost node × 1: not ready at most                               | 0.0 s  | -      |    |
"
    );
}

#[test]
fn a_gap_counts_for_the_failure_it_follows() {
    let missed = |quiet, long| verdict(&rows(&campaign(quiet, long)));
    assert!(missed(12, 11).contains("1 of 11 goals are NOT reached: killed postmaster × 1: longest gap"));
    assert!(missed(25, 14).contains("All 11 goals are reached"), "a lost node may take longer");
}

#[test]
fn every_count_can_miss_its_goal() {
    let fact = Fact { company: 0, group: "w00-000".to_owned(), what: What::Group };
    let spoil: [fn(&mut Campaign, Fact); 7] = [
        |campaign, fact| _ = campaign.counts.lost.insert(fact),
        |campaign, fact| _ = campaign.counts.undead.insert(fact),
        |campaign, fact| _ = campaign.counts.torn.insert(fact),
        |campaign, _| campaign.notes.changes.iter_mut().for_each(|change| change.present = false),
        |campaign, _| campaign.notes.wrong = 1,
        |campaign, _| campaign.notes.health[0].alive = false,
        |campaign, _| campaign.notes.looks.clear(),
    ];
    for spoil in spoil {
        let mut campaign = campaign(12, 2);
        campaign.notes.changes.truncate(2);
        campaign.struck.clear();
        assert!(all_reached(&rows(&campaign)));
        spoil(&mut campaign, fact.clone());
        assert!(!all_reached(&rows(&campaign)), "{:?}", campaign.counts);
    }
}
