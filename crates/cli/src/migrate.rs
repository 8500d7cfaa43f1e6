//! `menjin migrate`.

use clap::Args;
use menjin_store::{Place, Upgraded, upgrade};

use crate::{
    database::{Database, kept},
    exit::Failure,
    output::{print, remark},
};

/// What to bring up to date.
#[derive(Debug, Args)]
pub(crate) struct Migrate {
    #[command(flatten)]
    database: Database,
}

impl Migrate {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let place = self.database.place()?;
        if let Place::File(path) = &place {
            kept(path.clone())?;
            remark("a SQLite database is also brought up to date whenever a server starts on it");
        }
        let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::internal(error.to_string()))?;
        let Upgraded { place, before, after } = runtime.block_on(upgrade(&place))?;
        print(&match before {
            0 => format!("{place}: made with schema {after}\n"),
            before if before == after => format!("{place}: has schema {after}, nothing to do\n"),
            before => format!("{place}: brought from schema {before} to {after}\n"),
        });
        Ok(())
    }
}
