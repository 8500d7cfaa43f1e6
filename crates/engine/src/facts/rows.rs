//! Sorted rows of codes, one row a key, end to end in two packed lists.

use std::ops::Range;

use super::packed::{Packed, low, position};
use super::ranked::Ranked;

/// Rows of entries, each a code with a small tag; within a row the codes ascend, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    keys: Ranked,
    /// Where the row of each key that has one begins; and in the end, how many entries there are.
    starts: Packed,
    /// Codes, with the tag in the lowest bits.
    entries: Packed,
    tag_bits: u32,
}

impl Rows {
    /// The entries of a key; empty for one without.
    #[inline]
    pub(super) fn row(&self, key: u32) -> Range<usize> {
        match self.keys.rank(key) {
            Some(rank) => position(self.starts.get(rank))..position(self.starts.get(rank + 1)),
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
        let (mut from, mut to) = (row.start, row.end);
        while from < to {
            let middle = from.midpoint(to);
            if self.entry(middle).0 < code {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        if from == row.end {
            return None;
        }
        let (found, tag) = self.entry(from);
        (found == code).then_some(tag)
    }

    /// Everything, by key and code: the key, the code, the tag.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, u32, u64)> + '_ {
        self.keys.from(0).flat_map(move |key| {
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
        let keys = Ranked::of(with_entries);
        let mut starts = Packed::zeroed(len, keys.len() + 1);
        let (mut rank, mut start) = (0, 0);
        for count in &mut ends {
            if *count > 0 {
                starts.set(rank, start);
                rank += 1;
            }
            start += std::mem::replace(count, start);
        }
        starts.set(rank, len);
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

/// Takes rows as they come, by ascending keys.
#[derive(Debug)]
pub(super) struct Writer {
    keys: Vec<u32>,
    rows: Rows,
    len: usize,
}

impl Writer {
    /// For rows of codes below `codes`, with `most` entries at most in all.
    pub(super) fn new(keys: u32, codes: u32, tag_bits: u32, most: usize) -> Self {
        let rows = Rows {
            keys: Ranked::default(),
            starts: Packed::zeroed(most as u64, most.min(keys as usize) + 1),
            entries: Packed::zeroed(u64::from(codes) << tag_bits, most),
            tag_bits,
        };
        Self { keys: Vec::new(), rows, len: 0 }
    }

    /// The next entry: of the last key, with a greater code, or of a greater key.
    pub(super) fn push(&mut self, key: u32, code: u32, tag: u64) {
        if self.keys.last() != Some(&key) {
            self.rows.starts.set(self.keys.len(), self.len as u64);
            self.keys.push(key);
        }
        self.rows.entries.set(self.len, u64::from(code) << self.rows.tag_bits | tag);
        self.len += 1;
    }

    /// The rows.
    pub(super) fn finish(mut self) -> Rows {
        if self.len == 0 {
            return Rows::default();
        }
        self.rows.starts.set(self.keys.len(), self.len as u64);
        self.rows.starts.truncate(self.keys.len() + 1);
        self.rows.entries.truncate(self.len);
        self.rows.keys = Ranked::of(self.keys.into_iter());
        self.rows
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
