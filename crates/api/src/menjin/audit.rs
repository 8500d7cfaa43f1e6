//! The audit: every change of every surface, and the proof that nobody changed what it says.

pub mod code;
pub mod export;
pub mod list;
pub mod verify;

use serde_json::Value;

use crate::prelude::*;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Change {
    /// Its revision: one more than that of the change before.
    pub revision: i64,
    /// When; RFC 3339, UTC.
    pub at: String,
    /// Who, as it is kept: `administrator:<n>`, `user:<n> app:<app_id>`, `app:<app_id>`, `review:<id>`, `fixture`.
    pub actor: String,
    /// Who, as people say it.
    pub actor_name: String,
    /// Through what: `open-apis`, `menjin/v1`, `console`, `review`, `import`.
    pub surface: String,
    /// The log id of the request.
    pub log_id: String,
    /// What was done.
    pub action: String,
    /// To what: `<kind>:<id>`.
    pub object: String,
    /// What that is called now; empty when it is not there any more, or has no name.
    pub object_name: String,
    /// What it was before; null where there was nothing.
    pub before: Value,
    /// What it is after; null where there is nothing any more.
    pub after: Value,
    /// The seal of this row, in hex: covers all of it and the seal of the row before.
    pub hash: String,
}
