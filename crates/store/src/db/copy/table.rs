//! What a table looks like, to both databases alike.

use std::collections::BTreeMap;
use std::fmt;

use super::MoveError;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::db) enum Kind {
    Int,
    Text,
    Blob,
}

impl Kind {
    /// The kind that either database calls so.
    fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "integer" | "bigint" => Some(Self::Int),
            "text" => Some(Self::Text),
            "blob" | "bytea" => Some(Self::Blob),
            _ => None,
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::db) struct Column {
    pub(in crate::db) name: String,
    pub(in crate::db) kind: Kind,
}

/// A table: its columns in the order of their names, so that it is the same however it was declared or altered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::db) struct Table {
    pub(in crate::db) name: String,
    pub(in crate::db) columns: Vec<Column>,
    /// The columns of its primary key, in order.
    key: Vec<String>,
}

impl Table {
    /// All rows in the order of the key.
    pub(in crate::db) fn select(&self) -> String {
        let key: Vec<String> = self.key.iter().map(|name| quoted(name)).collect();
        format!("select {} from {} order by {}", self.column_names(), quoted(&self.name), key.join(", "))
    }

    /// How many rows there are.
    pub(in crate::db) fn count(&self) -> String {
        format!("select count(*) from {}", quoted(&self.name))
    }

    /// Whether there are any.
    pub(in crate::db) fn any(&self) -> String {
        format!("select count(*) from (select 1 from {} limit 1) as one", quoted(&self.name))
    }

    /// `"a", "b"`
    pub(in crate::db) fn column_names(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| quoted(&column.name)).collect();
        names.join(", ")
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        write!(f, "{}({})", self.name, names.join(", "))
    }
}

/// A name as both databases take it, whatever it is.
pub(in crate::db) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The tables with these columns: table, column, type, place in the key or 0.
pub(in crate::db) fn tables_of(columns: Vec<(String, String, String, i64)>) -> Result<Vec<Table>, MoveError> {
    let mut tables = BTreeMap::<String, BTreeMap<String, (Kind, i64)>>::new();
    for (table, column, kind, place) in columns {
        let Some(known) = Kind::named(&kind) else {
            return Err(MoveError::Shape { what: format!("the column {column} of {table} is of the type {kind}") });
        };
        tables.entry(table).or_default().insert(column, (known, place));
    }
    tables.into_iter().map(|(name, columns)| table_of(name, columns)).collect()
}

fn table_of(name: String, columns: BTreeMap<String, (Kind, i64)>) -> Result<Table, MoveError> {
    let mut key: Vec<(i64, String)> =
        columns.iter().filter(|(_, (_, place))| *place > 0).map(|(name, (_, place))| (*place, name.clone())).collect();
    key.sort();
    if key.is_empty() {
        return Err(MoveError::Shape { what: format!("the table {name} has no primary key") });
    }
    let columns = columns.into_iter().map(|(name, (kind, _))| Column { name, kind }).collect();
    Ok(Table { name, columns, key: key.into_iter().map(|(_, name)| name).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(table: &str, name: &str, kind: &str, place: i64) -> (String, String, String, i64) {
        (table.into(), name.into(), kind.into(), place)
    }

    #[test]
    fn the_order_of_columns_does_not_count_and_that_of_the_key_does() {
        let one =
            tables_of(vec![column("t", "b", "INTEGER", 1), column("t", "a", "TEXT", 2), column("t", "c", "BLOB", 0)]);
        let other =
            tables_of(vec![column("t", "c", "bytea", 0), column("t", "a", "text", 2), column("t", "b", "bigint", 1)]);
        assert_eq!(one.clone().unwrap(), other.unwrap());
        assert_eq!(one.unwrap()[0].select(), r#"select "a", "b", "c" from "t" order by "b", "a""#);
    }

    #[test]
    fn what_is_not_understood_is_not_left_out() {
        for wrong in [column("t", "a", "double precision", 1), column("t", "a", "text", 0)] {
            assert!(matches!(tables_of(vec![wrong]), Err(MoveError::Shape { .. })));
        }
    }
}
