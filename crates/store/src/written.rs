//! What every write hands over: its answer, its change set and its audit entry, so that none can be forgotten.

use menjin_model::Millis;
use serde_json::Value as Json;

/// What an operation of [`Db::write`](crate::Db::write) returns.
#[derive(Debug)]
#[must_use]
pub struct Written<T> {
    /// What the caller gets once the write is on disk.
    pub answer: T,
    /// What the facts in memory have to learn.
    pub changes: ChangeSet,
    /// What the history keeps; `None` when nothing a person would call a change happened.
    pub audit: Option<AuditEntry>,
}

impl<T> Written<T> {
    /// Something changed, and the history says so.
    pub fn new(answer: T, audit: AuditEntry) -> Self {
        Self { answer, changes: ChangeSet::default(), audit: Some(audit) }
    }

    /// Nothing changed; no row of history is written.
    pub fn unchanged(answer: T) -> Self {
        Self { answer, changes: ChangeSet::default(), audit: None }
    }

    /// The same with a change set.
    pub fn with_changes(mut self, changes: ChangeSet) -> Self {
        self.changes = changes;
        self
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

/// What the facts in memory have to learn from one write, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeSet {
    /// The single changes.
    pub changes: Vec<Change>,
}

/// One relation that came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which relation, named like the table it lies in.
    pub kind: &'static str,
    /// The internal id of the one side.
    pub subject: i64,
    /// The internal id of the other side.
    pub object: i64,
    /// Whether it came (true) or went.
    pub added: bool,
}
