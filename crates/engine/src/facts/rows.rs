//! Sorted rows of codes, one row a key, end to end in two packed lists.

use std::ops::Range;

use super::packed::{Packed, low, position};
use super::ranked::Ranked;

/// Rows of entries, each a code with a small tag; within a row the codes ascend, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    keys: Keys,
    /// Where the row of each of these keys begins; and in the end, how many entries there are.
    starts: Packed,
    /// Codes, with the tag in the lowest bits.
    entries: Packed,
    tag_bits: u32,
}

/// The keys that have a place among the starts.
#[derive(Debug, Clone)]
enum Keys {
    /// Those below this, even if their rows are empty: most are not.
    All(u32),
    /// Those with entries.
    Some(Ranked),
}

impl Default for Keys {
    fn default() -> Self {
        Self::All(0)
    }
}

impl Keys {
    /// All below `count`, if most of them are among `some`.
    fn of(count: u32, some: Vec<u32>) -> Self {
        if some.len() > count as usize / 2 { Self::All(count) } else { Self::Some(Ranked::of(some.into_iter())) }
    }

    #[inline]
    fn place(&self, key: u32) -> Option<usize> {
        match self {
            Self::All(count) => (key < *count).then_some(key as usize),
            Self::Some(keys) => keys.rank(key),
        }
    }

    fn all(&self) -> impl Iterator<Item = u32> + '_ {
        let (all, some) = match self {
            Self::All(count) => (0..*count, None),
            Self::Some(keys) => (0..0, Some(keys.from(0))),
        };
        all.chain(some.into_iter().flatten())
    }
}

impl Rows {
    /// The entries of a key; empty for one without.
    #[inline]
    pub(super) fn row(&self, key: u32) -> Range<usize> {
        match self.keys.place(key) {
            Some(place) => position(self.starts.get(place))..position(self.starts.get(place + 1)),
            None => 0..0,
        }
    }

    /// An entry: a code and its tag.
    #[inline]
    pub(super) fn entry(&self, index: usize) -> (u32, u64) {
        let entry = self.entries.get(index);
        (low(entry >> self.tag_bits), entry & ((1 << self.tag_bits) - 1))
    }

    /// The tag of a code within a row.
    #[inline]
    pub(super) fn find(&self, row: Range<usize>, code: u32) -> Option<u64> {
        if row.is_empty() {
            return None;
        }
        // Written so that nothing hangs on a guess of the processor: which half it is cannot be foreseen.
        let (mut place, mut len) = (row.start, row.len());
        while len > 1 {
            let half = len / 2;
            let is_behind = self.entry(place + half).0 <= code;
            place += if is_behind { half } else { 0 };
            len -= half;
        }
        let (found, tag) = self.entry(place);
        (found == code).then_some(tag)
    }

    /// Everything, by key and code: the key, the code, the tag.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, u32, u64)> + '_ {
        self.keys.all().flat_map(move |key| {
            self.row(key).map(move |index| {
                let (code, tag) = self.entry(index);
                (key, code, tag)
            })
        })
    }

    /// Rows of `entries` (key, code, tag), whose codes ascend for each key, and whose keys come in any order.
    pub(super) fn gathered<I>(keys: u32, codes: u32, tag_bits: u32, entries: impl Fn() -> I) -> Self
    where
        I: Iterator<Item = (u32, u32, u64)>,
    {
        let mut ends = vec![0_u64; keys as usize];
        let mut len = 0;
        for (key, _, _) in entries() {
            if let Some(count) = ends.get_mut(key as usize) {
                *count += 1;
                len += 1;
            }
        }
        if len == 0 {
            return Self::default();
        }
        let with_entries = (0..).zip(&ends).filter(|(_, count)| **count > 0).map(|(key, _)| key);
        let keys = Keys::of(keys, with_entries.collect());
        let mut starts = Starts::new(len, keys);
        let mut start = 0;
        for (key, count) in (0..).zip(&mut ends) {
            if *count > 0 {
                starts.push(key, start);
            }
            start += std::mem::replace(count, start);
        }
        let (keys, starts) = starts.finish(len);
        let mut packed = Packed::zeroed(u64::from(codes) << tag_bits, position(len));
        for (key, code, tag) in entries() {
            if let Some(next) = ends.get_mut(key as usize) {
                packed.set(position(*next), u64::from(code) << tag_bits | tag);
                *next += 1;
            }
        }
        Self { keys, starts, entries: packed, tag_bits }
    }
}

