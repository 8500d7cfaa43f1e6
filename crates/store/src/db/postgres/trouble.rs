//! What an error of the server or of the connection means.

use std::error::Error as _;
use std::io;

use tokio_postgres::Error;
use tokio_postgres::error::{DbError, Severity, SqlState};

use crate::StoreError;

/// What is to be done about an error before a commit was sent.
#[derive(Debug, Clone)]
pub(super) enum Trouble {
    /// The statement is at fault: only its operation fails.
    Refused(StoreError),
    /// The whole transaction is lost, for a reason that passes: begin anew, on another connection if this one is `gone`.
    Passing { error: StoreError, gone: bool },
    /// The whole transaction is lost, and trying again would not help.
    Lost(StoreError),
}

impl Trouble {
    /// The error itself.
    pub(super) fn error(&self) -> &StoreError {
        match self {
            Self::Refused(error) | Self::Passing { error, .. } | Self::Lost(error) => error,
        }
    }

    /// Whether the connection is of no more use.
    pub(super) fn is_gone(&self) -> bool {
        matches!(self, Self::Passing { gone: true, .. })
    }

    /// The connection is of no more use.
    pub(super) fn gone(message: impl Into<String>) -> Self {
        Self::Passing { error: away(message), gone: true }
    }
}

/// The server is away.
pub(super) fn away(message: impl Into<String>) -> StoreError {
    StoreError::Away { message: message.into() }
}

/// Judges an error of a statement other than `commit`.
pub(super) fn judge(error: &Error) -> Trouble {
    let Some(told) = error.as_db_error() else {
        if is_connection(error) {
            return Trouble::gone(described(error).1);
        }
        let (code, message) = described(error);
        return Trouble::Refused(StoreError::Driver { code, message });
    };
    let state = told.code();
    let fatal = !matches!(told.parsed_severity(), Some(Severity::Error) | None);
    let passing = |gone| Trouble::Passing { error: away(message(told)), gone: gone || fatal };
    match state.code().get(..2) {
        // Not `57014`: somebody cancelled this statement, which is as good as a lost transaction.
        Some("57" | "08") => passing(*state != SqlState::QUERY_CANCELED),
        Some("40") => passing(false),
        _ if *state == SqlState::LOCK_NOT_AVAILABLE => passing(false),
        _ if *state == SqlState::READ_ONLY_SQL_TRANSACTION || *state == SqlState::TOO_MANY_CONNECTIONS => passing(true),
        // The schema was changed under a prepared statement, or somebody between us and the server forgot it.
        _ if *state == SqlState::INVALID_SQL_STATEMENT_NAME => passing(true),
        _ if *state == SqlState::FEATURE_NOT_SUPPORTED && told.message().contains("cached plan") => passing(true),
        _ if *state == SqlState::DISK_FULL => Trouble::Lost(StoreError::Full),
        Some("53" | "58" | "XX") => Trouble::Lost(failed(told)),
        _ if fatal => passing(true),
        _ => Trouble::Refused(driver(told)),
    }
}

/// What an error of `commit` means: refused only if the server says so itself and lives on; else nobody knows.
pub(super) fn judge_commit(error: &Error) -> Trouble {
    match error.as_db_error() {
        Some(told) if told.parsed_severity() == Some(Severity::Error) => judge(error),
        _ => {
            tracing::error!(error = described(error).1, "a commit was not answered, its outcome is unknown");
            Trouble::Lost(StoreError::Unknown)
        }
    }
}

/// Whatever is neither an answer of the server nor our own argument: then the two sides do not agree on where they are.
fn is_connection(error: &Error) -> bool {
    let text = error.to_string();
    !text.starts_with("error serializing") && !text.starts_with("error encoding")
}

fn failed(told: &DbError) -> StoreError {
    StoreError::Failed { code: code(told), message: message(told) }
}

fn driver(told: &DbError) -> StoreError {
    StoreError::Driver { code: code(told), message: message(told) }
}

fn code(told: &DbError) -> String {
    format!("PostgreSQL {}", told.code().code())
}

/// The server's words. Those about data quote it, so they are left out; so is every detail.
fn message(told: &DbError) -> String {
    match told.code().code().get(..2) {
        Some("22" | "XX") => "a value does not fit".to_owned(),
        _ => told.message().to_owned(),
    }
}

/// Code and words of an error that is to be logged or told; no arguments, no secrets.
pub(super) fn described(error: &Error) -> (String, String) {
    match error.as_db_error() {
        Some(told) => (code(told), message(told)),
        None => ("PostgreSQL".to_owned(), plain(error)),
    }
}

/// The driver's words: its own sentence, and the system's for an error of the connection.
fn plain(error: &Error) -> String {
    match error.source().and_then(|source| source.downcast_ref::<io::Error>()) {
        Some(source) => format!("the connection failed: {source}"),
        None if error.is_closed() => "the connection is closed".to_owned(),
        None => error.to_string(),
    }
}
