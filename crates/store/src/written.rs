//! What every write hands over: its answer and its audit entry, so that neither can be forgotten. What it changed is noted by
//! the functions that change it (`Tx::note`).

use menjin_model::Millis;
use serde_json::Value as Json;

/// What an operation of [`Db::write`](crate::Db::write) returns.
#[derive(Debug)]
#[must_use]
pub struct Written<T> {
    /// What the caller gets once the write is on disk.
    pub answer: T,
    /// What the history keeps; `None` when nothing a person would call a change happened.
    pub audit: Option<AuditEntry>,
}

impl<T> Written<T> {
    /// Something changed, and the history says so.
    pub fn new(answer: T, audit: AuditEntry) -> Self {
        Self { answer, audit: Some(audit) }
    }

    /// Nothing changed; no row of history is written.
    pub fn unchanged(answer: T) -> Self {
        Self { answer, audit: None }
    }
}

/// One row of history, but for its tenant, revision and hashes, which the store adds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AuditEntry {
    /// Who did it.
    pub actor: String,
    /// Through what: an API, the console, an import.
    pub surface: String,
    /// The log id of the request.
    pub log_id: String,
    /// When.
    pub at: Millis,
    /// What was done.
    pub action: String,
    /// To what.
    pub object: String,
    /// The object before; null where there was none.
    pub before: Json,
    /// The object after; null where there is none any more.
    pub after: Json,
}
