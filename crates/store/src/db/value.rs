//! Arguments of statements, independent of the database.

use std::borrow::Cow;

use menjin_model::{
    AdministratorNo, AppId, AppNo, DepartmentNo, DeviceNo, DocumentNo, GroupId, GroupNo, Millis, ReviewGroupNo, RuleNo,
    TenantNo, UserNo, VisitorNo,
};

/// One argument.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A number, an internal id or a moment.
    Int(i64),
    /// A truth, kept as 0 or 1.
    Bool(bool),
    /// Text.
    Text(Cow<'a, str>),
    /// Bytes.
    Blob(Cow<'a, [u8]>),
    /// A list of numbers: `json_each($1)` on SQLite, `unnest($1)` on PostgreSQL.
    Ints(Cow<'a, [i64]>),
    /// A list of texts, likewise.
    Texts(Vec<&'a str>),
}

/// What can be an argument. [`args!`](crate::args) calls it.
pub trait ToValue {
    /// This as an argument.
    fn to_value(&self) -> Value<'_>;
}

/// The arguments of a statement: `args![tenant, &name, 3]`.
#[macro_export]
macro_rules! args {
    ($($argument:expr),* $(,)?) => {
        &[$($crate::ToValue::to_value(&$argument)),*] as &[$crate::Value<'_>]
    };
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value<'_> {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}

impl ToValue for Value<'_> {
    fn to_value(&self) -> Value<'_> {
        match self {
            Value::Text(text) => Value::Text(Cow::Borrowed(text)),
            Value::Blob(bytes) => Value::Blob(Cow::Borrowed(bytes)),
            Value::Ints(list) => Value::Ints(Cow::Borrowed(list)),
            other => other.clone(),
        }
    }
}

impl ToValue for bool {
    fn to_value(&self) -> Value<'_> {
        Value::Bool(*self)
    }
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> Value<'_> {
                Value::Int(i64::from(*self))
            }
        }
    )*};
}

integers!(i64, i32, i16, u32, u16, u8);

macro_rules! texts {
    ($($type:ty: $as_str:expr),* $(,)?) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> Value<'_> {
                Value::Text(Cow::Borrowed($as_str(self)))
            }
        }

        impl ToValue for [$type] {
            fn to_value(&self) -> Value<'_> {
                Value::Texts(self.iter().map(|item| $as_str(item)).collect())
            }
        }

        impl ToValue for Vec<$type> {
            fn to_value(&self) -> Value<'_> {
                self.as_slice().to_value()
            }
        }
    )*};
}

texts!(String: String::as_str, AppId: AppId::as_str, GroupId: GroupId::as_str);

impl ToValue for str {
    fn to_value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl ToValue for Cow<'_, str> {
    fn to_value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl ToValue for [&str] {
    fn to_value(&self) -> Value<'_> {
        Value::Texts(self.to_vec())
    }
}

impl ToValue for Vec<&str> {
    fn to_value(&self) -> Value<'_> {
        self.as_slice().to_value()
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> Value<'_> {
        Value::Blob(Cow::Borrowed(self))
    }
}

impl ToValue for Vec<u8> {
    fn to_value(&self) -> Value<'_> {
        self.as_slice().to_value()
    }
}

impl<const N: usize> ToValue for [u8; N] {
    fn to_value(&self) -> Value<'_> {
        self.as_slice().to_value()
    }
}

impl ToValue for [i64] {
    fn to_value(&self) -> Value<'_> {
        Value::Ints(Cow::Borrowed(self))
    }
}

impl ToValue for Vec<i64> {
    fn to_value(&self) -> Value<'_> {
        self.as_slice().to_value()
    }
}

macro_rules! numbers {
    ($($type:ty),* $(,)?) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> Value<'_> {
                Value::Int(self.0)
            }
        }

        impl ToValue for [$type] {
            fn to_value(&self) -> Value<'_> {
                Value::Ints(self.iter().map(|item| item.0).collect())
            }
        }

        impl ToValue for Vec<$type> {
            fn to_value(&self) -> Value<'_> {
                self.as_slice().to_value()
            }
        }
    )*};
}

numbers!(
    AppNo,
    DepartmentNo,
    DeviceNo,
    DocumentNo,
    GroupNo,
    Millis,
    ReviewGroupNo,
    AdministratorNo,
    RuleNo,
    TenantNo,
    UserNo,
    VisitorNo
);
