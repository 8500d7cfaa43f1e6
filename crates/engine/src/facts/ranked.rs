//! A set of codes that tells the how-manieth each is, so that what belongs to few of many codes takes room for the few.

use super::packed::low;

/// A set of codes.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranked {
    bits: Vec<u64>,
    /// How many are in the words before.
    ranks: Vec<u32>,
}

impl Ranked {
    /// The codes as given, in any order.
    pub(super) fn of(codes: impl Iterator<Item = u32>) -> Self {
        let mut bits = Vec::new();
        for code in codes {
            let word = code as usize / 64;
            if word >= bits.len() {
                bits.resize(word + 1, 0);
            }
            if let Some(word) = bits.get_mut(word) {
                *word |= bit(code);
            }
        }
        bits.shrink_to_fit();
        let mut before = 0;
        let mut ranks = Vec::with_capacity(bits.len());
        for word in &bits {
            ranks.push(before);
            before += word.count_ones();
        }
        Self { bits, ranks }
    }

    /// How many smaller codes are in it; `None` when this one is not.
    #[inline]
    pub(super) fn rank(&self, code: u32) -> Option<usize> {
        let index = code as usize / 64;
        let word = *self.bits.get(index)?;
        if word & bit(code) == 0 {
            return None;
        }
        Some((self.ranks.get(index)? + (word & (bit(code) - 1)).count_ones()) as usize)
    }

    /// How many smaller codes are in it, be this one in it or not.
    pub(super) fn before(&self, code: u32) -> usize {
        let index = code as usize / 64;
        match (self.bits.get(index), self.ranks.get(index)) {
            (Some(word), Some(rank)) => (rank + (word & (bit(code) - 1)).count_ones()) as usize,
            _ => self.len(),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match (self.bits.last(), self.ranks.last()) {
            (Some(word), Some(rank)) => (rank + word.count_ones()) as usize,
            _ => 0,
        }
    }

    /// The codes from one on, in order.
    pub(super) fn from(&self, code: u32) -> impl Iterator<Item = u32> + '_ {
        let first = code as usize / 64;
        let mut word = self.bits.get(first).map_or(0, |word| word & !(bit(code) - 1));
        let mut index = first;
        std::iter::from_fn(move || {
            while word == 0 {
                index += 1;
                word = *self.bits.get(index)?;
            }
            let lowest = word.trailing_zeros();
            word &= word - 1;
            Some(low(index as u64) * u64::BITS + lowest)
        })
    }
}

/// One bit of a word.
#[inline]
const fn bit(code: u32) -> u64 {
    1 << (code % u64::BITS)
}

#[cfg(test)]
mod tests {
    use super::Ranked;

    #[test]
    fn ranks_are_places_in_the_sorted_list() {
        let codes = [0, 1, 63, 64, 200, 201, 640];
        let ranked = Ranked::of(codes.into_iter().rev());
        assert_eq!(ranked.len(), codes.len());
        assert_eq!(ranked.from(0).collect::<Vec<_>>(), codes);
        for code in 0..700 {
            let before = codes.iter().filter(|other| **other < code).count();
            assert_eq!(ranked.before(code), before, "{code}");
            assert_eq!(ranked.rank(code), codes.contains(&code).then_some(before), "{code}");
            assert_eq!(ranked.from(code).count(), codes.len() - before, "{code}");
        }
    }
}
