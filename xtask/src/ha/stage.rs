//! A cluster with the server on it, and a load on the server.

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::ensure;
use tokio::{task::JoinSet, time::sleep};

use super::{
    checkers,
    cluster::Cluster,
    company,
    history::{Found, Outcome},
    need::Programs,
    patroni::Mode,
    process::{Place, Process},
    readback,
    record::{Notes, Run},
    server::Setup,
    writers,
};

/// How long writes may stand still before a run is given up.
const PATIENCE: Duration = Duration::from_mins(2);

/// What a stage is made of.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) programs: Programs,
    /// The server.
    pub(super) binary: PathBuf,
    /// Instead of the cluster, to try this program.
    pub(super) database: Option<String>,
}

/// Everything that runs. Fields are dropped in this order.
#[derive(Debug)]
pub(super) struct Stage {
    server: Option<Process>,
    setup: Setup,
    pub(super) cluster: Cluster,
}

/// Writers and checkers at work.
#[derive(Debug)]
pub(super) struct Load {
    pub(super) run: Arc<Run>,
    tasks: JoinSet<()>,
}

impl Stage {
    pub(super) async fn start(plan: &Plan, place: Place, mode: Mode) -> anyhow::Result<Self> {
        eprintln!("starting three etcd and three nodes of PostgreSQL ..");
        let started = Instant::now();
        let cluster = Cluster::start(place, &plan.programs, mode).await?;
        eprintln!("the cluster is whole after {:.0} s; starting the server ..", started.elapsed().as_secs_f64());
        let database = plan.database.clone().unwrap_or_else(|| cluster.url());
        let setup = Setup::new(cluster.place(), &plan.binary, &database, &company::fixture(writers::PEOPLE)?).await?;
        let server = Some(setup.start().await?);
        Ok(Self { server, setup, cluster })
    }

    /// Sets writers and checkers to work.
    pub(super) async fn load(&self) -> anyhow::Result<Load> {
        let run = Arc::new(Run::new(self.setup.address, company::tokens(self.setup.address).await?));
        let (mut tasks, mut more) = (writers::start(&run), checkers::start(&run));
        tasks.spawn(async move { while more.join_next().await.is_some() {} });
        Ok(Load { run, tasks })
    }

    /// Fails when the server has ended.
    pub(super) fn must_run(&mut self) -> anyhow::Result<()> {
        self.server.as_mut().map_or(Ok(()), Process::must_run)
    }

    /// Starts the server anew, and reads back what there is.
    pub(super) async fn read_back(&mut self) -> anyhow::Result<Found> {
        eprintln!("reading everything back ..");
        if let Some(server) = self.server.take() {
            server.stop().await?;
        }
        self.server = Some(self.setup.start().await?);
        readback::everything(self.setup.address).await
    }
}

impl Load {
    /// Waits for the first write that was sent from now on and acknowledged.
    pub(super) async fn writes(&self) -> anyhow::Result<()> {
        let (started, from) = (Instant::now(), self.run.now());
        loop {
            let again = self.run.note(|notes| {
                let mut last = notes.changes.iter().rev().take_while(|change| change.answered >= from);
                last.any(|change| change.sent >= from && change.outcome == Outcome::Acknowledged)
            });
            if again {
                return Ok(());
            }
            ensure!(started.elapsed() < PATIENCE, "no write was acknowledged for {} s", PATIENCE.as_secs());
            sleep(Duration::from_millis(100)).await;
        }
    }

    /// Lets everybody end what they began, and hands over the notes, and when the load ended.
    pub(super) async fn end(mut self) -> (Notes, Duration) {
        let end = self.run.now();
        self.run.end();
        while self.tasks.join_next().await.is_some() {}
        (self.run.note(|notes| notes.clone()), end)
    }
}
