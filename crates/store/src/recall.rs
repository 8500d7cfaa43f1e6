//! Rows remembered in memory, so that what is asked for most needs no query.
//!
//! A row is remembered with the number of commits that its reader's snapshot held at least. It holds for whoever's snapshot
//! holds no later commit that touched its tenant; commits say so before they are counted (see `db/batch`). So nobody is
//! told less than their snapshot says, and nothing has to be thrown away.
//!
//! Two clocks run for each tenant: any change, and changes of people, of which there are few beside the rest.

use std::fmt;
use std::hash::Hash;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use menjin_model::{AppNo, GroupId, TenantNo, UserNo};
use quick_cache::{Equivalent, sync::Cache};

use crate::group::GroupRow;
use crate::person::{IdKind, Known};

/// Tenants share this many places; whoever shares one forgets with the other.
const PLACES: usize = 1024;
const GROUPS_MAX: usize = 20_000;
const PEOPLE_MAX: usize = 100_000;

/// What is remembered of one database.
pub(crate) struct Recall {
    anything: Touched,
    people: Touched,
    groups: Shelf<(TenantNo, GroupId), GroupRow>,
    known: Shelf<(TenantNo, IdKind, Box<str>), Known>,
    open_ids: Shelf<(TenantNo, AppNo, UserNo), Box<str>>,
}

/// What a commit touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Touch {
    /// One tenant, but not its people.
    Tenant(TenantNo),
    /// One tenant and its people.
    People(TenantNo),
    /// Whatever there is.
    Everything,
}

/// Rows of one kind, each with the number of commits that its reader's snapshot held.
struct Shelf<K, V>(Cache<K, (u64, V)>);

/// The last commit that touched a tenant.
struct Touched(Box<[AtomicU64]>);

impl Default for Recall {
    fn default() -> Self {
        Self {
            anything: Touched::new(),
            people: Touched::new(),
            groups: Shelf(Cache::new(GROUPS_MAX)),
            known: Shelf(Cache::new(PEOPLE_MAX)),
            open_ids: Shelf(Cache::new(PEOPLE_MAX)),
        }
    }
}

impl fmt::Debug for Recall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recall").finish_non_exhaustive()
    }
}

impl Recall {
    /// Notes what the commit with this number touched. To be called before anyone can see the number.
    pub(crate) fn note(&self, touch: Touch, commit: u64) {
        match touch {
            Touch::Tenant(tenant) => self.anything.set(tenant, commit),
            Touch::People(tenant) => {
                self.anything.set(tenant, commit);
                self.people.set(tenant, commit);
            }
            Touch::Everything => {
                for place in self.anything.0.iter().chain(&self.people.0) {
                    place.store(commit, Ordering::Release);
                }
            }
        }
    }
}

/// What is remembered, as one transaction may see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) recall: &'a Recall,
    /// How many commits its snapshot holds at least.
    pub(crate) snapshot: u64,
    /// What it changed itself, or others before it in the same commit; `None` when it only reads.
    pub(crate) changed: Option<&'a [Touch]>,
}

/// As if everything had just been changed.
static NOTHING: LazyLock<Recall> = LazyLock::new(Recall::default);

impl View<'static> {
    /// Remembers nothing and keeps nothing: for a database that others write to.
    pub(crate) fn nothing() -> Self {
        Self { recall: &NOTHING, snapshot: 0, changed: Some(&[Touch::Everything]) }
    }
}

