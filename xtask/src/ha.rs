//! `cargo xtask ha`: what is left of acknowledged writes when the database fails over again and again.

use std::process::ExitCode;

use clap::Args;

mod asking;
mod cluster;
mod etcd;
mod faults;
mod need;
mod patroni;
mod ports;
mod process;

/// How.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// one each
    #[arg(long)]
    quick: bool,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let programs = match need::Programs::find() {
        Ok(programs) => programs,
        Err(missing) => {
            eprintln!("{missing}");
            return Ok(ExitCode::from(2));
        }
    };
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let place = process::Place::new(None, true)?;
        let started = std::time::Instant::now();
        let mut cluster = cluster::Cluster::start(place, programs, patroni::Mode::Synchronous).await?;
        eprintln!("whole after {:?} {}", started.elapsed(), cluster.url());
        for kind in faults::order(|kind| if options.quick { 1 } else { kind.times() }) {
            let started = std::time::Instant::now();
            let seen = faults::strike(&mut cluster, kind).await?;
            eprintln!("{}: {seen}, whole after {:?}", kind.name(), started.elapsed());
        }
        Ok(ExitCode::SUCCESS)
    })
}
