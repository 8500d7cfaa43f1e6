//! Logs on stderr: for people at a terminal, as JSON elsewhere. `RUST_LOG` chooses, `info` otherwise.

use std::io::IsTerminal;

use tracing_subscriber::{EnvFilter, fmt};

/// Starts logging.
pub(crate) fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // A second start in one process would fail; there is none.
    let _ = if std::io::stderr().is_terminal() {
        lines.with_ansi(true).try_init()
    } else {
        lines.json().flatten_event(true).try_init()
    };
}
