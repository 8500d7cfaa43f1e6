//! A set of codes that tells the how-manieth each is, so that what belongs to few of many codes takes room for the few.

use super::packed::low;

/// A set of codes.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranked {
    words: Vec<Word>,
    /// The first code, and how many follow it, if there are no gaps: then nothing needs to be counted.
    gapless: Option<(u32, u32)>,
}

impl Ranked {
    /// The codes as given, in any order.
    pub(super) fn of(codes: impl Iterator<Item = u32>) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for code in codes {
            let index = code as usize / 64;
            if index >= words.len() {
                words.resize(index + 1, Word::default());
            }
            if let Some(word) = words.get_mut(index) {
                word.insert(code);
            }
        }
        words.shrink_to_fit();
        Word::count(&mut words);
        let mut ranked = Self { words, gapless: None };
        let (first, len) = (ranked.from(0).next().unwrap_or(0), low(ranked.len() as u64));
        if ranked.from(0).last() == Some(first + len.saturating_sub(1)) {
            ranked.gapless = Some((first, len));
        }
        ranked
    }

    /// How many smaller codes are in it; `None` when this one is not.
    #[inline]
    pub(super) fn rank(&self, code: u32) -> Option<usize> {
        if let Some((first, len)) = self.gapless {
            let place = code.wrapping_sub(first);
            return (place < len).then_some(place as usize);
        }
        self.words.get(code as usize / 64)?.rank(code)
    }

    /// How many smaller codes are in it, be this one in it or not.
    pub(super) fn before(&self, code: u32) -> usize {
        self.words.get(code as usize / 64).map_or_else(|| self.len(), |word| word.before(code))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.words.last().map_or(0, |word| (word.before + word.bits.count_ones()) as usize)
    }

    /// The codes from one on, in order.
    pub(super) fn from(&self, code: u32) -> impl Iterator<Item = u32> + '_ {
        let first = code as usize / 64;
        let mut word = self.words.get(first).map_or(0, |word| word.bits & !(bit(code) - 1));
        let mut index = first;
        std::iter::from_fn(move || {
            while word == 0 {
                index += 1;
                word = self.words.get(index)?.bits;
            }
            let lowest = word.trailing_zeros();
            word &= word - 1;
            Some(low(index as u64) * u64::BITS + lowest)
        })
    }
}

/// 64 codes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    bits: u64,
    /// How many are in the words before.
    before: u32,
}

impl Word {
    /// Takes in a code, of which the lower six bits count.
    #[inline]
    pub(super) fn insert(&mut self, code: u32) {
        self.bits |= bit(code);
    }

    /// Lets each know how many are in those before.
    pub(super) fn count(words: &mut [Self]) {
        let mut before = 0;
        for word in words {
            word.before = before;
            before += word.bits.count_ones();
        }
    }

    /// How many smaller codes there are; `None` when this one is not in it.
    #[inline]
    pub(super) fn rank(self, code: u32) -> Option<usize> {
        (self.bits & bit(code) != 0).then(|| self.before(code))
    }

    /// How many smaller codes there are, be this one in it or not.
    #[inline]
    fn before(self, code: u32) -> usize {
        (self.before + (self.bits & (bit(code) - 1)).count_ones()) as usize
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
