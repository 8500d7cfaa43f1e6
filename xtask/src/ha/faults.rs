//! What is done to the cluster, and what is waited for afterwards.

use std::time::Duration;

use anyhow::Context;
use tokio::time::{sleep, timeout};

use super::cluster::Cluster;

/// A kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// SIGKILL to the primary's first process.
    Postmaster,
    /// SIGKILL to everything of the node that leads.
    Node,
    /// SIGKILL to the etcd that leads.
    Etcd,
    /// SIGSTOP to the leader's Patroni, while its PostgreSQL runs on.
    Frozen,
}

/// How long a frozen leader stays alone after another took over: it still answers, with old data.
const ALONE: Duration = Duration::from_secs(10);
/// How long a killed node or etcd stays away at least.
const AWAY: Duration = Duration::from_secs(5);

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Postmaster, Self::Node, Self::Etcd, Self::Frozen];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Postmaster => "killed postmaster",
            Self::Node => "lost node",
            Self::Etcd => "killed etcd leader",
            Self::Frozen => "frozen Patroni",
        }
    }

    /// How often it happens in a full run.
    pub(super) fn times(self) -> usize {
        match self {
            Self::Postmaster => 10,
            Self::Node | Self::Etcd | Self::Frozen => 3,
        }
    }

    /// How long writes may stand still. Only a killed postmaster is noticed at once; a lost node, and a leader that no
    /// longer says that it lives, are noticed when their time as leader runs out (`ttl`, 20 s).
    pub(super) fn gap_max(self) -> Duration {
        match self {
            Self::Postmaster => Duration::from_secs(10),
            Self::Node | Self::Etcd | Self::Frozen => Duration::from_secs(30),
        }
    }
}

/// The order of a run: kinds take turns, as what one leaves behind may matter to another.
pub(super) fn order(times: impl Fn(Kind) -> usize) -> Vec<Kind> {
    let rounds = Kind::ALL.map(&times).into_iter().max().unwrap_or(0);
    let mut order = Vec::new();
    for round in 0..rounds {
        order.extend(Kind::ALL.into_iter().filter(|kind| (round * times(*kind)) % rounds < times(*kind)));
    }
    order
}

/// Does it, and brings back what was killed; everything runs when it returns. Says what was seen.
pub(super) async fn strike(cluster: &mut Cluster, kind: Kind) -> anyhow::Result<String> {
    let seen = match kind {
        Kind::Postmaster => {
            let old = cluster.leader_now().await?;
            cluster.nodes.get(old).context("no such node")?.kill_postmaster()?;
            // Patroni may find it quick enough to start the same one again.
            let new = timeout(Duration::from_secs(20), cluster.other_leader(old)).await;
            moved(cluster, old, new.unwrap_or(Ok(old))?)
        }
        Kind::Node => {
            let old = cluster.leader_now().await?;
            cluster.nodes.get_mut(old).context("no such node")?.kill()?;
            let new = cluster.other_leader(old).await?;
            sleep(AWAY).await;
            cluster.start_node(old)?;
            moved(cluster, old, new)
        }
        Kind::Etcd => {
            let (old, leader) = (cluster.etcd_leader().await?, cluster.leader_now().await?);
            cluster.etcd.get_mut(old).context("no such etcd")?.kill();
            sleep(AWAY).await;
            let new = cluster.etcd_leader().await?;
            cluster.start_etcd(old)?;
            cluster.whole().await?;
            let still = cluster.leader_now().await?;
            format!("etcd{} -> etcd{}; {}", old + 1, new + 1, moved(cluster, leader, still))
        }
        Kind::Frozen => {
            let old = cluster.leader_now().await?;
            cluster.nodes.get(old).context("no such node")?.signal_patroni("STOP")?;
            let new = cluster.other_leader(old).await;
            sleep(ALONE).await;
            cluster.nodes.get(old).context("no such node")?.signal_patroni("CONT")?;
            moved(cluster, old, new?)
        }
    };
    cluster.whole().await?;
    Ok(seen)
}

fn moved(cluster: &Cluster, old: usize, new: usize) -> String {
    let name = |number: usize| cluster.nodes.get(number).map_or("?", |node| node.name.as_str());
    if old == new { format!("{} still leads", name(old)) } else { format!("{} -> {}", name(old), name(new)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_run_does_each_fault_as_often_as_it_says_and_mixes_them() {
        let order = order(Kind::times);
        for kind in Kind::ALL {
            assert_eq!(order.iter().filter(|one| **one == kind).count(), kind.times(), "{kind:?}");
        }
        let last_node = order.iter().rposition(|kind| *kind == Kind::Node).unwrap();
        assert!(last_node > order.len() / 2);
    }

    #[test]
    fn a_quick_run_does_each_once() {
        assert_eq!(order(|_| 1), Kind::ALL);
    }
}
