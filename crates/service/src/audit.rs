//! Audit entries of calls: who, what, before, after, through which surface.

use menjin_api::Endpoint;
use menjin_store::AuditEntry;
use serde_json::Value;

use crate::Call;

impl<E: Endpoint> Call<E> {
    /// The entry for a change of `object` (`group:<id>`) by this call; the action is the call's own name.
    #[must_use]
    pub fn audit(&self, object: impl Into<String>, before: Value, after: Value) -> AuditEntry {
        AuditEntry {
            actor: self.caller.actor(),
            surface: self.caller.surface().to_owned(),
            log_id: self.log_id.clone(),
            at: self.now,
            action: E::META.name.to_owned(),
            object: object.into(),
            before,
            after,
        }
    }
}
