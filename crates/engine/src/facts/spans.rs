//! The few rows that count only from some moment, or to some moment.

use menjin_model::Span;

use super::packed::{Packed, position};
use super::ranked::Ranked;

/// Spans by key and code; what has none counts always.
#[derive(Debug, Clone, Default)]
pub(super) struct Spans {
    keys: Ranked,
    starts: Packed,
    entries: Box<[(u32, Span)]>,
}

impl Spans {
    /// What `spans` say (key, code, span), sorted, each once.
    pub(super) fn of(spans: &[(u32, u32, Span)]) -> Self {
        let keys = Ranked::of(spans.iter().map(|(key, _, _)| *key));
        let mut starts = Packed::zeroed(spans.len() as u64, keys.len() + 1);
        let (mut rank, mut last) = (0, None);
        for (index, (key, _, _)) in spans.iter().enumerate() {
            if last != Some(key) {
                starts.set(rank, index as u64);
                (rank, last) = (rank + 1, Some(key));
            }
        }
        starts.set(rank, spans.len() as u64);
        Self { keys, starts, entries: spans.iter().map(|(_, code, span)| (*code, *span)).collect() }
    }

    /// Those of a key, by code.
    #[inline]
    pub(super) fn of_key(&self, key: u32) -> &[(u32, Span)] {
        let Some(rank) = self.keys.rank(key) else { return &[] };
        self.entries.get(position(self.starts.get(rank))..position(self.starts.get(rank + 1))).unwrap_or_default()
    }
}

/// The span of a code among those of its key.
#[inline]
pub(super) fn span(of_key: &[(u32, Span)], code: u32) -> Span {
    if of_key.is_empty() {
        return Span::ALWAYS;
    }
    let found = of_key.binary_search_by_key(&code, |(other, _)| *other).ok();
    found.and_then(|index| of_key.get(index)).map_or(Span::ALWAYS, |(_, span)| *span)
}
