//! The platform's operations that concern access, served or not: what coverage is measured against.

use std::sync::LazyLock;

use crate::Meta;

/// One operation.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// The part of the platform.
    pub family: &'static str,
    /// `1-heart`, `2-core`, `3-family` or `4-later`.
    pub priority: &'static str,
    /// The method.
    pub method: &'static str,
    /// The path, variables after a colon.
    pub path: &'static str,
}

impl Operation {
    /// Whether this endpoint is it.
    #[must_use]
    pub fn is(&self, meta: &Meta) -> bool {
        self.method == meta.method.as_str() && self.path.split('/').eq(meta.path.split('/').map(colon))
    }
}

/// `{group_id}` as `:group_id`.
fn colon(piece: &str) -> String {
    match piece.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(name) => format!(":{name}"),
        None => piece.to_owned(),
    }
}

/// All of them, from `operations.tsv`.
pub static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    include_str!("../operations.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (family, priority) = (columns.next()?, columns.next()?);
            Some(Operation { family, priority, method: columns.next()?, path: columns.next()? })
        })
        .filter(|operation| operation.family != "family")
        .collect()
});
