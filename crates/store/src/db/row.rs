//! Rows of answers, independent of the database.

use menjin_model::{
    AdministratorNo, AppId, AppNo, DepartmentNo, DeviceNo, DocumentNo, GroupId, GroupNo, Millis, ReviewGroupNo, RuleNo,
    TenantNo, UserNo, VisitorNo,
};
use rusqlite::types::ValueRef;
use tokio_postgres::types::Type;

use crate::StoreError;

/// One row, valid while its query runs.
#[derive(Debug)]
pub struct Row<'r>(Source<'r>);

#[derive(Debug)]
enum Source<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r tokio_postgres::Row),
}

impl<'r> Row<'r> {
    pub(super) fn sqlite(row: &'r rusqlite::Row<'r>) -> Self {
        Self(Source::Sqlite(row))
    }

    pub(super) fn postgres(row: &'r tokio_postgres::Row) -> Self {
        Self(Source::Postgres(row))
    }

    /// The column `index`, counted from 0.
    pub fn take<T: FromColumn>(&self, index: usize) -> Result<T, StoreError> {
        T::from_column(self.cell(index)?).ok_or(StoreError::Column { index, expected: T::NAME })
    }

    /// The text in the column `index`, without a copy of it.
    pub fn text(&self, index: usize) -> Result<&str, StoreError> {
        match self.cell(index)? {
            Cell::Text(text) => Ok(text),
            _ => Err(StoreError::Column { index, expected: String::NAME }),
        }
    }

    /// The columns from left to right.
    #[must_use]
    pub fn columns(&self) -> Columns<'_> {
        Columns { row: self, index: 0 }
    }

    fn cell(&self, index: usize) -> Result<Cell<'_>, StoreError> {
        let cell = match &self.0 {
            Source::Sqlite(row) => match row.get_ref(index) {
                Ok(ValueRef::Null) => Some(Cell::Null),
                Ok(ValueRef::Integer(number)) => Some(Cell::Int(number)),
                Ok(ValueRef::Text(text)) => Some(std::str::from_utf8(text).map_or(Cell::Other, Cell::Text)),
                Ok(ValueRef::Blob(bytes)) => Some(Cell::Blob(bytes)),
                Ok(ValueRef::Real(_)) => Some(Cell::Other),
                Err(_) => None,
            },
            Source::Postgres(row) => row.columns().get(index).map(|column| postgres_cell(row, index, column.type_())),
        };
        cell.ok_or(StoreError::Column { index, expected: "anything: the row is shorter" })
    }
}

fn postgres_cell<'r>(row: &'r tokio_postgres::Row, index: usize, kind: &Type) -> Cell<'r> {
    match *kind {
        Type::INT8 => held(row.try_get(index), Cell::Int),
        Type::INT4 => held(row.try_get(index), |number: i32| Cell::Int(number.into())),
        Type::BOOL => held(row.try_get(index), |truth: bool| Cell::Int(truth.into())),
        Type::TEXT | Type::VARCHAR | Type::NAME => held(row.try_get(index), Cell::Text),
        Type::BYTEA => held(row.try_get(index), Cell::Blob),
        _ => Cell::Other,
    }
}

fn held<'r, T>(value: Result<Option<T>, tokio_postgres::Error>, cell: impl FnOnce(T) -> Cell<'r>) -> Cell<'r> {
    value.map_or(Cell::Other, |value| value.map_or(Cell::Null, cell))
}

/// Takes the columns of a row from left to right.
#[derive(Debug)]
pub struct Columns<'r> {
    row: &'r Row<'r>,
    index: usize,
}

impl Columns<'_> {
    /// The next column.
    pub fn take<T: FromColumn>(&mut self) -> Result<T, StoreError> {
        let value = self.row.take(self.index)?;
        self.index += 1;
        Ok(value)
    }
}

