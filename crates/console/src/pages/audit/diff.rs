//! What is different between before and after, field by field.

use std::collections::BTreeMap;

use serde_json::Value;

/// How many fields are told apart; what is beyond is told as a whole.
const MOST: usize = 300;

/// What became of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Became {
    Same,
    Changed,
    Added,
    Removed,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) field: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) became: Became,
}

/// Every field of either, what is different first.
pub(super) fn lines(before: &Value, after: &Value) -> Vec<Line> {
    let (mut was, mut is) = (BTreeMap::new(), BTreeMap::new());
    flatten("", before, &mut was);
    flatten("", after, &mut is);
    let fields: std::collections::BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let line = |field: &String| {
        let (before, after) = (was.get(field), is.get(field));
        let became = match (before, after) {
            (Some(before), Some(after)) if before == after => Became::Same,
            (Some(_), Some(_)) => Became::Changed,
            (None, _) => Became::Added,
            (_, None) => Became::Removed,
        };
        let text = |value: Option<&String>| value.cloned().unwrap_or_default();
        Line { field: field.clone(), before: text(before), after: text(after), became }
    };
    let mut lines: Vec<Line> = fields.into_iter().map(line).collect();
    lines.sort_by_key(|line| line.became == Became::Same);
    lines
}

fn flatten(path: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Null => {}
        Value::Object(fields) if !fields.is_empty() && into.len() < MOST => {
            for (key, value) in fields {
                flatten(&below(key), value, into);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) && into.len() + items.len() < MOST => {
            for (index, value) in items.iter().enumerate() {
                flatten(&below(&index.to_string()), value, into);
            }
        }
        Value::String(text) => {
            into.insert(path.to_owned(), text.clone());
        }
        other => {
            into.insert(path.to_owned(), other.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Became, lines};

    #[test]
    fn fields_are_told_apart_and_what_is_different_comes_first() {
        let told = lines(&json!({"a": 1, "b": {"c": "x"}, "d": [1]}), &json!({"a": 1, "b": {"c": "y"}, "e": true}));
        let told: Vec<(&str, Became)> = told.iter().map(|line| (line.field.as_str(), line.became)).collect();
        assert_eq!(told, [("b.c", Became::Changed), ("d", Became::Removed), ("e", Became::Added), ("a", Became::Same)]);
        assert_eq!(lines(&Value::Null, &json!("x")).len(), 1);
    }
}
