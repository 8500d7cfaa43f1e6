//! Door rules as the history keeps them: internal numbers, so that renamed people stay who they were.

use menjin_model::DeviceNo;
use menjin_store::door::{RuleRow, member::Member};
use serde_json::{Map, Value, json};

/// Doors, in order.
pub(super) fn devices(devices: &[DeviceNo]) -> Value {
    devices.iter().map(|device| device.0).collect()
}

/// Members, in order: `[kind, number]`, and behind them the window of those who have one.
pub(super) fn members(members: &[Member]) -> Value {
    let each = |one: &Member| match (one.starts.0, one.ends.0) {
        (0, 0) => json!([one.kind, one.member]),
        (starts, ends) => json!([one.kind, one.member, starts, ends]),
    };
    members.iter().map(each).collect()
}

/// The fields of the rule's own row.
pub(super) fn fields(rule: &RuleRow) -> Map<String, Value> {
    let time = serde_json::from_str(&rule.opening_time).unwrap_or_default();
    [
        ("name", json!(rule.name)),
        ("remind_face", json!(rule.remind_face)),
        ("is_temp", json!(rule.is_temp)),
        ("opening_time", time),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into_iter()
    .collect()
}

/// The whole rule.
pub(super) fn whole(rule: &RuleRow, doors: &[DeviceNo], people: &[Member]) -> Value {
    let mut fields = fields(rule);
    fields.insert("devices".to_owned(), devices(doors));
    fields.insert("members".to_owned(), members(people));
    Value::Object(fields)
}

/// Leaves only what differs.
pub(super) fn difference(before: &mut Map<String, Value>, after: &mut Map<String, Value>) {
    let same: Vec<String> =
        before.iter().filter(|(name, value)| after.get(*name) == Some(*value)).map(|(name, _)| name.clone()).collect();
    for name in same {
        before.shift_remove(&name);
        after.shift_remove(&name);
    }
}
