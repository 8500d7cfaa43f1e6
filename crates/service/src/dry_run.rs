//! Dry runs: a call goes its whole way, with every check and refusal, and then nothing of it is kept. What it would have
//! changed stays in the call's [`DryRun`], from which its impact is told.

use std::sync::{Arc, OnceLock};

use menjin_api::common::UserIdType;
use menjin_model::Change;

/// Asks for a dry run, and holds what came of it. Clones are the same one.
#[derive(Debug, Clone)]
pub struct DryRun(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    user_id_type: UserIdType,
    rehearsal: OnceLock<Rehearsal>,
}

/// What a call would have changed.
#[derive(Debug)]
pub struct Rehearsal {
    /// The revision of the state it was tried on.
    pub revision: i64,
    /// What it would have done to it, in order.
    pub changes: Vec<Change>,
}

impl DryRun {
    /// Asks for one whose impact names people like this.
    #[must_use]
    pub fn new(user_id_type: UserIdType) -> Self {
        Self(Arc::new(Inner { user_id_type, rehearsal: OnceLock::new() }))
    }

    /// How its impact names people.
    #[must_use]
    pub fn user_id_type(&self) -> UserIdType {
        self.0.user_id_type
    }

    /// What came of it; `None` when the call was refused before it tried to write.
    #[must_use]
    pub fn rehearsal(&self) -> Option<&Rehearsal> {
        self.0.rehearsal.get()
    }

    /// Keeps what came of it. A call writes once, so the first counts.
    pub(crate) fn keep(&self, rehearsal: Rehearsal) {
        let _kept_already = self.0.rehearsal.set(rehearsal);
    }
}
