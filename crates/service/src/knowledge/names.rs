//! What things are called, remembered so that a question needs no query.
//!
//! Ids of the wire never pass from one living thing to another, and internal numbers are never used twice. So an id that was
//! looked up holds as long as the thing it stood for lives, which the facts tell; only a reset or an import ends all. Names for
//! people may change any time; they hold while no write may have changed one.

use std::{
    hash::Hash,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use menjin_model::{AppNo, TenantNo};
use quick_cache::{Equivalent, sync::Cache};

/// How many are remembered, of each direction.
const IDS_MAX: usize = 100_000;
/// How many names for people are.
const LABELS_MAX: usize = 20_000;

/// The ways in which things are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the platform's names")]
pub enum IdKind {
    OpenId,
    UnionId,
    UserId,
    OpenDepartmentId,
    DepartmentId,
    Group,
    App,
    Document,
    Device,
    Rule,
    Visitor,
    ReviewGroup,
}

/// What is called so: the tenant, the app that sees it so (0 if all do), the way of writing.
pub type Space = (TenantNo, AppNo, IdKind);

/// Ids and names seen lately.
#[derive(Debug)]
pub struct Names {
    numbers: Cache<(Space, Box<str>), (u64, i64)>,
    ids: Cache<(Space, i64), (u64, Arc<str>)>,
    labels: Cache<(Space, i64), (u64, u64, Arc<str>)>,
    generation: AtomicU64,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            numbers: Cache::new(IDS_MAX),
            ids: Cache::new(IDS_MAX),
            labels: Cache::new(LABELS_MAX),
            generation: AtomicU64::new(0),
        }
    }
}

/// An id as it is looked for; hashed like the kept one.
#[derive(Hash)]
struct Wanted<'a>(Space, &'a str);

impl Equivalent<(Space, Box<str>)> for Wanted<'_> {
    fn equivalent(&self, key: &(Space, Box<str>)) -> bool {
        key.0 == self.0 && *key.1 == *self.1
    }
}

impl Names {
    /// Forgets everything: all there is has changed.
    pub fn forget_all(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
        self.numbers.clear();
        self.ids.clear();
        self.labels.clear();
    }

    /// Counts how often everything was forgotten: to be asked before reading what is then kept.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// What an id stood for when it was last looked up.
    #[must_use]
    pub fn number(&self, space: Space, id: &str) -> Option<i64> {
        let (of, number) = self.numbers.get(&Wanted(space, id))?;
        (of == self.generation()).then_some(number)
    }

    /// How a thing is written.
    #[must_use]
    pub fn id(&self, space: Space, number: i64) -> Option<Arc<str>> {
        let (of, id) = self.ids.get(&(space, number))?;
        (of == self.generation()).then_some(id)
    }

    /// Keeps what an id stands for, read in this generation.
    pub fn keep(&self, generation: u64, space: Space, id: &str, number: i64) {
        self.numbers.insert((space, id.into()), (generation, number));
    }

    /// Keeps how a thing is written, read in this generation.
    pub fn keep_id(&self, generation: u64, space: Space, number: i64, id: &Arc<str>) {
        self.ids.insert((space, number), (generation, Arc::clone(id)));
    }

    /// The name for people, if none may have changed since; `renamed` counts the writes that may have.
    #[must_use]
    pub fn label(&self, renamed: u64, space: Space, number: i64) -> Option<Arc<str>> {
        let (of, since, label) = self.labels.get(&(space, number))?;
        (of == self.generation() && since == renamed).then_some(label)
    }

    /// Keeps a name for people, read after so many writes that may have changed one.
    pub fn keep_label(&self, (generation, renamed): (u64, u64), space: Space, number: i64, label: &Arc<str>) {
        self.labels.insert((space, number), (generation, renamed, Arc::clone(label)));
    }
}

#[cfg(test)]
mod tests {
    use menjin_model::{AppNo, TenantNo};

    use super::{IdKind, Names};

    #[test]
    fn what_was_read_before_everything_changed_is_not_believed() {
        let names = Names::default();
        let space = (TenantNo(1), AppNo(0), IdKind::Group);
        let generation = names.generation();
        names.keep(generation, space, "g", 7);
        assert_eq!(names.number(space, "g"), Some(7));
        names.forget_all();
        names.keep(generation, space, "g", 7);
        assert_eq!(names.number(space, "g"), None, "it was looked up before");
    }

    #[test]
    fn tenants_and_kinds_have_ids_of_their_own() {
        let names = Names::default();
        names.keep(0, (TenantNo(1), AppNo(0), IdKind::Group), "x", 7);
        assert_eq!(names.number((TenantNo(2), AppNo(0), IdKind::Group), "x"), None);
        assert_eq!(names.number((TenantNo(1), AppNo(0), IdKind::Device), "x"), None);
    }
}
