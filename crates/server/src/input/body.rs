//! Bodies: JSON, whatever the content type says.

use std::any::TypeId;

use menjin_api::Endpoint;
use menjin_service::Refusal;
use serde_json::{Map, Value};

use super::{forbidden_nul, json, malformed, objects, refuse, schema_of, walk};

/// How deep a body may nest before it is no body of this platform.
const DEPTH_MAX: usize = 64;

/// Reads the body of `E`. Calls without one ignore whatever came.
pub(crate) fn read<E: Endpoint>(bytes: &[u8]) -> Result<E::Body, Refusal> {
    if TypeId::of::<E::Body>() == TypeId::of::<()>() {
        return serde_json::from_value(Value::Null).map_err(|_| malformed(&E::META));
    }
    let may_hold_nul = bytes.contains(&b'\\') && bytes.windows(6).any(|window| window == b"\\u0000");
    if !may_hold_nul && let Ok(typed) = objects::from_slice(bytes) {
        return Ok(typed);
    }
    explain::<E>(bytes)
}

/// The second reading: cleans what SDKs leave in, and says all that is wrong.
fn explain<E: Endpoint>(bytes: &[u8]) -> Result<E::Body, Refusal> {
    let meta = &E::META;
    let mut value = if bytes.iter().all(u8::is_ascii_whitespace) {
        Value::Object(Map::new())
    } else {
        json::strict(bytes).map_err(|error| malformed(meta).explained(error.to_string()))?
    };
    if value.is_null() {
        value = Value::Object(Map::new());
    }
    if !value.is_object() {
        return Err(malformed(meta).explained("the body must be a JSON object"));
    }
    if depth(&value) > DEPTH_MAX {
        return Err(malformed(meta).explained(format!("the body nests deeper than {DEPTH_MAX}")));
    }
    drop_nulls(&mut value);
    if let Some(field) = field_with_nul("body", &value) {
        return Err(forbidden_nul(meta, &field));
    }
    let schema = schema_of::<E::Body>();
    if meta.family.numbers_for_strings {
        walk::numbers_to_strings(&schema, &mut value);
    }
    if let Some(refusal) = refuse(meta, walk::value(&schema, &value), "json") {
        return Err(refusal);
    }
    serde_json::from_value(value).map_err(|error| malformed(meta).explained(error.to_string()))
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// `null` counts as absent.
pub(super) fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

fn field_with_nul(name: &str, value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then(|| name.to_owned()),
        Value::Array(items) => items.iter().find_map(|item| field_with_nul(name, item)),
        Value::Object(fields) => fields.iter().find_map(|(key, field)| field_with_nul(key, field)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use menjin_api::contact::group::create::CreateGroup;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{explain, read};

    /// What one reading makes of a body: the value, or the code.
    fn outcome(read: Result<menjin_api::contact::group::create::Body, menjin_service::Refusal>) -> Result<Value, i64> {
        read.map(|body| serde_json::to_value(body).unwrap()).map_err(|refusal| refusal.number())
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-z]{0,3}", inner, 0..4).prop_map(|map| json!(map)),
            ]
        })
    }

    proptest! {
        #[test]
        fn bytes_of_any_kind_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read::<CreateGroup>(&bytes);
        }

        #[test]
        fn the_fast_reading_says_what_the_thorough_one_says(
            fields in prop::collection::btree_map("name|description|type|group_id|other", value(), 0..5),
        ) {
            let bytes = json!(fields).to_string().into_bytes();
            prop_assert_eq!(outcome(read::<CreateGroup>(&bytes)), outcome(explain::<CreateGroup>(&bytes)));
        }
    }
}
