//! Rows with an id of their own, as they come while a base is built.

use super::known::{Id, Wanted};

/// Rows as they came.
#[derive(Debug)]
pub(super) struct Column<K, V>(Vec<(K, V)>);

impl<K, V> Default for Column<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Id, V> Column<K, V> {
    /// Takes a row.
    pub(super) fn push(&mut self, id: K, value: V) {
        self.0.push((id, value));
    }

    /// The rows by their ids; of several with the same one the last counts. Notes the ids.
    pub(super) fn sorted(self, wanted: &mut Wanted) -> Vec<(K, V)> {
        let mut rows = self.0;
        if !rows.is_sorted_by(|(one, _), (next, _)| one < next) {
            rows.sort_by_key(|(id, _)| *id);
            rows.dedup_by(|next, one| {
                let is_same = next.0 == one.0;
                if is_same {
                    std::mem::swap(next, one);
                }
                is_same
            });
        }
        for (id, _) in &rows {
            id.want(wanted);
        }
        rows
    }
}
