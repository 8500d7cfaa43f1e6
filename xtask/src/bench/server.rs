//! The processes that are measured.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

use super::{
    Bench,
    load::{self, Ask, Client, Stop},
    postgres::Database,
};

/// How long a server may take to come up, with the largest fixture.
const PATIENCE: Duration = Duration::from_mins(5);

/// A running server.
#[derive(Debug)]
pub(super) struct Server {
    child: Child,
    /// Where it listens.
    pub(super) address: SocketAddr,
    /// From its start to its first answer.
    pub(super) came_up: Duration,
}

impl Server {
    /// The release build on the database in `folder`, up when `path` answers 200.
    pub(super) fn start(bench: &Bench, folder: &Path, fixture: Option<&Path>, path: &str) -> anyhow::Result<Self> {
        let mut command = Command::new(&bench.binary);
        let database = format!("sqlite:{}", folder.join("menjin.db").display());
        command.args(["serve", "--controls", "--database", &database]).env_clear();
        Self::serve(bench, command, folder, fixture, path)
    }

    /// The release build on a database server.
    pub(super) fn start_on(
        bench: &Bench,
        database: &Database<'_>,
        folder: &Path,
        fixture: &Path,
    ) -> anyhow::Result<Self> {
        let (url, key) = (folder.join("url"), folder.join("key"));
        fs::write(&url, database.url())?;
        fs::write(&key, "07".repeat(32))?;
        let mut command = Command::new(&bench.binary);
        command.args(["serve", "--controls", "--key-file"]).arg(key).env_clear().env("MENJIN_DATABASE_FILE", url);
        Self::serve(bench, command, folder, Some(fixture), "/readyz")
    }

    /// `command` has no variables of whoever runs this, and shall find no `menjin.toml` of the repository.
    fn serve(
        bench: &Bench,
        mut command: Command,
        folder: &Path,
        fixture: Option<&Path>,
        path: &str,
    ) -> anyhow::Result<Self> {
        if let Some(fixture) = fixture {
            command.arg("--fixture").arg(fixture);
        }
        command.current_dir(folder).env("RUST_LOG", "warn").stdout(Stdio::null());
        let address = free_address()?;
        command.args(["--listen", &address.to_string()]);
        Self::up(bench, &mut command, address, path)
    }

    /// The floor that answers `size` bytes at `route`.
    pub(super) fn floor(bench: &Bench, route: &str, size: usize) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let address = free_address()?;
        let (port, size) = (address.port().to_string(), size.to_string());
        command.args(["floor-server", "--port", &port, "--route", route, "--size", &size]).stdout(Stdio::null());
        Self::up(bench, &mut command, address, "/healthz")
    }

    /// Whatever `command` starts at this address.
    pub(super) fn up(bench: &Bench, command: &mut Command, address: SocketAddr, path: &str) -> anyhow::Result<Self> {
        let started = Instant::now();
        let child = command.stdin(Stdio::null()).spawn().context("the server did not start")?;
        let mut server = Self { child, address, came_up: Duration::ZERO };
        while !bench.runtime.block_on(answers(address, path)) {
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended: {status}");
            }
            if started.elapsed() > PATIENCE {
                bail!("the server did not come up");
            }
        }
        server.came_up = started.elapsed();
        Ok(server)
    }

    /// Sends requests (see [`load::run`]); answers a second. Says on the way what each cost the server and the generator.
    pub(super) fn load<F>(&self, bench: &Bench, connections: usize, stop: Stop, make: F) -> anyhow::Result<f64>
    where
        F: Fn(usize) -> anyhow::Result<Ask> + Send + Sync + 'static,
    {
        let (server, own) = (busy_seconds(self.child.id())?, busy_seconds(std::process::id())?);
        let done = bench.runtime.block_on(load::run(self.address, connections, stop, make))?;
        let (server, own) = (busy_seconds(self.child.id())? - server, busy_seconds(std::process::id())? - own);
        let (server, own) = (server * 1e6 / done.answers, own * 1e6 / done.answers);
        eprintln!(
            "    {:.0}/s; processor time for each: server {server:.1} µs, generator {own:.1} µs",
            done.per_second
        );
        Ok(done.per_second)
    }

    /// Resident memory, in MiB.
    pub(super) fn memory(&self) -> anyhow::Result<f64> {
        self.status("VmRSS:")
    }

    /// The most resident memory since it started, or since its peak was forgotten; in MiB.
    pub(super) fn peak(&self) -> anyhow::Result<f64> {
        self.status("VmHWM:")
    }

    /// Lets the peak begin anew at what is resident now.
    pub(super) fn forget_peak(&self) -> anyhow::Result<()> {
        /// The kernel's number for it, see proc(5).
        const PEAK: &str = "5";
        Ok(fs::write(format!("/proc/{}/clear_refs", self.child.id()), PEAK)?)
    }

    fn status(&self, name: &str) -> anyhow::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)).with_context(|| format!("no {name}"))?;
        let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kib / 1024.0)
    }

    /// Ends it as an operator would, so that its database is closed.
    pub(super) fn stop(mut self) -> anyhow::Result<()> {
        Command::new("kill").arg(self.child.id().to_string()).status()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How long the processors have worked for a process, in user and system mode.
fn busy_seconds(process: u32) -> anyhow::Result<f64> {
    /// What the kernel counts in, whatever its own clock does.
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // Behind the name of the program, which may hold blanks itself.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    Ok((ticks(11) + ticks(12)) / TICKS_A_SECOND)
}

async fn answers(address: SocketAddr, path: &str) -> bool {
    let asked = async { Client::connect(address).await?.get(path, None).await };
    let up = asked.await.is_ok_and(|answer| answer.status.is_success());
    if !up {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    up
}

/// A port that is free now.
pub(super) fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}
