//! One node of the database: a Patroni and the PostgreSQL it keeps.

use std::{fs, net::SocketAddr, path::PathBuf};

use anyhow::Context;

use super::{
    need::Programs,
    process::{self, Place, Process},
};

/// How the cluster commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A commit is answered when a standby has it too.
    Synchronous,
    /// A commit is answered when the primary has it; a standby that lags far behind may still be promoted.
    Asynchronous,
}

/// The passwords of a run, made up for it.
#[derive(Debug, Clone)]
pub(super) struct Secrets {
    pub(super) superuser: String,
    replication: String,
    rest: String,
    pub(super) server: String,
}

impl Secrets {
    pub(super) fn new() -> anyhow::Result<Self> {
        Ok(Self { superuser: word()?, replication: word()?, rest: word()?, server: word()? })
    }
}

/// 64 hex digits that nobody can guess.
pub(super) fn word() -> anyhow::Result<String> {
    use std::{fmt::Write, io::Read};
    let mut bytes = [0; 32];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// A node.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) name: String,
    pub(super) rest: SocketAddr,
    pub(super) database: SocketAddr,
    program: PathBuf,
    folder: PathBuf,
    process: Option<Process>,
}

impl Node {
    /// Sets it up; nothing runs yet.
    pub(super) fn new(
        place: &Place,
        programs: &Programs,
        name: &str,
        [rest, database]: [SocketAddr; 2],
        etcd: &[SocketAddr],
        (mode, secrets): (Mode, &Secrets),
    ) -> anyhow::Result<Self> {
        let folder = place.folder(name)?;
        let etcd: Vec<String> = etcd.iter().map(|address| format!("\"{address}\"")).collect();
        let (bin, folder_text, etcd) = (programs.postgresql.display(), folder.display(), etcd.join(", "));
        let synchronous = mode == Mode::Synchronous;
        // In bytes: what a standby may lack and still be promoted.
        let lag: u64 = if synchronous { 1 << 20 } else { 1 << 40 };
        let Secrets { superuser, replication, rest: rest_secret, .. } = secrets;
        let config = format!(
            r#"scope: menjin-ha
name: {name}
restapi:
  listen: {rest}
  connect_address: {rest}
  authentication: {{username: ha, password: "{rest_secret}"}}
etcd3:
  hosts: [{etcd}]
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 3
    retry_timeout: 5
    maximum_lag_on_failover: {lag}
    synchronous_mode: {synchronous}
    primary_start_timeout: 0
    postgresql:
      use_pg_rewind: true
      use_slots: true
      parameters: {{wal_log_hints: "on", max_connections: 100, shared_buffers: 64MB, wal_keep_size: 256MB}}
  initdb:
  - encoding: UTF8
  - locale: C
  - data-checksums
  - auth-host: scram-sha-256
  - auth-local: scram-sha-256
postgresql:
  listen: {database}
  connect_address: {database}
  bin_dir: {bin}
  data_dir: {folder_text}/data
  pgpass: {folder_text}/pgpass
  parameters: {{unix_socket_directories: "{folder_text}"}}
  authentication:
    superuser: {{username: postgres, password: "{superuser}"}}
    replication: {{username: replicator, password: "{replication}"}}
  pg_hba:
  - host replication replicator 127.0.0.1/32 scram-sha-256
  - host all all 127.0.0.1/32 scram-sha-256
"#
        );
        place.secret(&folder.join("patroni.yml"), &config)?;
        Ok(Self { name: name.to_owned(), rest, database, program: programs.patroni.clone(), folder, process: None })
    }

    pub(super) fn start(&mut self, place: &Place) -> anyhow::Result<()> {
        self.process = Some(place.start(&self.program, &["patroni.yml".to_owned()], &self.folder)?);
        Ok(())
    }

    pub(super) fn must_run(&mut self) -> anyhow::Result<()> {
        self.process.as_mut().map_or(Ok(()), Process::must_run)
    }

    /// SIGKILL to Patroni, PostgreSQL and all they started: as if the machine lost its power.
    pub(super) fn kill(&mut self) -> anyhow::Result<()> {
        self.process = None;
        process::end(&self.folder)
    }

    /// SIGKILL to the first process of PostgreSQL alone; Patroni lives.
    pub(super) fn kill_postmaster(&self) -> anyhow::Result<()> {
        let file = self.folder.join("data/postmaster.pid");
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let number = text.lines().next().unwrap_or_default().parse()?;
        process::signal("KILL", &[number])
    }

    /// Stops Patroni without ending it (`STOP`), or lets it go on (`CONT`); PostgreSQL runs on meanwhile.
    pub(super) fn signal_patroni(&self, signal: &str) -> anyhow::Result<()> {
        let process = self.process.as_ref().context("Patroni does not run")?;
        process::signal(signal, &[process.number()])
    }

    /// A signal to the process that receives what the primary wrote.
    pub(super) fn signal_receiver(&self, signal: &str) -> anyhow::Result<()> {
        let receivers = process::named_below(&self.folder, "walreceiver")?;
        anyhow::ensure!(!receivers.is_empty(), "{} receives nothing", self.name);
        process::signal(signal, &receivers)
    }
}
