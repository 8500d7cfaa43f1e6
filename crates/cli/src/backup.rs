//! `menjin backup`.

use std::path::PathBuf;

use clap::Args;
use menjin_store::{BackupError, Place, Saved, StoreError, backup};

use crate::{
    database::{Database, kept},
    exit::Failure,
    output::{print, remark},
};

/// What a PostgreSQL server has for this, and we shall not do worse.
const SERVER: &str = "\
a PostgreSQL database is backed up with its own tools; nothing was written
hint: one database, while nodes run:   pg_dump --format=custom --file=menjin.dump --dbname=\"postgres://USER@HOST/NAME\"
hint: and back, into an empty one:     pg_restore --exit-on-error --single-transaction --no-owner --dbname=\"postgres://USER@HOST/NAME\" menjin.dump
hint: a whole cluster, to any moment:  pg_basebackup and WAL archiving (PostgreSQL manual, \"Continuous Archiving\")
hint: passwords belong in ~/.pgpass or PGPASSFILE; keep the server key (MENJIN_KEY) too, it is in none of them";

/// What to copy, and where to.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Replace the file if it exists.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    database: Database,
}

impl Backup {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let path = match self.database.place()? {
            Place::File(path) => kept(path)?,
            Place::Server(_) => return Err(Failure::input(SERVER)),
        };
        let Saved { bytes, schema } = backup(&path, &self.to, self.force).map_err(|error| match error {
            BackupError::Damaged { .. } => {
                Failure::internal(format!("{error}\nhint: menjin restore puts an older backup in its place"))
            }
            error => error.into(),
        })?;
        print(&format!("{}: {}, schema {schema}, checked\n", self.to.display(), size(bytes)));
        remark(&format!(
            "the server key is not in it: keep {}.key, or the file that --key-file names, in another place",
            path.display()
        ));
        Ok(())
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Store(error @ StoreError::Io { .. }) => Self::input(error.to_string()),
            BackupError::Store(error) => error.into(),
            BackupError::Missing { .. }
            | BackupError::Exists { .. }
            | BackupError::Taken { .. }
            | BackupError::Damaged { .. }
            | BackupError::NotEmpty { .. } => Self::input(error.to_string()),
        }
    }
}

/// A size for people: `412 kB`, `3.1 MB`.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10),
    }
}
