//! The proof that losses would be seen: a cluster that may lose what it acknowledged, made to.
//!
//! Without synchronous commits the standbys are stopped from receiving, writes go on being acknowledged, and the primary's
//! machine is lost. Whoever takes over cannot have those writes, and the same count that must be 0 otherwise must not be.

use std::time::Duration;

use anyhow::Context;
use tokio::time::sleep;

use super::{
    history::{self, Counts},
    patroni::Mode,
    process::Place,
    stage::{Plan, Stage},
};

/// How long writes go on before, and how long while nobody receives them.
const WRITE: Duration = Duration::from_secs(5);

/// Runs it and counts.
pub(super) async fn run(plan: &Plan, place: Place) -> anyhow::Result<Counts> {
    let mut stage = Stage::start(plan, place, Mode::Asynchronous).await?;
    let load = stage.load().await?;
    load.writes().await?;
    sleep(WRITE).await;
    let old = stage.cluster.leader_now().await?;
    let standbys: Vec<usize> = (0..stage.cluster.nodes.len()).filter(|number| *number != old).collect();
    eprintln!("the standbys receive no more ..");
    signal_receivers(&stage, &standbys, "STOP")?;
    sleep(WRITE).await;
    eprintln!("the primary is lost ..");
    stage.cluster.nodes.get_mut(old).context("no such node")?.kill()?;
    // What waits in their sockets must not reach them either.
    signal_receivers(&stage, &standbys, "KILL")?;
    let new = stage.cluster.other_leader(old).await?;
    eprintln!("node{} -> node{}", old + 1, new + 1);
    load.writes().await?;
    let (notes, _) = load.end().await;
    let found = stage.read_back().await?;
    Ok(history::judge(&notes.changes, &found))
}

fn signal_receivers(stage: &Stage, nodes: &[usize], signal: &str) -> anyhow::Result<()> {
    for number in nodes {
        stage.cluster.nodes.get(*number).context("no such node")?.signal_receiver(signal)?;
    }
    Ok(())
}

/// Whether it shows that losses are seen.
pub(super) fn holds(counts: &Counts) -> bool {
    !counts.lost.is_empty()
}

/// In a sentence.
pub(super) fn text(counts: &Counts) -> String {
    format!(
        "With synchronous commits off and replication held back, {} of {} acknowledged writes were lost with the primary{}.\n",
        counts.lost.len(),
        counts.acknowledged,
        if holds(counts) { "" } else { ": losses are NOT seen" },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_only_when_something_was_lost() {
        let fact = history::Fact { company: 0, group: "w00-000".to_owned(), what: history::What::Group };
        let lost = Counts { acknowledged: 9, lost: [fact].into(), ..Counts::default() };
        assert!(holds(&lost));
        assert!(!holds(&Counts { acknowledged: 9, ..Counts::default() }));
        assert_eq!(
            text(&lost),
            "With synchronous commits off and replication held back, 1 of 9 acknowledged writes were lost with the \
             primary.\n"
        );
    }
}
