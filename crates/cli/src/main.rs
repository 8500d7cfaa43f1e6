//! `menjin`: the server and its tools in one binary.
//!
//! Data on stdout, everything else on stderr. Exit codes: 0 done, 1 refused, 2 bad arguments or input, 3 not authorised,
//! 4 network, 5 internal.

mod banner;
mod config;
mod exit;
mod fixture;
mod healthcheck;
mod key;
mod logs;
mod output;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Who belongs to what, and who may open what: a server for the access part of the Feishu/Lark Open API.
#[derive(Debug, Parser)]
#[command(name = "menjin", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server.
    Serve(Box<serve::Serve>),
    /// Check or start a fixture: a company in a file.
    #[command(subcommand)]
    Fixture(fixture::Fixture),
    /// Ask a running server whether it is ready; exit code 0 when it is.
    Healthcheck(healthcheck::Healthcheck),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(serve) => serve.run(),
        Command::Fixture(fixture) => fixture.run(),
        Command::Healthcheck(check) => check.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&failure.text);
            failure.code.into()
        }
    }
}
