//! Rows with an id of their own.

use imbl::OrdMap;

use super::known::{Id, Known};
use super::merged::merged;
use super::ranked::Ranked;

/// What the base says of the things of one kind.
#[derive(Debug, Clone)]
pub(super) struct Table<V> {
    present: Ranked,
    values: Box<[V]>,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self { present: Ranked::default(), values: Box::default() }
    }
}

impl<V> Table<V> {
    /// What `rows` say, whose ids ascend and all have codes.
    pub(super) fn of<K: Id>(rows: Vec<(K, V)>, known: &Known) -> Self {
        let present = Ranked::of(rows.iter().filter_map(|(id, _)| id.code(known)));
        Self { present, values: rows.into_iter().map(|(_, value)| value).collect() }
    }

    /// What it says of one.
    #[inline]
    pub(super) fn get(&self, code: u32) -> Option<&V> {
        self.values.get(self.present.rank(code)?)
    }

    /// What it says of all from one on.
    pub(super) fn from(&self, code: u32) -> impl Iterator<Item = (u32, &V)> {
        self.present.from(code).zip(self.values.get(self.present.before(code)..).into_iter().flatten())
    }
}

/// What changed since: what things say now, `None` for those that went.
pub(super) type Changed<K, V> = OrdMap<K, Option<V>>;

/// A table as it is now.
pub(super) struct TableNow<'f, K, V> {
    pub(super) known: &'f Known,
    pub(super) base: &'f Table<V>,
    pub(super) changed: &'f Changed<K, V>,
}

impl<'f, K: Id, V: Clone> TableNow<'f, K, V> {
    /// What it says of one.
    #[inline]
    pub(super) fn get(self, id: K) -> Option<&'f V> {
        if !self.changed.is_empty()
            && let Some(changed) = self.changed.get(&id)
        {
            return changed.as_ref();
        }
        self.base.get(id.code(self.known)?)
    }

    /// All behind one, in the order of their ids.
    pub(super) fn behind(self, after: Option<K>) -> impl Iterator<Item = (K, &'f V)> + use<'f, K, V> {
        let base = self.base.from(self.known.first_behind(after)).map(|(code, value)| (K::of(code, self.known), value));
        let changed = (!self.changed.is_empty()).then(|| {
            let behind = after.map_or(std::ops::Bound::Unbounded, std::ops::Bound::Excluded);
            self.changed.range((behind, std::ops::Bound::Unbounded)).map(|(id, value)| (*id, value.as_ref()))
        });
        merged(base, changed)
    }
}

/// Notes what a thing says from now on; `None` when it went.
pub(super) fn change<K: Id, V: Clone + PartialEq>(
    changed: &mut Changed<K, V>,
    base: &Table<V>,
    known: &Known,
    id: K,
    value: Option<V>,
) {
    let was = id.code(known).and_then(|code| base.get(code));
    if was == value.as_ref() {
        changed.remove(&id);
    } else {
        changed.insert(id, value);
    }
}
