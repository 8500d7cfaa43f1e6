//! Internal ids of one kind by small numbers, their codes: the how-manieth an id is, so codes are in the ids' order.
//!
//! Ids of one import follow each other, so they are looked up 64 at a time where that saves anything.

use super::packed::{Packed, low};
use super::ranked::Word;
use super::sorted::Sorted;

/// So many ids there must be for each 64 numbers that are looked up together.
const CROWD: usize = 8;

/// All ids of one kind that any fact names.
#[derive(Debug, Clone, Default)]
pub(super) struct Ids {
    count: u32,
    least: i64,
    /// By how much each is greater than the least; without gaps nobody needs to know.
    distances: Option<Packed>,
    /// The upper bits of the distances, each once; all bits, if ids are far apart.
    upper: Sorted,
    /// What is there of the lower six bits, if ids are close together.
    words: Box<[Word]>,
}

impl Ids {
    /// `ids` ascend, each once.
    pub(super) fn of(ids: &[i64]) -> Self {
        let (Some(&least), Some(greatest)) = (ids.first(), ids.last()) else { return Self::default() };
        let distance = |id: &i64| id.wrapping_sub(least).cast_unsigned();
        let greatest = distance(greatest);
        let mut uppers: Vec<u64> = ids.iter().map(|id| distance(id) / 64).collect();
        uppers.dedup();
        let packed = || Packed::of(greatest, ids.len(), ids.iter().map(distance));
        let count = low(ids.len() as u64);
        if uppers.len() * CROWD > ids.len() {
            return Self {
                count,
                least,
                distances: None,
                upper: Sorted::of(packed(), ids.len(), greatest),
                words: Box::default(),
            };
        }
        let upper = Packed::of(greatest / 64, uppers.len(), uppers.iter().copied());
        let mut words = vec![Word::default(); uppers.len()];
        let (mut uppers, mut words_left) = (uppers.iter().peekable(), words.iter_mut());
        let mut word = words_left.next();
        for id in ids {
            if uppers.next_if(|upper| **upper < distance(id) / 64).is_some() {
                word = words_left.next();
            }
            if let Some(word) = &mut word {
                word.insert(low(distance(id) % 64));
            }
        }
        Word::count(&mut words);
        Self {
            count,
            least,
            distances: (greatest >= u64::from(count)).then(packed),
            upper: Sorted::of(upper, words.len(), greatest / 64),
            words: words.into(),
        }
    }

    /// How many there are.
    #[inline]
    pub(super) const fn count(&self) -> u32 {
        self.count
    }

    /// Whether each is greater by one than the one before.
    #[inline]
    const fn is_gapless(&self) -> bool {
        self.distances.is_none() && !self.words.is_empty()
    }

    /// The code of an id.
    #[inline]
    pub(super) fn code(&self, id: i64) -> Option<u32> {
        if id < self.least {
            return None;
        }
        let distance = id.wrapping_sub(self.least).cast_unsigned();
        if self.is_gapless() {
            return (distance < u64::from(self.count)).then(|| low(distance));
        }
        if self.words.is_empty() {
            return self.upper.find(distance).map(|index| low(index as u64));
        }
        let word = self.words.get(self.upper.find(distance / 64)?)?;
        word.rank(low(distance % 64)).map(|rank| low(rank as u64))
    }

    /// The id of a code.
    #[inline]
    pub(super) fn id(&self, code: u32) -> i64 {
        let distance = if self.is_gapless() {
            u64::from(code)
        } else if self.words.is_empty() {
            self.upper.get(code as usize)
        } else if let Some(distances) = &self.distances {
            distances.get(code as usize)
        } else {
            u64::from(code)
        };
        self.least.wrapping_add_unsigned(distance)
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
        check(&(1..=1000).filter(|n| n % 3 > 0 && n / 100 != 5).collect::<Vec<_>>());
        check(&(1..=300).map(|n| n << 20).collect::<Vec<_>>());
        check(&(0..300).map(|n| if n < 200 { n } else { n << 40 }).collect::<Vec<_>>());
    }
}
