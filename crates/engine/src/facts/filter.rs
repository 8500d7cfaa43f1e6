//! What surely has not changed, so that it need not be looked for in the delta.

use std::sync::Arc;

use super::known::Id;
use super::packed::position;

/// 131,072 bits: of ten thousand changes, nine of ten lookups of anything else are spared.
const WORDS: usize = 2048;

/// Things that may have changed; a copy shares them until it changes.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter(Option<Arc<[u64; WORDS]>>);

impl Filter {
    /// From now on a mark may be there.
    pub(super) fn insert(&mut self, mark: Mark) {
        let words = Arc::make_mut(self.0.get_or_insert_with(|| Arc::new([0; WORDS])));
        let (word, bit) = mark.place();
        if let Some(word) = words.get_mut(word) {
            *word |= bit;
        }
    }

    /// Whether a mark may be there; if not, it surely is not.
    #[inline]
    pub(super) fn may_have(&self, mark: Mark) -> bool {
        let Some(words) = &self.0 else { return false };
        let (word, bit) = mark.place();
        words.get(word).is_some_and(|word| word & bit != 0)
    }
}

/// A short mark of one thing or two, of which others may have the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark(u64);

impl Mark {
    /// Of one thing.
    #[inline]
    pub(super) fn of(thing: impl Id) -> Self {
        let (kind, number) = thing.parts();
        Self(stir(number.cast_unsigned() ^ u64::from(kind) << 60))
    }

    /// Of both, where it matters which comes first.
    #[inline]
    pub(super) fn and(self, other: Self) -> Self {
        Self(stir(self.0.rotate_left(7) ^ other.0))
    }

    /// The word and the bit, from the upper bits, which the multiplication stirs best.
    #[inline]
    fn place(self) -> (usize, u64) {
        let bit = self.0 >> (u64::BITS - (WORDS * 64).ilog2());
        (position(bit / 64), 1 << (bit % 64))
    }
}

#[inline]
fn stir(number: u64) -> u64 {
    (number ^ number >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use menjin_model::{GroupNo, Party, UserNo};

    use super::{Filter, Mark};

    #[test]
    fn misses_nothing_and_spares_most() {
        let mark = |n: i64| Mark::of(GroupNo(n << 20)).and(Mark::of(Party::User(UserNo(n / 3))));
        let mut filter = Filter::default();
        assert!(!filter.may_have(mark(0)));
        for n in 0..10_000 {
            filter.insert(mark(n));
        }
        assert!((0..10_000).all(|n| filter.may_have(mark(n))));
        let taken_for = (10_000..20_000).filter(|n| filter.may_have(mark(*n))).count();
        assert!(taken_for < 1000, "{taken_for}");
    }
}
