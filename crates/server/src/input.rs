//! The lenient input layer: what clients really send, read into the types of an endpoint.
//!
//! The fast path is one typed parse. Only when that fails is the input read again as a value and held against the schema
//! of the type, so that *all* that is wrong can be said at once, in the order of the documentation, and so that habits of
//! the SDKs (`null` for absent, numbers for ids) cost nothing where they do not occur.

mod body;
mod de;
mod json;
mod objects;
mod walk;

pub(crate) use body::read as body;
pub(crate) use de::from_pairs;

use menjin_api::{Input, Meta, code as platform};
use menjin_service::{Refusal, refusal::FieldViolation};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::pairs::Pair;
use walk::Findings;

/// The schema of `T` with nothing behind references, as the walk wants it.
pub(crate) fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// Reads a body that is no call of the platform's; says which field is wrong, if it is one, and what is wrong.
pub(crate) fn plain<T: DeserializeOwned + JsonSchema>(bytes: &[u8]) -> Result<T, (Option<String>, String)> {
    let mut value = json::strict(bytes).map_err(|error| (None, error.to_string()))?;
    body::drop_nulls(&mut value);
    let schema = schema_of::<T>();
    let known = schema.get("properties").and_then(Value::as_object);
    let stray =
        value.as_object().into_iter().flatten().find(|(key, _)| !known.is_some_and(|known| known.contains_key(*key)));
    if let Some((key, _)) = stray {
        return Err((Some(key.clone()), format!("there is no field {key}")));
    }
    let findings = walk::value(&schema, &value);
    let mut violations = findings.mismatches.into_iter().map(walk::Mismatch::into_violation).chain(findings.violations);
    if let Some(FieldViolation { field, description, .. }) = violations.next() {
        let error = if description.starts_with(&field) { description } else { format!("{field} {description}") };
        return Err((Some(field).filter(|field| !field.is_empty()), error.trim().to_owned()));
    }
    serde_json::from_value(value).map_err(|error| (None, error.to_string()))
}

/// What is wrong with a body that is no `T`: the field, if it is one, and what.
pub(crate) fn wrong<T: JsonSchema>(bytes: &[u8]) -> (Option<String>, String) {
    let value = match json::strict(bytes) {
        Ok(value) if value.is_object() => value,
        Ok(_) => return (None, "the body must be a JSON object".to_owned()),
        Err(error) => return (None, format!("the body is not JSON: {error}")),
    };
    let findings = walk::value(&schema_of::<T>(), &value);
    let mut violations = findings.mismatches.into_iter().map(walk::Mismatch::into_violation).chain(findings.violations);
    match violations.next() {
        Some(FieldViolation { field, description, .. }) if !field.is_empty() => (Some(field), description),
        _ => (None, "the body does not have the form that is documented".to_owned()),
    }
}

/// Reads path variables or a query. Empty values count as absent, and so does `None` for paging (the Python SDK sends it).
pub(crate) fn query<T: DeserializeOwned + JsonSchema>(meta: &Meta, pairs: Vec<Pair>) -> Result<T, Refusal> {
    let pairs: Vec<Pair> = pairs.into_iter().filter(|(key, value)| !counts_as_absent(key, value)).collect();
    if let Some((key, _)) = pairs.iter().find(|(_, value)| value.contains('\0')) {
        return Err(forbidden_nul(meta, key));
    }
    match from_pairs(&pairs) {
        Ok(typed) => Ok(typed),
        Err(error) => Err(explain::<T>(meta, &pairs, &error.to_string())),
    }
}

/// Reads the variables of a path.
pub(crate) fn path<T: DeserializeOwned + JsonSchema>(meta: &Meta, pairs: &[Pair]) -> Result<T, Refusal> {
    if let Some((key, _)) = pairs.iter().find(|(_, value)| value.contains('\0')) {
        return Err(forbidden_nul(meta, key));
    }
    from_pairs(pairs).map_err(|error| explain::<T>(meta, pairs, &error.to_string()))
}

fn counts_as_absent(key: &str, value: &str) -> bool {
    value.is_empty() || (value == "None" && (key == "page_token" || key == "page_size"))
}

fn explain<T: JsonSchema>(meta: &Meta, pairs: &[Pair], otherwise: &str) -> Refusal {
    let findings = walk::pairs(&schema_of::<T>(), pairs);
    refuse(meta, findings, "query").unwrap_or_else(|| malformed(meta).explained(otherwise))
}

/// The refusal for input that cannot be read at all.
pub(crate) fn malformed(meta: &Meta) -> Refusal {
    match meta.input() {
        Input::Platform => platform::BODY_MALFORMED.into(),
        Input::Own(code) => code.into(),
    }
}

fn forbidden_nul(meta: &Meta, field: &str) -> Refusal {
    let code = match meta.input() {
        Input::Platform => platform::FIELD_VALIDATION,
        Input::Own(code) => code,
    };
    Refusal::new(code).with_field(field, None, "must not contain NUL")
}

/// The refusal for what was found; `None` when nothing was.
fn refuse(meta: &Meta, findings: Findings, place: &str) -> Option<Refusal> {
    let Findings { mismatches, violations } = findings;
    match meta.input() {
        Input::Platform => match mismatches.into_iter().next() {
            Some(wrong) => Some(Refusal::new(platform::TYPE_MISMATCH).saying(format!(
                "Invalid parameter type in {place}: {}. Invalid parameter value: {}. Please check and modify accordingly.",
                wrong.name, wrong.value
            ))),
            None if violations.is_empty() => None,
            None => {
                let mut refusal = Refusal::new(platform::FIELD_VALIDATION);
                refusal.0.fields = violations;
                Some(refusal)
            }
        },
        Input::Own(_) if mismatches.is_empty() && violations.is_empty() => None,
        Input::Own(code) => {
            let mut refusal = Refusal::new(code);
            refusal.0.fields = mismatches.into_iter().map(walk::Mismatch::into_violation).chain(violations).collect();
            Some(refusal)
        }
    }
}
