//! Whom the ids of a long list stand for.
//!
//! Most are remembered from the last time. Looking ten thousand others up one by one costs several times the write itself, as
//! each lands somewhere else in its index. So a long list is held against the ids of the company, read in the order they lie
//! in; only in a company that is much larger than the list are those that were not met looked up. In a company of 20,000 that
//! is 3 ms instead of 20.

use std::collections::{HashMap, HashSet};

use menjin_model::UserNo;
use menjin_store::{
    StoreError, Tx,
    person::{self, IdKind},
    review::{self, Span},
};

use crate::Caller;

/// From how many ids on the company is read.
const LONG: usize = 200;
/// How many people are read for each id: so many cost about as much as one look-up.
const READ_FOR_EACH: i64 = 20;

/// The ids of a request, in its order, and the present person each stands for.
pub(super) struct Asked<'a> {
    ids: Vec<&'a str>,
    found: Vec<Option<UserNo>>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(ids: &'a [String]) -> Self {
        Self { ids: ids.iter().map(String::as_str).collect(), found: vec![None; ids.len()] }
    }

    /// Finds out whom they stand for; whoever has left is nobody.
    pub(super) async fn find(&mut self, tx: &mut Tx<'_>, caller: &Caller, kind: IdKind) -> Result<(), StoreError> {
        for (id, found) in self.ids.iter().zip(&mut self.found) {
            *found = person::remembered(tx, caller.tenant, kind, id).and_then(|known| known.of(kind, caller.app.no));
        }
        let missing = self.found.iter().filter(|user| user.is_none()).count();
        let read_all = missing >= LONG && self.read_company(tx, caller, kind).await?;
        if missing > 0 && !read_all {
            self.look_up(tx, caller, kind).await?;
        }
        let gone: HashSet<UserNo> = review::gone(tx, caller.tenant).await?.into_iter().collect();
        if !gone.is_empty() {
            self.found.iter_mut().for_each(|user| *user = user.filter(|user| !gone.contains(user)));
        }
        Ok(())
    }

    /// The people meant, by number, each once.
    pub(super) fn people(&self) -> Vec<UserNo> {
        let mut people: Vec<UserNo> = self.found.iter().copied().flatten().collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// The ids in the order of the request, each once, and whom they stand for. `people` is how many [`Self::people`] are: as
    /// many as ids, and no id is there twice.
    pub(super) fn once(&self, people: usize) -> impl Iterator<Item = (&'a str, Option<UserNo>)> {
        let differ = people == self.ids.len();
        let mut seen = HashSet::with_capacity(if differ { 0 } else { self.ids.len() });
        self.ids.iter().copied().zip(self.found.iter().copied()).filter(move |(id, _)| differ || seen.insert(*id))
    }

    /// Whether all that could be meant was read; what is unknown then is nobody's.
    async fn read_company(&mut self, tx: &mut Tx<'_>, caller: &Caller, kind: IdKind) -> Result<bool, StoreError> {
        let Self { ids, found } = self;
        let mut wanted: HashMap<&str, Option<UserNo>> =
            ids.iter().zip(&*found).filter(|(_, user)| user.is_none()).map(|(id, _)| (*id, None)).collect();
        let (Some(from), Some(to)) = (wanted.keys().min().copied(), wanted.keys().max().copied()) else {
            return Ok(true);
        };
        let limit = i64::try_from(wanted.len()).unwrap_or(i64::MAX).saturating_mul(READ_FOR_EACH);
        let span = Span { from, to, limit };
        let meet = |id: &str, user| {
            if let Some(found) = wanted.get_mut(id) {
                *found = Some(user);
            }
        };
        let read = match kind {
            IdKind::OpenId => span.open_ids(tx, caller.tenant, caller.app.no, meet).await?,
            IdKind::UnionId => span.union_ids(tx, caller.tenant, meet).await?,
            IdKind::UserId => span.user_ids(tx, caller.tenant, meet).await?,
        };
        for (id, found) in ids.iter().zip(found).filter(|(_, found)| found.is_none()) {
            *found = wanted.get(id).copied().flatten();
        }
        let present = wanted.iter().filter_map(|(id, user)| user.map(|user| (*id, user)));
        person::remember(tx, (caller.tenant, caller.app.no), kind, present);
        Ok(read < limit)
    }

    async fn look_up(&mut self, tx: &mut Tx<'_>, caller: &Caller, kind: IdKind) -> Result<(), StoreError> {
        let missing: Vec<&str> =
            self.ids.iter().zip(&self.found).filter(|(_, user)| user.is_none()).map(|(id, _)| *id).collect();
        let mut known = person::find(tx, caller.tenant, kind, &missing).await?.into_iter();
        for user in self.found.iter_mut().filter(|user| user.is_none()) {
            *user = known.next().flatten().and_then(|known| known.of(kind, caller.app.no));
        }
        Ok(())
    }
}
