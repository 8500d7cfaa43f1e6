//! Rows of one side's things by another's, found from one side only.

use std::marker::PhantomData;

use imbl::OrdMap;

use super::known::{Id, Known};
use super::merged::merged;
use super::rows::Rows;

/// What the base says: many `B` for an `A`.
#[derive(Debug, Clone)]
pub(super) struct List<A, B> {
    pub(super) rows: Rows,
    kinds: PhantomData<(A, B)>,
}

impl<A, B> Default for List<A, B> {
    fn default() -> Self {
        Self { rows: Rows::default(), kinds: PhantomData }
    }
}

impl<A: Id, B: Id> List<A, B> {
    pub(super) fn of(rows: Rows) -> Self {
        Self { rows, kinds: PhantomData }
    }
}

/// What changed since: who came, and `None` who went.
pub(super) type ListChanged<A, B> = OrdMap<(A, B), Option<()>>;

/// The `B` of an `A` as they are now; `None`, if surely none of them changed.
#[inline]
pub(super) fn of<'f, A: Id, B: Id>(
    known: &'f Known,
    base: &'f List<A, B>,
    changed: Option<&'f ListChanged<A, B>>,
    a: A,
) -> impl Iterator<Item = B> + use<'f, A, B> {
    let row = a.code(known).map_or(0..0, |key| base.rows.row(key));
    let base = row.map(move |index| (B::of(base.rows.entry(index).0, known), ()));
    merged(base, changed.and_then(|changed| of_key(changed, a))).map(|(b, ())| b)
}

/// What changed of one `A`; `None` when nothing did, so that nothing is spent on it.
#[inline]
pub(super) fn of_key<A: Id, B: Id, V: Copy>(
    changed: &OrdMap<(A, B), Option<V>>,
    a: A,
) -> Option<impl Iterator<Item = (B, Option<V>)> + use<'_, A, B, V>> {
    if changed.is_empty() {
        return None;
    }
    let least = (a, B::LEAST);
    changed.get_next(&least).filter(|((of, _), _)| *of == a)?;
    let from = changed.range(least..).take_while(move |((of, _), _)| *of == a);
    Some(from.map(|((_, b), value)| (*b, *value)))
}

/// Notes that a `B` is with an `A` from now on, or is not.
pub(super) fn change<A: Id, B: Id>(
    changed: &mut ListChanged<A, B>,
    base: &List<A, B>,
    known: &Known,
    a: A,
    b: B,
    is_there: bool,
) {
    let codes = a.code(known).zip(b.code(known));
    let was_there = codes.is_some_and(|(a, b)| base.rows.find(base.rows.row(a), b).is_some());
    if was_there == is_there {
        changed.remove(&(a, b));
    } else {
        changed.insert((a, b), is_there.then_some(()));
    }
}
