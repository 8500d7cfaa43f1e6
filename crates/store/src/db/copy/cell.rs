//! One value on its way, and what it adds to the hash of its table.

use rusqlite::types::{ToSqlOutput, ValueRef};
use sha2::{Digest, Sha256};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::db) enum Cell {
    Null,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
}

impl Cell {
    /// How much memory it takes, about.
    pub(super) fn size(&self) -> usize {
        let held = match self {
            Self::Null | Self::Int(_) => 0,
            Self::Text(text) => text.len(),
            Self::Blob(bytes) => bytes.len(),
        };
        size_of::<Self>() + held
    }

    /// Its kind, its length and itself, so that no two rows add the same.
    pub(super) fn add_to(&self, hash: &mut Sha256) {
        match self {
            Self::Null => hash.update([0]),
            Self::Int(number) => {
                hash.update([1]);
                hash.update(number.to_be_bytes());
            }
            Self::Text(text) => add_bytes(hash, 2, text.as_bytes()),
            Self::Blob(bytes) => add_bytes(hash, 3, bytes),
        }
    }
}

/// The same for what names a table or a column.
pub(super) fn add_bytes(hash: &mut Sha256, kind: u8, bytes: &[u8]) {
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

impl rusqlite::ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl ToSql for Cell {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => number.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
            Self::Blob(bytes) => bytes.to_sql(kind, out),
        }
    }

    /// The tables on both sides were held against each other.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_different_hashes_differently() {
        let hash = |cells: &[Cell]| {
            let mut hash = Sha256::new();
            for cell in cells {
                cell.add_to(&mut hash);
            }
            hash.finalize()
        };
        let text = |text: &str| Cell::Text(text.into());
        let rows = [
            vec![text(""), text("a")],
            vec![text("a"), text("")],
            vec![text("a"), Cell::Null],
            vec![Cell::Blob(b"a".to_vec()), text("")],
            vec![text("\u{1}\0\0\0\0\0\0\0\u{1}")],
            vec![Cell::Int(1)],
            vec![Cell::Int(-1)],
        ];
        for (place, one) in rows.iter().enumerate() {
            assert!(rows[..place].iter().all(|other| hash(one) != hash(other)), "{one:?}");
        }
    }
}
