//! Arguments, as the wire of PostgreSQL wants them. Their kinds are the types of the statement's parameters, so that no value
//! is ever read as something else.

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::Value;

/// One argument.
#[derive(Debug)]
pub(super) struct Param<'a>(pub(super) &'a Value<'a>);

/// The type a parameter is declared with; nothing can be anything.
pub(super) fn kind(value: &Value<'_>) -> Type {
    match value {
        Value::Null => Type::UNKNOWN,
        Value::Int(_) | Value::Bool(_) => Type::INT8,
        Value::Text(_) => Type::TEXT,
        Value::Blob(_) => Type::BYTEA,
        Value::Ints(_) => Type::INT8_ARRAY,
        Value::Texts(_) => Type::TEXT_ARRAY,
    }
}

/// The same value for a statement that its caller does not wait for; not for a list of texts, which are always borrowed.
pub(super) fn owned(value: &Value<'_>) -> Option<Value<'static>> {
    Some(match value {
        Value::Null => Value::Null,
        Value::Int(number) => Value::Int(*number),
        Value::Bool(truth) => Value::Bool(*truth),
        Value::Text(text) => Value::Text(text.clone().into_owned().into()),
        Value::Blob(bytes) => Value::Blob(bytes.clone().into_owned().into()),
        Value::Ints(list) => Value::Ints(list.clone().into_owned().into()),
        Value::Texts(_) => return None,
    })
}

impl ToSql for Param<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) => number.to_sql(kind, out),
            Value::Bool(truth) => i64::from(*truth).to_sql(kind, out),
            Value::Text(text) => text.as_ref().to_sql(kind, out),
            Value::Blob(bytes) => bytes.as_ref().to_sql(kind, out),
            Value::Ints(list) => list.as_ref().to_sql(kind, out),
            Value::Texts(list) => list.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
