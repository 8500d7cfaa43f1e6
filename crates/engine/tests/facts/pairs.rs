//! Rows that join two things, found from either side.

use std::collections::{BTreeMap, BTreeSet};

/// Rows that join an `A` and a `B`, each with its value; one row at most for two of them.
#[derive(Debug, Clone)]
pub(crate) struct Pairs<A, B, V> {
    forward: BTreeMap<A, BTreeMap<B, V>>,
    backward: BTreeMap<B, BTreeSet<A>>,
}

impl<A, B, V> Default for Pairs<A, B, V> {
    fn default() -> Self {
        Self { forward: BTreeMap::new(), backward: BTreeMap::new() }
    }
}

impl<A: Copy + Ord, B: Copy + Ord, V: Copy> Pairs<A, B, V> {
    pub(crate) fn insert(&mut self, a: A, b: B, value: V) {
        self.forward.entry(a).or_default().insert(b, value);
        self.backward.entry(b).or_default().insert(a);
    }

    pub(crate) fn remove(&mut self, a: A, b: B) {
        if let Some(row) = self.forward.get_mut(&a) {
            row.remove(&b);
        }
        if let Some(row) = self.backward.get_mut(&b) {
            row.remove(&a);
        }
    }

    pub(crate) fn get(&self, a: A, b: B) -> Option<V> {
        self.forward.get(&a)?.get(&b).copied()
    }

    /// The other sides of an `A`, with the values.
    pub(crate) fn of(&self, a: A) -> impl Iterator<Item = (B, V)> + '_ {
        self.forward.get(&a).into_iter().flatten().map(|(b, value)| (*b, *value))
    }

    /// The other sides of a `B`.
    pub(crate) fn with(&self, b: B) -> impl Iterator<Item = A> + '_ {
        self.backward.get(&b).into_iter().flatten().copied()
    }
}
