//! Rows that join two things, found from either side; one row at most for two of them.

use std::marker::PhantomData;

use imbl::OrdMap;

use super::filter::{Filter, Mark};
use super::known::{Id, Known};
use super::lists::{self, List, ListChanged};
use super::merged::merged;
use super::rows::Rows;
use super::spans::{Spans, span};
use super::value::Value;

/// Rows this short are searched without a look at the other side's.
const SHORT: usize = 64;

/// What the base says: rows of an `A` with many `B`, and turned.
#[derive(Debug, Clone)]
pub(super) struct Pairs<A, B, V> {
    forward: Rows,
    backward: List<B, A>,
    spans: Spans,
    kinds: PhantomData<(A, B, V)>,
}

impl<A, B, V> Default for Pairs<A, B, V> {
    fn default() -> Self {
        Self { forward: Rows::default(), backward: List::default(), spans: Spans::default(), kinds: PhantomData }
    }
}

/// What changed since, found from either side: what two things are to each other now, `None` when nothing any more.
#[derive(Clone)]
pub(super) struct PairsChanged<A, B, V> {
    forward: OrdMap<(A, B), Option<V>>,
    backward: ListChanged<B, A>,
    /// The pairs in there.
    pairs: Filter,
    /// The things on either side of them.
    sides: Filter,
}

impl<A: Id, B: Id, V: Value> Default for PairsChanged<A, B, V> {
    fn default() -> Self {
        Self { forward: OrdMap::new(), backward: OrdMap::new(), pairs: Filter::default(), sides: Filter::default() }
    }
}

/// The pairs as they are now.
pub(super) struct PairsNow<'f, A, B, V> {
    pub(super) known: &'f Known,
    pub(super) base: &'f Pairs<A, B, V>,
    pub(super) changed: &'f PairsChanged<A, B, V>,
}

impl<A: Id, B: Id, V: Value> Pairs<A, B, V> {
    /// Of rows by `A`, and the spans of some of them (codes of `A` and `B`, sorted).
    pub(super) fn of(forward: Rows, spans: &[(u32, u32, menjin_model::Span)], known: &Known) -> Self {
        let turned = || forward.all().map(|(a, b, tag)| (b, a, tag));
        let backward = List::of(Rows::gathered(B::count(known), A::count(known), V::TAG_BITS, turned));
        Self { forward, backward, spans: Spans::of(spans), kinds: PhantomData }
    }

    /// Looks where fewer are: a large group has many people, but they are in few groups each.
    #[inline]
    fn get(&self, known: &Known, a: A, b: B) -> Option<V> {
        let b = b.code(known)?;
        let backward = self.backward.rows.row(b);
        if backward.is_empty() {
            return None;
        }
        let a = a.code(known)?;
        // The row of a large group is looked up only for those who are in many.
        let forward = if backward.len() > SHORT { self.forward.row(a) } else { 0..usize::MAX };
        let tag = if backward.len() < forward.len() {
            self.backward.rows.find(backward, a)?
        } else {
            self.forward.find(forward, b)?
        };
        Some(V::join(tag, span(self.spans.of_key(a), b)))
    }
}

impl<'f, A: Id, B: Id, V: Value> PairsNow<'f, A, B, V> {
    /// What two things are to each other.
    #[inline]
    pub(super) fn get(&self, a: A, b: B) -> Option<V> {
        if !self.changed.forward.is_empty()
            && self.changed.pairs.may_have(Mark::of(a).and(Mark::of(b)))
            && let Some(changed) = self.changed.forward.get(&(a, b))
        {
            return *changed;
        }
        self.base.get(self.known, a, b)
    }

    /// The other sides of an `A`, with the values.
    #[inline]
    pub(super) fn of(self, a: A) -> impl Iterator<Item = (B, V)> + use<'f, A, B, V> {
        let key = a.code(self.known);
        let row = key.map_or(0..0, |key| self.base.forward.row(key));
        let spans = key.map_or(&[][..], |key| self.base.spans.of_key(key));
        let base = row.map(move |index| {
            let (code, tag) = self.base.forward.entry(index);
            (B::of(code, self.known), V::join(tag, span(spans, code)))
        });
        let may_differ = self.changed.sides.may_have(Mark::of(a));
        merged(base, if may_differ { lists::of_key(&self.changed.forward, a) } else { None })
    }

    /// The other sides of a `B`.
    #[inline]
    pub(super) fn with(self, b: B) -> impl Iterator<Item = A> + use<'f, A, B, V> {
        let may_differ = self.changed.sides.may_have(Mark::of(b));
        lists::of(self.known, &self.base.backward, may_differ.then_some(&self.changed.backward), b)
    }

    /// Everything, in the order of both ids.
    pub(super) fn all(self) -> impl Iterator<Item = (A, B, V)> + use<'f, A, B, V> {
        let base = self.base.forward.all().map(move |(a, b, tag)| {
            let span = span(self.base.spans.of_key(a), b);
            ((A::of(a, self.known), B::of(b, self.known)), V::join(tag, span))
        });
        let changed = (!self.changed.forward.is_empty())
            .then(|| self.changed.forward.iter().map(|(pair, value)| (*pair, *value)));
        merged(base, changed).map(|((a, b), value)| (a, b, value))
    }
}

impl<A: Id, B: Id, V: Value> PairsChanged<A, B, V> {
    /// How many pairs changed.
    pub(super) fn len(&self) -> usize {
        self.forward.len()
    }

    /// Notes what two things are to each other from now on.
    pub(super) fn change(&mut self, base: &Pairs<A, B, V>, known: &Known, a: A, b: B, value: Option<V>) {
        self.pairs.insert(Mark::of(a).and(Mark::of(b)));
        self.sides.insert(Mark::of(a));
        self.sides.insert(Mark::of(b));
        let was = base.get(known, a, b);
        if was == value {
            self.forward.remove(&(a, b));
        } else {
            self.forward.insert((a, b), value);
        }
        if was.is_some() == value.is_some() {
            self.backward.remove(&(b, a));
        } else {
            self.backward.insert((b, a), value.map(|_| ()));
        }
    }
}
