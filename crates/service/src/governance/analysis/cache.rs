//! Analyses that were made lately. Each holds for ten minutes, and only while nothing of its company has changed.

use std::{fmt, sync::Arc};

use menjin_api::menjin::membership::analysis::Analysis;
use menjin_model::{Millis, TenantNo, UserNo};
use quick_cache::sync::Cache;

/// How many people are remembered, of all tenants.
const PEOPLE_MAX: usize = 20_000;
/// For how many milliseconds.
const LIFE: i64 = 10 * 60_000;

/// Analyses that were made lately.
pub struct Analyses(Cache<(TenantNo, UserNo), Kept>);

/// One of them: of which revision, made when.
#[derive(Clone)]
struct Kept {
    revision: i64,
    at: Millis,
    analysis: Arc<Analysis>,
}

impl Default for Analyses {
    fn default() -> Self {
        Self(Cache::new(PEOPLE_MAX))
    }
}

impl fmt::Debug for Analyses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Analyses").field("people", &self.0.len()).finish()
    }
}

impl Analyses {
    /// The analysis of somebody, if it is still good in this state and at this moment.
    pub(super) fn find(&self, who: (TenantNo, UserNo), revision: i64, now: Millis) -> Option<Arc<Analysis>> {
        let kept = self.0.get(&who)?;
        let is_good = kept.revision == revision && (0..LIFE).contains(&now.0.saturating_sub(kept.at.0));
        is_good.then_some(kept.analysis)
    }

    /// Keeps one, of this state and moment.
    pub(super) fn keep(&self, who: (TenantNo, UserNo), revision: i64, at: Millis, analysis: &Arc<Analysis>) {
        self.0.insert(who, Kept { revision, at, analysis: Arc::clone(analysis) });
    }
}
