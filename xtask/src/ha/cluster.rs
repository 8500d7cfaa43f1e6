//! The database as a whole: three etcd, three nodes, and who leads.

use std::{
    io::Write,
    net::SocketAddr,
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use serde_json::Value;
use tokio::time::sleep;

use super::{
    asking,
    etcd::{self, Etcd},
    need::Programs,
    patroni::{Mode, Node, Secrets},
    ports,
    process::Place,
};

/// How long the cluster may take to be whole again: a killed node rewinds or is copied anew.
const PATIENCE: Duration = Duration::from_mins(3);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(200);
/// How far a standby may be behind and still count as back, in bytes.
const LAG_MAX: u64 = 16 << 20;

/// The cluster; everything ends with its place.
#[derive(Debug)]
pub(super) struct Cluster {
    pub(super) etcd: Vec<Etcd>,
    pub(super) nodes: Vec<Node>,
    mode: Mode,
    secrets: Secrets,
    /// The folder of the client programs.
    postgresql: PathBuf,
    // The last field: it is dropped last, and ends what the others left.
    place: Place,
}

impl Cluster {
    /// Starts everything; whole when it returns.
    pub(super) async fn start(place: Place, programs: &Programs, mode: Mode) -> anyhow::Result<Self> {
        let [e1, e2, e3, e4, e5, e6, r1, r2, r3, d1, d2, d3] = ports::free()?;
        let secrets = Secrets::new()?;
        let etcd = etcd::three(&place, programs, [e1, e2, e3, e4, e5, e6])?;
        let clients: Vec<SocketAddr> = etcd.iter().map(|one| one.client).collect();
        let mut nodes = Vec::new();
        for (name, ports) in [("node1", [r1, d1]), ("node2", [r2, d2]), ("node3", [r3, d3])] {
            nodes.push(Node::new(&place, programs, name, ports, &clients, (mode, &secrets))?);
        }
        let mut cluster = Self { etcd, nodes, mode, secrets, postgresql: programs.postgresql.clone(), place };
        for one in &mut cluster.etcd {
            one.start(&cluster.place)?;
        }
        for node in &mut cluster.nodes {
            node.start(&cluster.place)?;
        }
        cluster.whole().await?;
        cluster.make_database().await?;
        Ok(cluster)
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// How the server reaches it: every node, whichever leads. Holds the password.
    pub(super) fn url(&self) -> String {
        let hosts: Vec<String> = self.nodes.iter().map(|node| node.database.to_string()).collect();
        let (secret, hosts) = (&self.secrets.server, hosts.join(","));
        format!("postgres://menjin:{secret}@{hosts}/menjin?target_session_attrs=read-write")
    }

    /// The number of the node that leads, when one does.
    pub(super) async fn leader(&self) -> Option<usize> {
        self.leader_as_seen_without(usize::MAX).await
    }

    /// Who leads now; an error when nobody does.
    pub(super) async fn leader_now(&self) -> anyhow::Result<usize> {
        self.leader().await.context("no node leads")
    }

    /// Waits until another node than `old` leads, and says which.
    pub(super) async fn other_leader(&self, old: usize) -> anyhow::Result<usize> {
        let started = Instant::now();
        loop {
            match self.leader_as_seen_without(old).await {
                Some(new) if new != old => return Ok(new),
                _ => ensure!(started.elapsed() < PATIENCE, "no other node took over"),
            }
            sleep(PAUSE).await;
        }
    }

    /// As the first of the other nodes that answers sees it: a frozen one does not know that it lost.
    async fn leader_as_seen_without(&self, old: usize) -> Option<usize> {
        for (_, node) in self.nodes.iter().enumerate().filter(|(number, _)| *number != old) {
            if let Ok(seen) = asking::get(node.rest, "/cluster").await {
                return leader_in(&seen).and_then(|name| self.nodes.iter().position(|node| node.name == name));
            }
        }
        None
    }

    /// The number of the etcd that leads.
    pub(super) async fn etcd_leader(&self) -> anyhow::Result<usize> {
        let started = Instant::now();
        loop {
            for (number, one) in self.etcd.iter().enumerate() {
                if one.leads().await == Some(true) {
                    return Ok(number);
                }
            }
            ensure!(started.elapsed() < PATIENCE, "no etcd leads");
            sleep(PAUSE).await;
        }
    }

    pub(super) fn start_node(&mut self, number: usize) -> anyhow::Result<()> {
        self.nodes.get_mut(number).context("no such node")?.start(&self.place)
    }

    pub(super) fn start_etcd(&mut self, number: usize) -> anyhow::Result<()> {
        self.etcd.get_mut(number).context("no such etcd")?.start(&self.place)
    }

    /// Waits until everything runs: three etcd under one leader, one primary, two standbys that follow it.
    pub(super) async fn whole(&mut self) -> anyhow::Result<()> {
        let started = Instant::now();
        let mut last = "nothing answers".to_owned();
        while started.elapsed() < PATIENCE {
            for one in &mut self.etcd {
                one.must_run()?;
            }
            for node in &mut self.nodes {
                node.must_run()?;
            }
            match self.lacks().await {
                None => return Ok(()),
                Some(lack) => last = lack,
            }
            sleep(PAUSE).await;
        }
        bail!("the cluster is not whole after {} s: {last}", PATIENCE.as_secs())
    }

    /// What is not as it should be.
    async fn lacks(&self) -> Option<String> {
        for one in &self.etcd {
            if one.leads().await.is_none() {
                return Some(format!("{} knows no leader", one.name));
            }
        }
        for node in &self.nodes {
            let Ok(seen) = asking::get(node.rest, "/cluster").await else {
                return Some(format!("{} does not answer", node.name));
            };
            if !is_whole(&seen, self.nodes.len(), self.mode) {
                return Some(format!("{} sees {seen}", node.name));
            }
        }
        None
    }

    /// An empty database of a user that may do nothing else.
    async fn make_database(&self) -> anyhow::Result<()> {
        let leader = self.nodes.get(self.leader_now().await?).context("no such node")?;
        let (host, port) = (leader.database.ip().to_string(), leader.database.port().to_string());
        let mut psql = Command::new(self.postgresql.join("psql"))
            .args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--host", &host, "--port", &port])
            .args(["--username=postgres", "--dbname=postgres"])
            .env_clear()
            .env("PGPASSWORD", &self.secrets.superuser)
            .current_dir("/")
            .stdin(Stdio::piped())
            .spawn()
            .context("psql")?;
        let secret = &self.secrets.server;
        let text = format!("create role menjin login password '{secret}';\ncreate database menjin owner menjin;\n");
        psql.stdin.take().context("psql")?.write_all(text.as_bytes())?;
        ensure!(psql.wait()?.success(), "the database could not be made");
        Ok(())
    }
}

/// The name of the leader, as one Patroni sees the cluster.
fn leader_in(seen: &Value) -> Option<&str> {
    let members = seen.get("members")?.as_array()?;
    text(members.iter().find(|member| text(member, "role") == Some("leader"))?, "name")
}

/// Whether one Patroni sees a primary and standbys that run and follow it.
fn is_whole(seen: &Value, nodes: usize, mode: Mode) -> bool {
    let members = seen.get("members").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let runs = |member: &Value| matches!(text(member, "state"), Some("running" | "streaming"));
    let with = |role| members.iter().filter(|member| text(member, "role") == Some(role)).count();
    let timeline = members.first().and_then(|member| member.get("timeline"));
    let close = |member: &Value| text(member, "role") == Some("leader") || number(member, "lag") <= LAG_MAX;
    members.len() == nodes
        && timeline.is_some()
        && members.iter().all(|member| runs(member) && close(member) && member.get("timeline") == timeline)
        && with("leader") == 1
        && (mode == Mode::Asynchronous || with("sync_standby") >= 1)
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}

/// Unknown numbers are words, and count as large.
fn number(value: &Value, name: &str) -> u64 {
    value.get(name).and_then(Value::as_u64).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn seen(second: &Value, third: &Value) -> Value {
        json!({"members": [
            {"name": "node1", "role": "leader", "state": "running", "timeline": 2},
            second,
            third,
        ]})
    }

    fn standby(role: &str, timeline: i64, lag: &Value) -> Value {
        json!({"name": "node2", "role": role, "state": "running", "timeline": timeline, "lag": lag})
    }

    #[test]
    fn a_cluster_is_whole_when_all_follow_one_leader() {
        let (good, synchronous) = (standby("replica", 2, &json!(0)), standby("sync_standby", 2, &json!(0)));
        let whole = |second: &Value, third: &Value, mode| is_whole(&seen(second, third), 3, mode);

        assert!(whole(&synchronous, &good, Mode::Synchronous));
        assert!(whole(&good, &good, Mode::Asynchronous));
        assert!(!whole(&good, &good, Mode::Synchronous));
        assert!(!whole(&synchronous, &standby("replica", 1, &json!(0)), Mode::Synchronous));
        assert!(!whole(&synchronous, &standby("replica", 2, &json!("unknown")), Mode::Synchronous));
        assert!(!whole(&synchronous, &standby("leader", 2, &json!(0)), Mode::Synchronous));
        assert!(!is_whole(&seen(&synchronous, &good), 4, Mode::Synchronous));
    }

    #[test]
    fn the_leader_is_found_by_its_role() {
        let standby = standby("replica", 2, &json!(0));
        assert_eq!(leader_in(&seen(&standby, &standby)), Some("node1"));
        assert_eq!(leader_in(&json!({"members": [standby]})), None);
    }
}
