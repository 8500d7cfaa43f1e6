//! `menjin`: the server and its tools in one binary.
//!
//! Data on stdout, everything else on stderr. Exit codes: 0 done or yes, 1 refused or no, 2 bad arguments or input, 3 not
//! authorised, 4 network, 5 internal.

mod access;
mod admin;
mod ask;
mod audit;
mod backup;
mod banner;
mod check;
mod config;
mod database;
mod exit;
mod fixture;
mod healthcheck;
mod key;
mod listing;
mod logs;
mod mail;
mod migrate;
mod move_to;
mod output;
mod restore;
mod search;
mod serve;
mod style;
mod what_can;
mod who_can;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// Every request takes and gives back some sixty pieces of memory; the system's allocator spends a fifth of the request on it.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

use exit::{Ending, Failure};

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
    /// Bring the schema of a database up to date, or make it in an empty one.
    ///
    /// Doing it twice is harmless. A server refuses to start on a PostgreSQL database with an older schema, as other nodes may
    /// still need it, so that this is a step of its own; a SQLite file is also brought up to date whenever a server starts.
    Migrate(migrate::Migrate),
    /// Copy a SQLite database into one file, while a server goes on writing to it.
    ///
    /// The file is a snapshot of one moment, checked before it gets its name. The server key is not in it: keep the file
    /// beside the database (`menjin.db.key`) too, in another place. For a PostgreSQL database this says how to use its own tools.
    Backup(backup::Backup),
    /// Put a backup in the place of a SQLite database; no server may run on it.
    ///
    /// The backup is checked first. On any error the database stays what it was.
    Restore(restore::Restore),
    /// Move everything from SQLite to PostgreSQL, or back; no server may run on either.
    ///
    /// The target must be empty; its schema is made. Everything is read again there and compared before any of it becomes
    /// visible, so a failure leaves nothing. The source stays as it was. The server key is not moved: give the same one to
    /// the server on the new database.
    Move(move_to::Move),
    /// List or invite administrators, or reset a password, at the database itself: the way back for who is locked out.
    ///
    /// No server may run on a SQLite file meanwhile. The link that is printed sets a password, once, within 24 hours.
    #[command(subcommand)]
    Admin(Box<admin::Admin>),
    /// Ask a running server whether it is ready; exit code 0 when it is.
    Healthcheck(healthcheck::Healthcheck),
    /// May somebody do something to something? Exit code 0 for yes, 1 for no.
    ///
    /// Asks a running server, or a database without one; the answers are the same.
    Check(Box<check::Check>),
    /// List everybody who may do something to something.
    WhoCan(Box<who_can::WhoCan>),
    /// List everything that somebody may do something to, or all they may do to one thing.
    WhatCan(Box<what_can::WhatCan>),
    /// Hold access against a file of expected answers; exit code 1 when one differs.
    ///
    /// Asks the company of the file's `fixture`, in memory and without any server; or else, as flags, environment and
    /// menjin.toml say, a running server or a database.
    Test(Box<access::Test>),
    /// What was changed by whom, and the proof that nobody altered it since.
    #[command(subcommand)]
    Audit(audit::Audit),
}

fn main() -> ExitCode {
    match Cli::parse().command.run() {
        Ok(ending) => ending.into(),
        Err(failure) => {
            output::complain(&failure.text);
            failure.code.into()
        }
    }
}

impl Command {
    fn run(self) -> Result<Ending, Failure> {
        match self {
            Self::Serve(serve) => serve.run(),
            Self::Fixture(fixture) => fixture.run(),
            Self::Migrate(migrate) => migrate.run(),
            Self::Backup(backup) => backup.run(),
            Self::Restore(restore) => restore.run(),
            Self::Move(command) => command.run(),
            Self::Admin(admin) => admin.run(),
            Self::Healthcheck(check) => check.run(),
            Self::Check(check) => return check.run(),
            Self::WhoCan(command) => return command.run(),
            Self::WhatCan(command) => return command.run(),
            Self::Test(test) => return test.run(),
            Self::Audit(audit) => return audit.run(),
        }?;
        Ok(Ending::Done)
    }
}
