//! What was found out of groups and still holds: while no write came, no membership began or ended, and not for long.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use menjin_api::menjin::group::cache::{Data, GroupCache};
use menjin_model::{GroupNo, Millis, TenantNo};

use super::{census::Census, detail::Detail};
use crate::{Call, Cx, Refusal};

/// How long details are remembered.
pub(super) const DETAILS_FOR: i64 = 5 * 60_000;
/// How many tenants are remembered; the one that was asked about longest ago gives way.
const TENANTS_MAX: usize = 64;

/// Of which state of a tenant something is: its last write, and how often everything was replaced before.
pub(super) type State = (u64, i64);

/// What is remembered of groups. One for the process.
#[derive(Debug, Default)]
pub struct Memory(Mutex<HashMap<TenantNo, Kept>>);

#[derive(Debug, Default)]
struct Kept {
    asked: Millis,
    census: Option<Arc<Census>>,
    /// Of this state all details are.
    state: State,
    details: HashMap<GroupNo, Arc<Detail>>,
    hits: i64,
    misses: i64,
    refreshes: i64,
}

impl Memory {
    /// All groups of a tenant, if that is known of this state and still holds.
    pub(super) fn census(&self, tenant: TenantNo, state: State, now: Millis) -> Option<Arc<Census>> {
        let mut kept = self.kept();
        let kept = of(&mut kept, tenant, now);
        kept.census.clone().filter(|census| census.state == state && (census.at..census.until).contains(&now))
    }

    pub(super) fn keep_census(&self, tenant: TenantNo, census: &Arc<Census>) {
        of(&mut self.kept(), tenant, census.at).census = Some(Arc::clone(census));
    }

    /// What is known of a group in this state; counts whether it was.
    pub(super) fn detail(&self, tenant: TenantNo, state: State, group: GroupNo, now: Millis) -> Option<Arc<Detail>> {
        let mut kept = self.kept();
        let kept = of(&mut kept, tenant, now);
        let known = kept.details.get(&group).filter(|_| kept.state == state);
        let known = known.filter(|detail| (detail.at..detail.until).contains(&now)).cloned();
        match known {
            Some(_) => kept.hits += 1,
            None => kept.misses += 1,
        }
        known
    }

    /// Counts an answer that was to be found out whatever is known.
    pub(super) fn forced(&self, tenant: TenantNo, now: Millis) {
        let mut kept = self.kept();
        let kept = of(&mut kept, tenant, now);
        kept.misses += 1;
        kept.refreshes += 1;
    }

    pub(super) fn keep_detail(&self, tenant: TenantNo, state: State, group: GroupNo, detail: &Arc<Detail>) {
        let mut kept = self.kept();
        let kept = of(&mut kept, tenant, detail.at);
        if kept.state != state {
            kept.state = state;
            kept.details.clear();
        }
        kept.details.insert(group, Arc::clone(detail));
    }

    fn told(&self, tenant: TenantNo, state: State, now: Millis) -> Data {
        let mut kept = self.kept();
        let kept = of(&mut kept, tenant, now);
        let holds = |detail: &&Arc<Detail>| kept.state == state && (detail.at..detail.until).contains(&now);
        Data {
            entries: i64::try_from(kept.details.values().filter(holds).count()).unwrap_or(0),
            hits: kept.hits,
            misses: kept.misses,
            refreshes: kept.refreshes,
            seconds: DETAILS_FOR / 1000,
        }
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<TenantNo, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn of(kept: &mut HashMap<TenantNo, Kept>, tenant: TenantNo, now: Millis) -> &mut Kept {
    if kept.len() >= TENANTS_MAX
        && !kept.contains_key(&tenant)
        && let Some(oldest) = kept.iter().min_by_key(|(_, one)| one.asked).map(|(no, _)| *no)
    {
        kept.remove(&oldest);
    }
    let one = kept.entry(tenant).or_default();
    one.asked = now;
    one
}

/// Tells how well it works.
pub async fn cache(cx: &Cx, call: Call<GroupCache>) -> Result<Data, Refusal> {
    let tenant = call.caller.tenant;
    let (state, _) = super::census::standing(cx, tenant).await?;
    Ok(cx.groups.told(tenant, state, call.now))
}
