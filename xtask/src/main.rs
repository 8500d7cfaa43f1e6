//! `cargo xtask …`: what CI runs, files made from code, benchmarks.

mod bench;
mod ci;
mod ha;
mod made;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// As the server's: the floors of benchmarks are to stand on the same ground.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

/// Tasks around the workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Everything CI checks but the conformance programs: format, lints, who imports whom, made files, tests, docs.
    Ci,
    /// Who may import whom, alone.
    Arrows,
    /// Write the files that are made from code: `openapi/openapi.json`, `docs/coverage.md`, `docs/reasons.md`.
    Made,
    /// Measure the release build against floors taken in the same run; writes `docs/benchmarks.md`.
    Bench(bench::Options),
    /// Kill and freeze parts of a PostgreSQL cluster under load and count what is lost; writes `docs/failover.md`.
    Ha(ha::Options),
    /// Answer one fixed body on the server's own accept loop: a floor of `bench`.
    #[command(hide = true)]
    FloorServer(bench::floor_server::Options),
}

fn main() -> anyhow::Result<ExitCode> {
    match Cli::parse().task {
        Task::Ci => ci::run(),
        Task::Arrows => ci::arrows(),
        Task::Made => made::write(),
        Task::Bench(options) => bench::run(&options),
        Task::Ha(options) => return ha::run(&options),
        Task::FloorServer(options) => bench::floor_server::run(&options),
    }
    .map(|()| ExitCode::SUCCESS)
}

/// The top of the repository.
fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), PathBuf::from)
}
