//! People.

mod batch_get_id;
mod contract;
mod create;
mod delete;
mod find_by_department;
mod get;
mod patch;

use serde_json::{Value, json};

/// Ids as the tenant writes them.
const IDS: &str = "user_id_type=user_id&department_id_type=department_id";

/// A new person of 信息技术, with these fields beside the required ones or instead of them.
fn newcomer(fields: Value) -> Value {
    let mut body = json!({"name": "新人", "mobile": "13900000001", "department_ids": ["it"], "employee_type": 1});
    if let Value::Object(fields) = fields {
        for (name, value) in fields {
            body[name] = value;
        }
    }
    body
}
