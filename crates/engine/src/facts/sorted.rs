//! Ascending numbers, in which one is found at once.

use super::packed::{Packed, position};

/// Ascending numbers, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Sorted {
    numbers: Packed,
    greatest: u64,
    /// Whether each is its own place.
    is_gapless: bool,
    /// Where the numbers begin that have these upper bits: about as many entries as numbers, so a search has few left.
    guide: Packed,
    shift: u32,
}

impl Sorted {
    /// `len` numbers, of which the last is the `greatest`.
    pub(super) fn of(numbers: Packed, len: usize, greatest: u64) -> Self {
        let count = len as u64;
        if count > 0 && greatest == count - 1 {
            return Self { greatest, is_gapless: true, ..Self::default() };
        }
        let mut shift = 0;
        while greatest >> shift > count {
            shift += 1;
        }
        let shares = position(greatest >> shift) + 1;
        let mut guide = Packed::zeroed(count, shares + 1);
        let mut next = 0;
        for index in 0..len {
            let share = position(numbers.get(index) >> shift);
            while next <= share {
                guide.set(next, index as u64);
                next += 1;
            }
        }
        guide.set(shares, count);
        Self { numbers, greatest, is_gapless: false, guide, shift }
    }

    /// A number by its place.
    #[inline]
    pub(super) fn get(&self, index: usize) -> u64 {
        if self.is_gapless { index as u64 } else { self.numbers.get(index) }
    }

    /// The place of a number.
    #[inline]
    pub(super) fn find(&self, number: u64) -> Option<usize> {
        if number > self.greatest {
            return None;
        }
        if self.is_gapless {
            return Some(position(number));
        }
        let share = position(number >> self.shift);
        let (mut from, end) = (self.guide.get(share), self.guide.get(share + 1));
        if from == end {
            return None;
        }
        // Each is greater than the one before, so it is not behind this place; most numbers follow each other, and then it is there.
        let furthest = from.saturating_add(number.checked_sub(self.numbers.get(position(from)))?);
        let mut to = end;
        if furthest < end {
            if self.numbers.get(position(furthest)) == number {
                return Some(position(furthest));
            }
            to = furthest;
        }
        while from < to {
            let middle = from.midpoint(to);
            if self.numbers.get(position(middle)) < number {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        let from = position(from);
        (from < position(end) && self.numbers.get(from) == number).then_some(from)
    }
}
