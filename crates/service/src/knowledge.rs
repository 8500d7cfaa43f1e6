//! The facts of each tenant in memory, and the promise that an acknowledged change is in the next decision.
//!
//! **Alone with its database** a node hears of every write between its commit and its answer ([`Knowledge::observer`]), and takes
//! it in there. **Where nodes share a database** each reads, before it answers, whether the history went on (`follow`).
//!
//! Facts are read in the background when a tenant is first asked about (`build`); what is written meanwhile is noted and taken
//! in at the end. Until then whoever asks reads the few facts of their question from the database.

mod build;
mod follow;
mod gone;
pub mod names;
mod past;
mod tenant;

#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use menjin_engine::Facts;
use menjin_model::{Millis, TenantNo};
use menjin_store::{News, Observer, StoreError};

use crate::Cx;
use names::Names;
use tenant::Tenant;

pub use gone::Gone;
pub use past::{Past, as_of, revision_at};

/// How many tenants are kept in memory; the one that was not asked about for longest gives way.
const TENANTS_MAX: usize = 256;

/// What is known of all tenants. Clones share it.
#[derive(Clone)]
pub struct Knowledge(Arc<Shared>);

struct Shared {
    /// Other nodes write too, so that what this one hears of its own writes is not all.
    follows: bool,
    most: usize,
    tenants: RwLock<HashMap<TenantNo, Arc<Tenant>>>,
    names: Names,
}

/// A state of a tenant's facts. It stays as it is while the tenant goes on.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The facts.
    pub facts: Facts,
    /// After which write.
    pub revision: i64,
    /// Of an earlier state: what was there and is not any more.
    pub gone: Option<Arc<Gone>>,
}

impl fmt::Debug for Knowledge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Knowledge").field("follows", &self.0.follows).finish_non_exhaustive()
    }
}

impl Knowledge {
    /// Nothing yet; `is_shared`: of a database that other nodes write to as well.
    #[must_use]
    pub fn new(is_shared: bool) -> Self {
        Self::keeping(is_shared, TENANTS_MAX)
    }

    /// The same with another number of tenants in memory.
    #[must_use]
    pub fn keeping(is_shared: bool, most: usize) -> Self {
        Self(Arc::new(Shared { follows: is_shared, most, tenants: RwLock::default(), names: Names::default() }))
    }

    /// Whom the database tells of its writes: goes into the settings it is opened with.
    #[must_use]
    pub fn observer(&self) -> Observer {
        let shared = Arc::clone(&self.0);
        Arc::new(move |news| shared.hear(news))
    }

    /// What things are called.
    pub(crate) fn names(&self) -> &Names {
        &self.0.names
    }

    /// How often names may have changed that people read.
    pub(crate) fn labels(&self, tenant: TenantNo) -> u64 {
        self.0.known(tenant).map_or(0, |tenant| tenant.labels())
    }
}

impl Shared {
    /// Runs on the writer, between a commit and its answers.
    fn hear(&self, news: News<'_>) {
        match news {
            News::Write { tenant, revision, changes, .. } if !self.follows => {
                if let Some(tenant) = self.known(tenant) {
                    tenant.learn(revision, changes, None);
                }
            }
            News::Write { .. } => {}
            News::Everything => {
                self.tenants.write().unwrap_or_else(PoisonError::into_inner).clear();
                self.names.forget_all();
            }
        }
    }

    fn known(&self, tenant: TenantNo) -> Option<Arc<Tenant>> {
        self.tenants.read().unwrap_or_else(PoisonError::into_inner).get(&tenant).cloned()
    }

    /// What is known of a tenant, who was just asked about.
    fn asked(&self, no: TenantNo, now: Millis) -> Arc<Tenant> {
        if let Some(tenant) = self.known(no) {
            tenant.asked(now);
            return tenant;
        }
        let mut tenants = self.tenants.write().unwrap_or_else(PoisonError::into_inner);
        if tenants.len() >= self.most
            && !tenants.contains_key(&no)
            && let Some(oldest) = tenants.iter().min_by_key(|(_, tenant)| tenant.last_asked()).map(|(no, _)| *no)
        {
            tenants.remove(&oldest);
        }
        let tenant = Arc::clone(tenants.entry(no).or_default());
        tenant.asked(now);
        tenant
    }
}

/// The present facts of a tenant, holding every change that was acknowledged before; `None` while they are being read.
pub async fn standing(cx: &Cx, tenant: TenantNo) -> Result<Option<Standing>, StoreError> {
    let known = cx.knowledge.0.asked(tenant, cx.clock.now());
    if cx.db.is_shared() {
        follow::catch_up(cx, tenant, &known).await?;
    }
    let standing = known.standing();
    if standing.is_none() {
        build::begin(cx, tenant, &known);
    } else {
        build::tidy(&known);
    }
    Ok(standing)
}

/// The same, waiting until they are read.
pub async fn whole(cx: &Cx, tenant: TenantNo) -> Result<Standing, StoreError> {
    loop {
        let known = cx.knowledge.0.asked(tenant, cx.clock.now());
        if cx.db.is_shared() {
            follow::catch_up(cx, tenant, &known).await?;
        }
        if let Some(standing) = known.standing() {
            return Ok(standing);
        }
        build::wait(cx, tenant, &known).await?;
    }
}
