//! `cargo xtask ha`: what is left of acknowledged writes when the database fails over again and again.
//!
//! A cluster of its own on loopback (see `cluster`), the server as its only client, writers and checkers over HTTP, and
//! failures as they happen in life. The count is only worth something if it can fail, so the same program also runs a
//! cluster that may lose writes, and demands to see them lost (see `proof`).

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::bail;
use clap::Args;
use tokio::{
    runtime::Runtime,
    signal::unix::{SignalKind, signal},
};

use crate::{bench::machine, top};

mod answer;
mod asking;
mod campaign;
mod checkers;
mod cluster;
mod company;
mod etcd;
mod faults;
mod history;
mod need;
mod patroni;
mod ports;
mod process;
mod proof;
mod readback;
mod record;
mod report;
mod server;
mod stage;
mod writers;

use process::Place;
use stage::Plan;

/// How to run it.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// One failure of each kind and no proof; nothing is written.
    #[arg(long)]
    quick: bool,
    /// The proof alone: without synchronous commits, losses must be seen; nothing is written.
    #[arg(long, conflicts_with = "quick")]
    prove: bool,
    /// The server to run [default: a release build, made now].
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Where the databases lie: a folder that the user `postgres` can reach [default: the system's temporary folder].
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    /// Leave databases and logs there for whoever wants to look.
    #[arg(long)]
    keep: bool,
    /// Let the server use this database and not the cluster: tries this program without proving anything.
    #[arg(long, hide = true, value_name = "URL")]
    database: Option<String>,
}

/// Runs the task: exit code 1 when a goal is missed, 2 when a program is missing.
pub(crate) fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let programs = match need::Programs::find() {
        Ok(programs) => programs,
        Err(missing) => {
            eprintln!("{missing}");
            return Ok(ExitCode::from(2));
        }
    };
    let binary = options.binary.as_deref().map_or_else(server::build, |file| Ok(std::path::absolute(file)?))?;
    let plan = Plan { programs, binary, database: options.database.clone() };
    let reached = Runtime::new()?.block_on(async {
        // Whatever runs ends when the future is dropped.
        tokio::select! {
            reached = work(options, &plan) => reached,
            interrupted = interrupted() => interrupted,
        }
    });
    if !options.keep && !matches!(reached, Ok(true)) {
        eprintln!("hint: --keep leaves the databases and all logs there");
    }
    let reached = reached?;
    Ok(if reached { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn interrupted() -> anyhow::Result<bool> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::select! {
        _ = hangup.recv() => {}
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    bail!("interrupted; everything that was started is ended")
}

async fn work(options: &Options, plan: &Plan) -> anyhow::Result<bool> {
    if options.prove {
        let proven = proof::run(plan, place(options)?).await?;
        print(&proof::text(&proven));
        return Ok(proof::holds(&proven));
    }
    let times = |kind: faults::Kind| if options.quick { 1 } else { kind.times() };
    let campaign = campaign::run(plan, place(options)?, times).await?;
    let rows = report::rows(&campaign);
    eprint!("{}", report::troubles(&campaign));
    print(&format!("{}{}", report::table(&rows), report::verdict(&rows)));
    if let Some(trouble) = campaign.trouble {
        return Err(trouble);
    }
    if options.quick {
        return Ok(report::all_reached(&rows));
    }
    let proven = proof::run(plan, place(options)?).await?;
    print(&format!("\n{}", proof::text(&proven)));
    if options.database.is_none() {
        let parent = options.dir.clone().unwrap_or_else(std::env::temp_dir);
        write(&report::page(&machine::describe(&parent, None), &campaign, &rows, &proven))?;
    }
    Ok(report::all_reached(&rows) && proof::holds(&proven))
}

fn place(options: &Options) -> anyhow::Result<Place> {
    let place = Place::new(options.dir.as_deref(), options.keep)?;
    if options.keep {
        eprintln!("databases and logs are in {}", place.path().display());
    }
    Ok(place)
}

fn write(page: &str) -> anyhow::Result<()> {
    const PAGE: &str = "docs/failover.md";
    std::fs::write(top().join(Path::new(PAGE)), page)?;
    eprintln!("wrote {PAGE}");
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the table is what was asked for; everything else goes to stderr")]
fn print(text: &str) {
    print!("{text}");
}
