//! Why the store did not do what it was asked.
//!
//! No text here holds an argument of a statement, as arguments may be secrets: the database's own messages name tables and
//! columns, never values. Errors can be cloned, because one failed commit answers everyone who shared it.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// Why the store did not do what it was asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// More writes wait than the queue holds, or another program holds the database.
    #[error("the database is busy, nothing was changed; try again in a moment")]
    Busy,
    /// No room; what was begun is rolled back, and the store goes on.
    #[error("the disk is full, nothing was changed; free some space and try again")]
    Full,
    /// The disk, or the connection, failed during a commit: the change may be there or not. A file tells after the next start.
    #[error("the commit failed half-way; whether the change was made is not known")]
    Unknown,
    /// The database server cannot be reached, or not write, for longer than calls wait for it; nothing was changed.
    #[error("the database server is away, nothing was changed: {message}; try again in a moment")]
    Away {
        /// What was the matter when it was last tried.
        message: String,
    },
    /// This node has committed nothing for so long that what it reads may be an old state.
    #[error("this node has lost touch with the database, so its answers could be old; try again in a moment")]
    Stale,
    /// The store takes no more calls: it was closed, or stopped after a failure of the disk.
    #[error("the database is stopped, nothing was changed; try again after the next start")]
    Stopped,
    /// The disk or the file failed before a commit; what was begun is rolled back.
    #[error("the database failed, nothing was changed: {message} ({code})")]
    Failed {
        /// The database, and its own number for this: `SQLite 2067`, `PostgreSQL 23505`.
        code: String,
        /// The database's own words.
        message: String,
    },
    /// The statement was refused: a constraint, a type, or a mistake in its text.
    #[error("the database refused a statement: {message} ({code})")]
    Driver {
        /// The database, and its own number for this: `SQLite 2067`, `PostgreSQL 23505`.
        code: String,
        /// The database's own words.
        message: String,
    },
    /// A column does not hold what the code expects.
    #[error("column {index} does not hold {expected}")]
    Column {
        /// Counted from 0.
        index: usize,
        /// What was expected.
        expected: &'static str,
    },
    /// The code of an operation is wrong, not its data.
    #[error("a mistake in the code of an operation: {0}")]
    Misuse(&'static str),
    /// The operation panicked; it is rolled back, the others are not harmed.
    #[error("the operation panicked, nothing was changed")]
    Panicked,
    /// Another server has the database open.
    #[error("{} is in use by another menjin; stop that one first, or give this one a file of its own", path.display())]
    InUse {
        /// The database.
        path: PathBuf,
    },
    /// The file is something else; it was not touched.
    #[error("{} is not a menjin database, and was left as it is; choose another path", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The file is ours, and damaged.
    #[error("{} is damaged: {message}; restore a backup, or move the file away to start afresh", path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// The database's own words.
        message: String,
    },
    /// The file was made by a newer menjin.
    #[error(
        "{} has schema {found}, this menjin knows {known}; start the newer menjin, or restore the copy made before its \
         upgrade ({}.before-v*)",
        path.display(),
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The file's schema.
        found: i32,
        /// The newest schema this program knows.
        known: i32,
    },
    /// The address of a database server is not one.
    #[error(
        "the database URL cannot be used: {reason}\nhint: postgres://USER:PASSWORD@HOST:5432,HOST2:5432/NAME?sslmode=verify-full"
    )]
    Url {
        /// What is wrong; never a part of the URL but the name of an option.
        reason: String,
    },
    /// The database server does not let us in.
    #[error(
        "{server} refuses the connection: {message}\nhint: check user, password and name of the database in its URL"
    )]
    Login {
        /// Where; without secrets.
        server: String,
        /// The server's own words.
        message: String,
    },
    /// The database holds something else; it was not touched.
    #[error("{server} is not a menjin database, and was left as it is\nhint: give menjin an empty database of its own")]
    Foreign {
        /// Where.
        server: String,
    },
    /// The database server's schema is older than this program, or not there yet; it was not touched.
    #[error(
        "{server} has schema {found}, this menjin needs {known}\nhint: run `menjin migrate`; 0 is an empty database"
    )]
    Older {
        /// Where.
        server: String,
        /// The schema there.
        found: i32,
        /// The newest schema this program knows.
        known: i32,
    },
    /// The database server's schema is newer than this program; it was not touched.
    #[error("{server} has schema {found}, this menjin knows only {known}\nhint: start the newer menjin")]
    Ahead {
        /// Where.
        server: String,
        /// The schema there.
        found: i32,
        /// The newest schema this program knows.
        known: i32,
    },
    /// The database server takes no writes.
    #[error("{server} is read-only\nhint: name the primary, or all hosts with target_session_attrs=read-write")]
    ReadOnly {
        /// Where.
        server: String,
    },
    /// The file or its folder cannot be used.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// Why it failed.
        source: Arc<io::Error>,
    },
}

impl StoreError {
    /// Whether nothing was done and the same call may simply be sent again, at once or after a restart.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Busy
            | Self::Full
            | Self::Stopped
            | Self::Failed { .. }
            | Self::InUse { .. }
            | Self::Away { .. }
            | Self::Stale => true,
            Self::Unknown
            | Self::Driver { .. }
            | Self::Column { .. }
            | Self::Misuse(_)
            | Self::Panicked
            | Self::NotOurs { .. }
            | Self::Corrupt { .. }
            | Self::Newer { .. }
            | Self::Url { .. }
            | Self::Login { .. }
            | Self::Foreign { .. }
            | Self::Older { .. }
            | Self::Ahead { .. }
            | Self::ReadOnly { .. }
            | Self::Io { .. } => false,
        }
    }
}
