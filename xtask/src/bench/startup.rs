//! From nothing to the first answer.

use std::time::Duration;

use super::{
    Bench,
    report::{Goal, Row},
    server::Server,
};

pub(super) const ABOUT: &str = "
**Start and memory.** The time from starting the process on an empty folder (it makes its database and its key) to the
first 200 of `/healthz`, and the resident memory half a second later.";

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let (mut times, mut memory) = (Vec::new(), Vec::new());
    for round in 0..bench.rounds {
        let folder = bench.folder(&format!("startup-{round}"))?;
        let server = Server::start(bench, &folder, None, "/healthz")?;
        times.push(server.came_up.as_secs_f64() * 1000.0);
        bench.runtime.block_on(async { tokio::time::sleep(Duration::from_millis(500)).await });
        memory.push(server.memory()?);
    }
    Ok(vec![
        Row::plain("start to first 200, empty database", &times, "ms", Goal::AtMost(50.0)),
        Row::plain("memory when idle", &memory, "MiB", Goal::AtMost(30.0)),
    ])
}