/// What one column holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'r> {
    /// Nothing.
    Null,
    /// A number.
    Int(i64),
    /// Text.
    Text(&'r str),
    /// Bytes.
    Blob(&'r [u8]),
    /// Something no column of ours holds.
    Other,
}

/// What can be read from one column.
pub trait FromColumn: Sized {
    /// What an error says was expected.
    const NAME: &'static str;

    /// Reads it; `None` when the column holds something else.
    fn from_column(cell: Cell<'_>) -> Option<Self>;
}

/// What can be read from one row: a tuple of columns, a single column, or a struct (see [`from_row!`](crate::from_row)).
pub trait FromRow: Sized {
    /// Reads it.
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError>;
}

/// What can be read from some columns of a row that has more.
pub trait FromColumns: Sized {
    /// Takes as many as it has fields.
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, StoreError>;
}

/// Reads a struct from a row, its fields in the order of the columns: `from_row!(Tenant { no, key, name });`.
#[macro_export]
macro_rules! from_row {
    ($type:ty { $($field:ident),+ $(,)? }) => {
        impl $crate::FromColumns for $type {
            fn from_columns(columns: &mut $crate::Columns<'_>) -> Result<Self, $crate::StoreError> {
                Ok(Self { $($field: columns.take()?),+ })
            }
        }

        impl $crate::FromRow for $type {
            fn from_row(row: &$crate::Row<'_>) -> Result<Self, $crate::StoreError> {
                $crate::FromColumns::from_columns(&mut row.columns())
            }
        }
    };
}

impl<T: FromColumn> FromRow for T {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        row.take(0)
    }
}

macro_rules! tuples {
    ($($name:ident)+) => {
        impl<$($name: FromColumn),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
                let mut columns = row.columns();
                Ok(($(columns.take::<$name>()?,)+))
            }
        }
    };
}

tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
tuples!(A B C D E F G);
tuples!(A B C D E F G H);
tuples!(A B C D E F G H I);
tuples!(A B C D E F G H I J);
tuples!(A B C D E F G H I J K);
tuples!(A B C D E F G H I J K L);
tuples!(A B C D E F G H I J K L M);
tuples!(A B C D E F G H I J K L M N);
tuples!(A B C D E F G H I J K L M N O);
tuples!(A B C D E F G H I J K L M N O P);

impl<T: FromColumn> FromColumn for Option<T> {
    const NAME: &'static str = T::NAME;

    fn from_column(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            cell => T::from_column(cell).map(Some),
        }
    }
}

impl FromColumn for i64 {
    const NAME: &'static str = "a number";

    fn from_column(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Int(number) => Some(number),
            _ => None,
        }
    }
}

impl FromColumn for i32 {
    const NAME: &'static str = "a number of 32 bits";

    fn from_column(cell: Cell<'_>) -> Option<Self> {
        i64::from_column(cell).and_then(|number| number.try_into().ok())
    }
}

impl FromColumn for bool {
    const NAME: &'static str = "0 or 1";

    fn from_column(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Int(0) => Some(false),
            Cell::Int(1) => Some(true),
            _ => None,
        }
    }
}

impl FromColumn for String {
    const NAME: &'static str = "text";

    fn from_column(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Text(text) => Some(text.to_owned()),
            _ => None,
        }
    }
}

impl FromColumn for Vec<u8> {
    const NAME: &'static str = "bytes";

    fn from_column(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Blob(bytes) => Some(bytes.to_vec()),
            _ => None,
        }
    }
}

macro_rules! wrapped {
    ($($type:ident: $inner:ty),* $(,)?) => {$(
        impl FromColumn for $type {
            const NAME: &'static str = <$inner>::NAME;

            fn from_column(cell: Cell<'_>) -> Option<Self> {
                <$inner>::from_column(cell).map($type)
            }
        }
    )*};
}

wrapped!(
    AppNo: i64,
    DepartmentNo: i64,
    DeviceNo: i64,
    DocumentNo: i64,
    GroupNo: i64,
    Millis: i64,
    ReviewGroupNo: i64,
    AdministratorNo: i64,
    RuleNo: i64,
    TenantNo: i64,
    UserNo: i64,
    VisitorNo: i64,
    AppId: String,
    GroupId: String,
);
