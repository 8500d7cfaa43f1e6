//! `menjin restore`.

use std::path::PathBuf;

use clap::Args;
use menjin_service::Clock;
use menjin_store::{BackupError, Place, restore};

use crate::{
    backup::size,
    database::{Database, kept},
    exit::Failure,
    output::{print, remark},
};

/// What a PostgreSQL server has for this.
const SERVER: &str = "\
a PostgreSQL database is restored with its own tools; nothing was written
hint: pg_restore --exit-on-error --single-transaction --no-owner --dbname=\"postgres://USER@HOST/NAME\" menjin.dump
hint: a SQLite backup goes there by way of a file: menjin restore FILE --database sqlite:PATH, then menjin move";

/// What to put back, and where.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// A file that `menjin backup` wrote.
    file: PathBuf,
    /// Replace a database that holds something; it is kept beside, under a name with the date.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    database: Database,
}

impl Restore {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let path = match self.database.place()? {
            Place::File(path) => kept(path)?,
            Place::Server(_) => return Err(Failure::input(SERVER)),
        };
        let restored = restore(&self.file, &path, self.force, Clock::system().now()).map_err(|error| match error {
            BackupError::Damaged { .. } => Failure::input(format!("{error}\nhint: try an older backup")),
            error => error.into(),
        })?;
        if let Some(kept) = &restored.kept {
            print(&format!("{}: what was there before\n", kept.display()));
        }
        print(&format!("{}: {}, schema {}, restored\n", path.display(), size(restored.bytes), restored.schema));
        if restored.is_older {
            remark("its schema is older: the next start brings it up to date");
        }
        remark(&format!(
            "the server needs the key that this database was made with: {}.key, or the file that --key-file names",
            path.display()
        ));
        Ok(())
    }
}
