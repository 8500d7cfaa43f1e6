//! A value held against a schema: every type that does not fit, every field that is missing or impossible, in the order
//! in which the type declares its fields (which is the order of the documentation).

use menjin_service::refusal::FieldViolation;
use serde_json::{Map, Number, Value};

use super::de::boolean;
use crate::pairs::Pair;

/// What does not fit.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Values of the wrong JSON type.
    pub(super) mismatches: Vec<Mismatch>,
    /// Missing fields and impossible values.
    pub(super) violations: Vec<FieldViolation>,
}

/// A value of the wrong type.
#[derive(Debug)]
pub(super) struct Mismatch {
    /// The last name alone.
    pub(super) name: String,
    /// The whole path.
    path: String,
    /// As compact JSON, a text without its quotes.
    pub(super) value: String,
    wanted: String,
}

impl Mismatch {
    pub(super) fn into_violation(self) -> FieldViolation {
        FieldViolation { field: self.path, value: Some(self.value), description: format!("must be {}", self.wanted) }
    }
}

/// How much of a value is shown.
const SHOWN_MAX: usize = 200;
/// How many findings are listed.
const FINDINGS_MAX: usize = 50;

/// Holds a body against its schema.
pub(super) fn value(schema: &Value, value: &Value) -> Findings {
    let mut findings = Findings::default();
    walk(schema, value, "", "", &mut findings);
    findings
}

/// Holds a query against its schema.
pub(super) fn pairs(schema: &Value, pairs: &[Pair]) -> Findings {
    let mut object = Map::new();
    for (name, field) in properties(schema) {
        let given: Vec<&str> = pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect();
        if let Some(last) = given.last() {
            object.insert(name.clone(), typed(field, last, &given));
        }
    }
    value(schema, &Value::Object(object))
}

/// The text as the schema wants it, or as text when that cannot be.
fn typed(schema: &Value, last: &str, all: &[&str]) -> Value {
    let schema = present(schema);
    let text = || Value::String(last.to_owned());
    if is_a(schema, "integer") {
        last.parse::<i64>().map_or_else(|_| text(), |number| Value::Number(Number::from(number)))
    } else if is_a(schema, "boolean") {
        boolean(last).map_or_else(text, Value::Bool)
    } else if is_a(schema, "array") {
        all.iter().map(|value| Value::String((*value).to_owned())).collect()
    } else {
        text()
    }
}

/// Writes numbers as text where the schema wants text: ids and counts, as the Python SDK types them.
pub(super) fn numbers_to_strings(schema: &Value, value: &mut Value) {
    let schema = present(schema);
    match value {
        Value::Number(number) if is_a(schema, "string") && (number.is_i64() || number.is_u64()) => {
            *value = Value::String(number.to_string());
        }
        Value::Array(items) => {
            if let Some(each) = schema.get("items") {
                for item in items {
                    numbers_to_strings(each, item);
                }
            }
        }
        Value::Object(fields) => {
            for (name, field) in properties(schema) {
                if let Some(value) = fields.get_mut(name) {
                    numbers_to_strings(field, value);
                }
            }
        }
        _ => {}
    }
}

fn walk(schema: &Value, value: &Value, path: &str, name: &str, findings: &mut Findings) {
    let schema = present(schema);
    if findings.mismatches.len() + findings.violations.len() >= FINDINGS_MAX {
        return;
    }
    if let Some(wanted) = mismatch(schema, value) {
        findings.mismatches.push(Mismatch {
            name: name.to_owned(),
            path: path.to_owned(),
            value: shown(value),
            wanted,
        });
        return;
    }
    if let Some(words) = words(schema)
        && value.as_str().is_some_and(|word| !words.contains(&word))
    {
        let description = format!("options: [{}]", words.join(","));
        push(findings, FieldViolation { field: path.to_owned(), value: Some(shown(value)), description });
    }
    match value {
        Value::Object(fields) => walk_object(schema, fields, path, findings),
        Value::Array(items) => {
            if let Some(each) = schema.get("items") {
                let path = format!("{path}[*]");
                for item in items {
                    walk(each, item, &path, name, findings);
                }
            }
        }
        _ => {}
    }
}

fn walk_object(schema: &Value, fields: &Map<String, Value>, path: &str, findings: &mut Findings) {
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, field) in properties(schema) {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        match fields.get(name) {
            Some(value) => walk(field, value, &path, name, findings),
            None if required.contains(&name.as_str()) => {
                let description = format!("{path} is required");
                push(findings, FieldViolation { field: path, value: None, description });
            }
            None => {}
        }
    }
}

/// The same thing wrong in many items of a list is said once.
fn push(findings: &mut Findings, violation: FieldViolation) {
    if !findings.violations.contains(&violation) {
        findings.violations.push(violation);
    }
}

/// The schema of the value when it is there: `null` is absent, so an optional field's schema is its other half.
fn present(schema: &Value) -> &Value {
    schema
        .get("anyOf")
        .and_then(Value::as_array)
        .and_then(|choices| choices.iter().find(|choice| !is_a(choice, "null")))
        .unwrap_or(schema)
}

fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    present(schema).get("properties").and_then(Value::as_object).into_iter().flatten()
}

fn is_a(schema: &Value, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(one)) => one == kind,
        Some(Value::Array(several)) => several.iter().any(|one| one == kind),
        _ => false,
    }
}

/// What was wanted, when the value is of another type.
fn mismatch(schema: &Value, value: &Value) -> Option<String> {
    let kinds: Vec<&str> = match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => {
            several.iter().filter_map(Value::as_str).filter(|kind| *kind != "null").collect()
        }
        _ if words(schema).is_some() => vec!["string"],
        _ => return None,
    };
    let fits = |kind: &&str| match *kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    };
    (!kinds.iter().any(fits)).then(|| kinds.join(" or "))
}

/// The words of an enum, whether its variants are documented one by one or not.
fn words(schema: &Value) -> Option<Vec<&str>> {
    if let Some(list) = schema.get("enum").and_then(Value::as_array) {
        return Some(list.iter().filter_map(Value::as_str).collect());
    }
    let choices = schema.get("oneOf").and_then(Value::as_array)?;
    let mut words = Vec::new();
    for choice in choices {
        match (choice.get("const"), choice.get("enum")) {
            (Some(word), _) => words.extend(word.as_str()),
            (None, Some(list)) => words.extend(list.as_array().into_iter().flatten().filter_map(Value::as_str)),
            (None, None) => return None,
        }
    }
    Some(words)
}

fn shown(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