/// Where rows begin, one by one.
struct Starts {
    keys: Keys,
    places: Packed,
    /// How many are set.
    len: usize,
}

impl Starts {
    fn new(most: u64, keys: Keys) -> Self {
        let count = match &keys {
            Keys::All(count) => *count as usize,
            Keys::Some(keys) => keys.len(),
        };
        Self { places: Packed::zeroed(most, count + 1), keys, len: 0 }
    }

    /// The keys ascend; those without entries are left out here.
    fn push(&mut self, key: u32, start: u64) {
        let place = self.keys.place(key).unwrap_or(self.len);
        self.fill(place, start);
    }

    /// Rows that are empty begin where the next one does.
    fn fill(&mut self, place: usize, start: u64) {
        while self.len <= place {
            self.places.set(self.len, start);
            self.len += 1;
        }
    }

    fn finish(mut self, end: u64) -> (Keys, Packed) {
        let last = match &self.keys {
            Keys::All(count) => *count as usize,
            Keys::Some(keys) => keys.len(),
        };
        self.fill(last, end);
        (self.keys, self.places)
    }
}

/// Takes rows as they come, by ascending keys.
#[derive(Debug)]
pub(super) struct Writer {
    count: u32,
    /// The keys with entries, and where their rows begin.
    keys: Vec<u32>,
    begins: Packed,
    entries: Packed,
    tag_bits: u32,
    len: usize,
}

impl Writer {
    /// For rows of codes below `codes`, with `most` entries at most in all.
    pub(super) fn new(keys: u32, codes: u32, tag_bits: u32, most: usize) -> Self {
        Self {
            count: keys,
            keys: Vec::new(),
            begins: Packed::zeroed(most as u64, most.min(keys as usize)),
            entries: Packed::zeroed(u64::from(codes) << tag_bits, most),
            tag_bits,
            len: 0,
        }
    }

    /// The next entry: of the last key, with a greater code, or of a greater key.
    pub(super) fn push(&mut self, key: u32, code: u32, tag: u64) {
        if self.keys.last() != Some(&key) {
            self.begins.set(self.keys.len(), self.len as u64);
            self.keys.push(key);
        }
        self.entries.set(self.len, u64::from(code) << self.tag_bits | tag);
        self.len += 1;
    }

    /// The rows.
    pub(super) fn finish(mut self) -> Rows {
        if self.len == 0 {
            return Rows::default();
        }
        let mut starts = Starts::new(self.len as u64, Keys::of(self.count, self.keys.clone()));
        for (index, key) in self.keys.iter().enumerate() {
            starts.push(*key, self.begins.get(index));
        }
        let (keys, starts) = starts.finish(self.len as u64);
        self.entries.truncate(self.len);
        Rows { keys, starts, entries: self.entries, tag_bits: self.tag_bits }
    }
}

#[cfg(test)]
mod tests {
    use super::{Rows, Writer};

    const ENTRIES: [(u32, u32, u64); 6] = [(1, 0, 1), (1, 5, 0), (1, 9, 3), (4, 9, 2), (130, 2, 0), (130, 9, 1)];

    fn check(rows: &Rows) {
        assert_eq!(rows.all().collect::<Vec<_>>(), ENTRIES);
        for key in 0..140 {
            for code in 0..12 {
                let expected = ENTRIES.iter().find(|entry| (entry.0, entry.1) == (key, code)).map(|entry| entry.2);
                assert_eq!(rows.find(rows.row(key), code), expected, "{key} {code}");
            }
        }
    }

    #[test]
    fn finds_what_was_written_in_order() {
        let mut writer = Writer::new(140, 12, 2, 20);
        for (key, code, tag) in ENTRIES {
            writer.push(key, code, tag);
        }
        check(&writer.finish());
    }

    #[test]
    fn finds_what_was_gathered_from_the_other_side() {
        let turned = Rows::gathered(12, 140, 2, || ENTRIES.into_iter().map(|(key, code, tag)| (code, key, tag)));
        let back = || turned.all().map(|(key, code, tag)| (code, key, tag));
        assert_eq!(back().count(), ENTRIES.len());
        let mut sorted: Vec<_> = back().collect();
        sorted.sort_unstable();
        assert_eq!(sorted, ENTRIES);
        check(&Rows::gathered(140, 12, 2, back));
    }
}
