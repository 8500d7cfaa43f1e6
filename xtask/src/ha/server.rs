//! How the server under test is started: the only file that knows its command line.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use tokio::time::sleep;

use super::{
    patroni, ports,
    process::{self, Place, Process},
};
use crate::{bench::load::Client, top};

/// How long it may take to be ready, with all companies to load.
const PATIENCE: Duration = Duration::from_mins(3);

/// What is needed to start it, again and again on the same data.
#[derive(Debug)]
pub(super) struct Setup {
    binary: PathBuf,
    folder: PathBuf,
    /// An address without a secret, for the command line.
    plain: Option<String>,
    pub(super) address: SocketAddr,
}

impl Setup {
    /// Writes its files, and lets it make its tables. The address of the database holds a password, so it comes in a file.
    pub(super) async fn new(place: &Place, binary: &Path, database: &str, fixture: &str) -> anyhow::Result<Self> {
        let folder = place.path().join("server");
        fs::create_dir(&folder)?;
        let [address] = ports::free()?;
        process::secret(&folder.join("database"), database)?;
        process::secret(&folder.join("key"), &patroni::word()?)?;
        fs::write(folder.join("fixture.yaml"), fixture)?;
        let plain = database.starts_with("sqlite:").then(|| database.to_owned());
        let setup = Self { binary: binary.to_owned(), folder, plain, address };
        // SQLite migrates itself at the start.
        if setup.plain.is_none() {
            setup.migrate().await?;
        }
        Ok(setup)
    }

    async fn migrate(&self) -> anyhow::Result<()> {
        let mut command = Command::new(&self.binary);
        command.arg("migrate");
        let process = Process::start(command, &[("MENJIN_DATABASE_FILE", "database")], &self.folder)?;
        process.finish(PATIENCE).await.context("menjin migrate")
    }

    /// Starts it; ready when it returns.
    pub(super) async fn start(&self) -> anyhow::Result<Process> {
        let mut command = Command::new(&self.binary);
        command.args(["serve", "--controls", "--fixture", "fixture.yaml", "--key-file", "key"]);
        command.args(["--listen", &self.address.to_string()]);
        let log = ("RUST_LOG", "info");
        let settings = match &self.plain {
            Some(database) => [("MENJIN_DATABASE", database.as_str()), log],
            None => [("MENJIN_DATABASE_FILE", "database"), log],
        };
        let mut process = Process::start(command, &settings, &self.folder)?;
        let started = Instant::now();
        loop {
            process.must_run()?;
            if status(self.address, "/readyz").await == Some(200) {
                return Ok(process);
            }
            ensure!(started.elapsed() < PATIENCE, "the server is not ready after {} s", PATIENCE.as_secs());
            sleep(Duration::from_millis(20)).await;
        }
    }
}

/// The status that `path` answers, if it answers soon.
pub(super) async fn status(address: SocketAddr, path: &str) -> Option<u16> {
    let asked = async { Client::connect(address).await?.get(path, None).await };
    let answer = tokio::time::timeout(Duration::from_secs(2), asked).await.ok()?.ok()?;
    Some(answer.status.as_u16())
}

/// The release build, made now.
pub(super) fn build() -> anyhow::Result<PathBuf> {
    eprintln!("building ..");
    let built = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--release", "--package", "menjin-cli"])
        .current_dir(top())
        .status()?;
    ensure!(built.success(), "the release build failed");
    let target =
        std::env::current_exe()?.ancestors().nth(2).context("xtask does not lie in a target folder")?.to_owned();
    Ok(target.join("release/menjin"))
}
