//! `cargo xtask bench`: how fast the release build is, in ratios to floors measured in the same run.
//!
//! Absolute numbers tell more of the machine than of the program, and a busy machine spoils them. So every operation runs
//! in turn with the least that could do its work (the same HTTP stack with a fixed body; the same rows straight in with the
//! driver), and the ratio is the median over the rounds. The server is a process of its own, as it is in life.
//!
//! What runs on PostgreSQL is measured when `TEST_POSTGRES_URL` names a server:
//! `POSTGRES_FSYNC=on .ci/postgres cargo xtask bench`.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, bail, ensure};
use clap::Args;
use tokio::runtime::Runtime;

use crate::top;

mod batch_add;
mod check;
mod check_batch;
mod company;
mod console;
mod create_group;
mod create_group_postgres;
mod decisions;
mod dry_run;
mod engine;
mod fill;
mod floor_database;
pub(crate) mod floor_server;
mod get_group;
mod impact;
mod large;
pub(crate) mod load;
pub(crate) mod machine;
mod members;
mod million;
mod overwrite;
mod overwrite_postgres;
mod peers;
mod postgres;
mod report;
mod rounds;
mod server;
mod startup;
mod who_can;
mod world;

use report::Row;

/// How to measure.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// A short run that shows that every operation works; its numbers mean nothing and are not kept.
    #[arg(long)]
    quick: bool,
    /// Only these operations; nothing is written then.
    #[arg(long, value_name = "OPERATION")]
    only: Vec<String>,
    /// Where the databases lie: on a disk of the kind the server shall have [default: the target folder].
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    /// Measure OpenFGA and SpiceDB as well, on the same data. They are built from the Go module proxy, once, into
    /// `$XDG_CACHE_HOME/menjin-peers`.
    #[arg(long)]
    peers: bool,
    /// How often floor and operation take turns.
    #[arg(long, default_value_t = 7)]
    rounds: usize,
}

/// What an operation needs to run.
#[derive(Debug)]
struct Bench {
    quick: bool,
    rounds: usize,
    /// The release build of the server.
    binary: PathBuf,
    /// The folder of this run; gone afterwards.
    folder: PathBuf,
    runtime: Runtime,
    /// The URL of a database server, if there is one.
    postgres: Option<String>,
}

impl Bench {
    /// How much to do: a twentieth when it only has to work.
    fn amount(&self, full: usize) -> usize {
        if self.quick { (full / 20).max(1) } else { full }
    }

    /// A new empty folder for one operation.
    fn folder(&self, name: &str) -> anyhow::Result<PathBuf> {
        let folder = self.folder.join(name);
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }
}

/// One operation.
struct Operation {
    /// For `--only`.
    name: &'static str,
    /// What is measured and how, for the page.
    about: &'static str,
    run: fn(&Bench) -> anyhow::Result<Vec<Row>>,
}

const OPERATIONS: [Operation; 15] = [
    // First, while this process is small: it measures its own memory.
    Operation { name: "engine", about: engine::ABOUT, run: engine::run },
    Operation { name: "get-group", about: get_group::ABOUT, run: get_group::run },
    Operation { name: "create-group", about: create_group::ABOUT, run: create_group::run },
    Operation { name: "batch-add", about: batch_add::ABOUT, run: batch_add::run },
    Operation { name: "overwrite", about: overwrite::ABOUT, run: overwrite::run },
    Operation { name: "members", about: members::ABOUT, run: members::run },
    Operation { name: "startup", about: startup::ABOUT, run: startup::run },
    Operation { name: "large", about: large::ABOUT, run: large::run },
    Operation { name: "check", about: check::ABOUT, run: check::run },
    Operation { name: "check-batch", about: check_batch::ABOUT, run: check_batch::run },
    Operation { name: "who-can", about: who_can::ABOUT, run: who_can::run },
    Operation { name: "impact", about: impact::ABOUT, run: impact::run },
    Operation { name: "dry-run", about: dry_run::ABOUT, run: dry_run::run },
    Operation { name: "console", about: console::ABOUT, run: console::run },
    Operation { name: "million", about: million::ABOUT, run: million::run },
];