impl View<'_> {
    /// A group in which no membership begins or ends.
    pub(crate) fn group(self, tenant: TenantNo, group_id: &str) -> Option<GroupRow> {
        let touched = self.tenant_touched(tenant)?;
        self.recall.groups.get(&GroupKey(tenant, group_id), touched)
    }

    /// Whether a group that was read may be kept.
    pub(crate) fn keeps_groups(self) -> bool {
        self.changed.is_none()
    }

    /// Keeps a group in which no membership begins or ends.
    pub(crate) fn keep_group(self, tenant: TenantNo, row: &GroupRow) {
        if self.keeps_groups() {
            self.recall.groups.put((tenant, row.group_id.clone()), self.snapshot, row.clone());
        }
    }

    /// Whom an id stands for.
    pub(crate) fn known(self, tenant: TenantNo, kind: IdKind, id: &str) -> Option<Known> {
        let touched = self.people_touched(tenant)?;
        self.recall.known.get(&IdKey(tenant, kind, id), touched)
    }

    /// Keeps whom an id stands for.
    pub(crate) fn keep_known(self, tenant: TenantNo, kind: IdKind, id: &str, known: Known) {
        if self.people_touched(tenant).is_some() {
            self.recall.known.put((tenant, kind, id.into()), self.snapshot, known);
        }
    }

    /// How an app calls a person.
    pub(crate) fn open_id(self, tenant: TenantNo, app: AppNo, user: UserNo) -> Option<Box<str>> {
        let touched = self.people_touched(tenant)?;
        self.recall.open_ids.get(&(tenant, app, user), touched)
    }

    /// Keeps how an app calls a person.
    pub(crate) fn keep_open_id(self, tenant: TenantNo, app: AppNo, user: UserNo, open_id: &str) {
        if self.people_touched(tenant).is_some() {
            self.recall.open_ids.put((tenant, app, user), self.snapshot, open_id.into());
        }
    }

    /// The last commit that changed anything of the tenant; `None` when something may be changed by this very transaction, or
    /// was by a commit behind its snapshot.
    fn tenant_touched(self, tenant: TenantNo) -> Option<u64> {
        let touched = self.recall.anything.get(tenant);
        (self.changed.is_none() && touched <= self.snapshot).then_some(touched)
    }

    /// The same for the tenant's people. What a write reads of people that nobody has changed is what was committed.
    fn people_touched(self, tenant: TenantNo) -> Option<u64> {
        let touched = self.recall.people.get(tenant);
        let mine = self.changed.unwrap_or_default();
        let changed = mine.iter().any(|touch| matches!(touch, Touch::Everything) || *touch == Touch::People(tenant));
        (!changed && touched <= self.snapshot).then_some(touched)
    }
}

impl<K: Hash + Eq, V: Clone> Shelf<K, V> {
    /// What was put there, when it holds still: `touched` is the last commit that may have changed it.
    fn get<Q: Hash + Equivalent<K>>(&self, key: &Q, touched: u64) -> Option<V> {
        self.0.get(key).and_then(|(read_at, value)| (touched <= read_at).then_some(value))
    }

    fn put(&self, key: K, read_at: u64, value: V) {
        self.0.insert(key, (read_at, value));
    }
}

/// The key of a group, borrowed; hashed like the kept one.
#[derive(Hash)]
struct GroupKey<'a>(TenantNo, &'a str);

impl Equivalent<(TenantNo, GroupId)> for GroupKey<'_> {
    fn equivalent(&self, key: &(TenantNo, GroupId)) -> bool {
        key.0 == self.0 && key.1.as_str() == self.1
    }
}

/// The key of an id, likewise.
#[derive(Hash)]
struct IdKey<'a>(TenantNo, IdKind, &'a str);

impl Equivalent<(TenantNo, IdKind, Box<str>)> for IdKey<'_> {
    fn equivalent(&self, key: &(TenantNo, IdKind, Box<str>)) -> bool {
        key.0 == self.0 && key.1 == self.1 && *key.2 == *self.2
    }
}

impl Touched {
    fn new() -> Self {
        Self((0..PLACES).map(|_| AtomicU64::new(0)).collect())
    }

    fn place(&self, tenant: TenantNo) -> Option<&AtomicU64> {
        // Tenants are numbered in turn.
        self.0.get(usize::try_from(tenant.0).unwrap_or_default() % PLACES)
    }

    fn get(&self, tenant: TenantNo) -> u64 {
        self.place(tenant).map_or(u64::MAX, |place| place.load(Ordering::Acquire))
    }

    fn set(&self, tenant: TenantNo, commit: u64) {
        if let Some(place) = self.place(tenant) {
            place.fetch_max(commit, Ordering::AcqRel);
        }
    }
}
