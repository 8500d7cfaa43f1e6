//! The text of a statement.

/// One statement, in both dialects. Where they agree, a plain `&'static str` will do.
///
/// Only texts of the program itself: nothing that comes from outside can become SQL. Arguments are `$1`, `$2` ..
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sql {
    /// For SQLite.
    pub sqlite: &'static str,
    /// For PostgreSQL.
    pub postgres: &'static str,
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Self { sqlite: text, postgres: text }
    }
}