/// Those that need a database server.
const ON_POSTGRES: [Operation; 2] = [
    Operation { name: "create-group-postgres", about: create_group_postgres::ABOUT, run: create_group_postgres::run },
    Operation { name: "overwrite-postgres", about: overwrite_postgres::ABOUT, run: overwrite_postgres::run },
];

/// The name of the peers for `--only`.
const PEERS: &str = "peers";

/// Runs the task.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let (everywhere, on_postgres) = (OPERATIONS.map(|one| one.name), ON_POSTGRES.map(|one| one.name));
    let postgres = postgres::server();
    for wanted in &options.only {
        let names = [&everywhere[..], &on_postgres, &[PEERS]].concat();
        ensure!(names.contains(&wanted.as_str()), "there is no operation {wanted:?}\nhint: {}", names.join(", "));
        ensure!(
            postgres.is_some() || !on_postgres.contains(&wanted.as_str()),
            "{wanted} needs a PostgreSQL\nhint: {} --only {wanted}",
            postgres::COMMAND
        );
    }
    let release =
        std::env::current_exe()?.ancestors().nth(2).context("xtask does not lie in a target folder")?.join("release");
    build()?;
    if cfg!(debug_assertions) {
        return again(&release.join("xtask"));
    }
    let place = options.dir.clone().unwrap_or_else(|| release.clone());
    let folder = tempfile::Builder::new().prefix("menjin-bench-").tempdir_in(&place)?;
    let bench = Bench {
        quick: options.quick,
        rounds: if options.quick { 1 } else { options.rounds.max(5) },
        binary: release.join("menjin"),
        folder: folder.path().to_owned(),
        runtime: Runtime::new()?,
        postgres,
    };
    let left_out: &[&str] = if bench.postgres.is_some() { &[] } else { &on_postgres };
    let server = bench.postgres.as_ref().map(|_| postgres::describe(&bench)).transpose()?;
    if let Some(server) = &server {
        eprintln!("PostgreSQL {server}");
    }
    let mut measured = Vec::new();
    for operation in OPERATIONS.iter().chain(&ON_POSTGRES).filter(|operation| !left_out.contains(&operation.name)) {
        if options.only.is_empty() || options.only.iter().any(|name| name == operation.name) {
            eprintln!("{} ..", operation.name);
            let rows = (operation.run)(&bench).with_context(|| format!("operation {}", operation.name))?;
            measured.push((operation.about, rows));
        }
    }
    let mut beside = None;
    if options.peers || options.only.iter().any(|name| name == PEERS) {
        eprintln!("{PEERS} ..");
        beside = Some((peers::ABOUT, peers::run(&bench).context("peers")?));
    }
    let beside = beside.as_ref().map(|(about, rows)| (*about, rows.as_slice()));
    let rows: Vec<&Row> = measured.iter().flat_map(|(_, rows)| rows).collect();
    if options.only.is_empty() && !left_out.is_empty() {
        eprintln!("left out, as TEST_POSTGRES_URL is not set: {}; run {}", left_out.join(", "), postgres::COMMAND);
    }
    if options.quick {
        eprintln!("every operation ran; a quick run checks no goals");
        return Ok(());
    }
    if !rows.is_empty() {
        print(&format!("{}{}", report::table(&rows), report::verdict(&rows)));
    }
    if let Some((_, rows)) = beside {
        print(&report::peers(rows));
    }
    if options.only.is_empty() {
        let machine = machine::describe(&place, server.as_deref());
        std::fs::write(top().join("docs/benchmarks.md"), report::page(&machine, &measured, left_out, beside))?;
        eprintln!("wrote docs/benchmarks.md");
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the table is what was asked for; everything else goes to stderr")]
fn print(text: &str) {
    print!("{text}");
}

/// The server, and this program: a slow load generator would measure itself.
fn build() -> anyhow::Result<()> {
    eprintln!("building ..");
    let built = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--release", "--package", "menjin-cli", "--package", "xtask"])
        .current_dir(top())
        .status()?;
    ensure!(built.success(), "the release build failed");
    Ok(())
}

/// The same task by the release build of this program.
fn again(program: &Path) -> anyhow::Result<()> {
    let done = Command::new(program).args(std::env::args_os().skip(1)).status()?;
    if !done.success() {
        bail!("{} failed", program.display());
    }
    Ok(())
}
