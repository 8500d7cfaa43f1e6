//! Internal ids of one kind by small numbers, their codes: the how-manieth an id is, so codes are in the ids' order.

use super::packed::{Packed, low, position};

/// So many ids share an entry of the guide.
const SHARE: u64 = 4;

/// All ids of one kind that any fact names.
#[derive(Debug, Clone, Default)]
pub(super) struct Ids {
    count: u32,
    least: i64,
    /// By how much each is greater than the least.
    distances: Packed,
    greatest: u64,
    /// Where the distances begin that have these upper bits. Ids of one import lie close together, so a search has few left.
    guide: Packed,
    shift: u32,
}

impl Ids {
    /// `ids` ascend, each once.
    pub(super) fn of(ids: &[i64]) -> Self {
        let (Some(&least), Some(greatest)) = (ids.first(), ids.last()) else { return Self::default() };
        let distance = |id: &i64| id.wrapping_sub(least).cast_unsigned();
        let greatest = distance(greatest);
        let len = ids.len() as u64;
        let mut shift = 0;
        while greatest >> shift > len / SHARE {
            shift += 1;
        }
        let shares = position(greatest >> shift) + 1;
        let mut guide = Packed::zeroed(len, shares + 1);
        let mut next = 0;
        for (index, id) in ids.iter().enumerate() {
            let share = position(distance(id) >> shift);
            while next <= share {
                guide.set(next, index as u64);
                next += 1;
            }
        }
        guide.set(shares, len);
        let distances = Packed::of(greatest, ids.len(), ids.iter().map(distance));
        Self { count: low(len), least, distances, greatest, guide, shift }
    }

    /// How many there are.
    pub(super) const fn count(&self) -> u32 {
        self.count
    }

    /// The code of an id.
    #[inline]
    pub(super) fn code(&self, id: i64) -> Option<u32> {
        let code = self.not_below(id);
        (code < self.count && self.id(code) == id).then_some(code)
    }

    /// The code of the first id that is not below this one; the count when all are.
    #[inline]
    pub(super) fn not_below(&self, id: i64) -> u32 {
        if self.count == 0 || id <= self.least {
            return 0;
        }
        let distance = id.wrapping_sub(self.least).cast_unsigned();
        if distance > self.greatest {
            return self.count;
        }
        let share = position(distance >> self.shift);
        let (mut from, mut to) = (self.guide.get(share), self.guide.get(share + 1));
        while from < to {
            let middle = from.midpoint(to);
            if self.distances.get(position(middle)) < distance {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        low(from)
    }

    /// The id of a code.
    #[inline]
    pub(super) fn id(&self, code: u32) -> i64 {
        self.least.wrapping_add_unsigned(self.distances.get(code as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    fn check(numbers: &[i64]) {
        let ids = Ids::of(numbers);
        for (code, id) in (0..).zip(numbers) {
            assert_eq!(ids.code(*id), Some(code), "{id} of {numbers:?}");
            assert_eq!(ids.id(code), *id);
        }
        for id in numbers.iter().flat_map(|id| [id.wrapping_sub(1), id.wrapping_add(1), 0, i64::MIN, i64::MAX]) {
            let below = numbers.iter().filter(|other| **other < id).count();
            assert_eq!(ids.not_below(id) as usize, below, "{id} in {numbers:?}");
            assert_eq!(ids.code(id).is_some(), numbers.contains(&id), "{id} in {numbers:?}");
        }
    }

    #[test]
    fn finds_each_id_and_no_other() {
        check(&[]);
        check(&[0]);
        check(&[7]);
        check(&[i64::MIN, -1, 0, i64::MAX]);
        check(&(1..=1000).collect::<Vec<_>>());
        check(&(1..=300).map(|n| n << 20).collect::<Vec<_>>());
        check(&(0..300).map(|n| if n < 200 { n } else { n << 40 }).collect::<Vec<_>>());
    }
}
