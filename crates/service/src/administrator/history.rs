//! Rows of history about how administrators come in. No secret ever stands in one.

use std::net::IpAddr;

use menjin_model::{AdministratorNo, Millis};
use menjin_store::AuditEntry;
use serde_json::Value;

use super::Surface;

/// When somebody knocked, from where, and under which log id.
#[derive(Debug, Clone)]
pub struct Visit {
    /// When.
    pub now: Millis,
    /// Under which the log and the audit know it.
    pub log_id: String,
    /// From where.
    pub address: Option<IpAddr>,
}

impl Visit {
    /// A row about this administrator, whose own doing it is.
    pub(super) fn own(&self, no: AdministratorNo, action: &str, before: Value, after: Value) -> AuditEntry {
        self.entry(format!("administrator:{}", no.0), no, action, before, after)
    }

    /// A row about this administrator, done by somebody of whom it is not known who they are.
    pub(super) fn stranger(&self, no: AdministratorNo, action: &str, after: Value) -> AuditEntry {
        self.entry("stranger".to_owned(), no, action, Value::Null, after)
    }

    fn entry(&self, actor: String, no: AdministratorNo, action: &str, before: Value, after: Value) -> AuditEntry {
        AuditEntry {
            actor,
            surface: Surface::Console.as_str().to_owned(),
            log_id: self.log_id.clone(),
            at: self.now,
            action: action.to_owned(),
            object: object(no),
            before,
            after,
        }
    }

    /// From where, as it is written.
    pub(super) fn from(&self) -> String {
        self.address.map(|address| address.to_canonical().to_string()).unwrap_or_default()
    }
}

/// How the history names an administrator.
pub(super) fn object(no: AdministratorNo) -> String {
    format!("administrator:{}", no.0)
}
