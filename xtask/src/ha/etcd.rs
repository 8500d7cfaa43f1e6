//! Three etcd, in which Patroni keeps who leads.

use std::{net::SocketAddr, path::PathBuf};

use serde_json::{Value, json};

use super::{
    asking,
    need::Programs,
    process::{Place, Process},
};

/// One of the three.
#[derive(Debug)]
pub(super) struct Etcd {
    pub(super) name: String,
    /// Where Patroni asks.
    pub(super) client: SocketAddr,
    program: PathBuf,
    arguments: Vec<String>,
    folder: PathBuf,
    process: Option<Process>,
}

/// Sets up three; the ports are for clients and for each other, in turn.
pub(super) fn three(place: &Place, programs: &Programs, ports: [SocketAddr; 6]) -> anyhow::Result<Vec<Etcd>> {
    let [client1, peer1, client2, peer2, client3, peer3] = ports;
    let members = [("etcd1", client1, peer1), ("etcd2", client2, peer2), ("etcd3", client3, peer3)];
    let all: Vec<String> = members.iter().map(|(name, _, peer)| format!("{name}=http://{peer}")).collect();
    let mut three = Vec::new();
    for (name, client, peer) in members {
        let arguments = [
            format!("--name={name}"),
            "--data-dir=data".to_owned(),
            format!("--listen-client-urls=http://{client}"),
            format!("--advertise-client-urls=http://{client}"),
            format!("--listen-peer-urls=http://{peer}"),
            format!("--initial-advertise-peer-urls=http://{peer}"),
            format!("--initial-cluster={}", all.join(",")),
            "--initial-cluster-state=new".to_owned(),
        ];
        three.push(Etcd {
            name: name.to_owned(),
            client,
            program: programs.etcd.clone(),
            arguments: arguments.to_vec(),
            folder: place.folder(name)?,
            process: None,
        });
    }
    Ok(three)
}

impl Etcd {
    pub(super) fn start(&mut self, place: &Place) -> anyhow::Result<()> {
        self.process = Some(place.start(&self.program, &self.arguments, &self.folder)?);
        Ok(())
    }

    /// SIGKILL.
    pub(super) fn kill(&mut self) {
        self.process = None;
    }

    pub(super) fn must_run(&mut self) -> anyhow::Result<()> {
        self.process.as_mut().map_or(Ok(()), Process::must_run)
    }

    /// Whether it knows of a leader, and is it.
    pub(super) async fn leads(&self) -> Option<bool> {
        let status = asking::post(self.client, "/v3/maintenance/status", &json!({})).await.ok()?;
        // Numbers are strings here, and left out when they are 0.
        let leader = status.get("leader").and_then(Value::as_str).filter(|leader| *leader != "0")?;
        Some(status.pointer("/header/member_id").and_then(Value::as_str) == Some(leader))
    }
}
