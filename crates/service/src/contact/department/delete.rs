//! `DELETE /open-apis/contact/v3/departments/:department_id` - deletes an empty department, and its places in groups,
//! contact ranges, documents, apps and doors with it.

use std::sync::Arc;

use menjin_api::{
    common::Empty,
    contact::department::{code, delete::DeleteDepartment},
};
use menjin_model::{DepartmentNo, UserNo};
use menjin_store::{
    Tx, Written,
    department::{row, tree},
    person::place,
};
use serde_json::{Value, json};

use super::change::Draft;
use crate::{Call, Cx, Refusal, directory::departments, range};

/// Deletes a department without people and without departments below it.
pub async fn delete(cx: &Cx, call: Call<DeleteDepartment>) -> Result<Empty, Refusal> {
    cx.write(call, move |tx, call| Box::pin(remove(tx, call))).await
}

async fn remove(tx: &mut Tx<'_>, call: Arc<Call<DeleteDepartment>>) -> Result<Written<Empty>, Refusal> {
    let (caller, tenant) = (&call.caller, call.caller.tenant);
    let kind = call.query.department_id_type;
    let id = departments::required(tx, tenant, kind, &call.path.department_id).await?;
    if id == DepartmentNo::ROOT {
        return Err(code::ROOT.into());
    }
    if !range::sees_department(tx, caller, id).await? {
        return Err(code::OUT_OF_RANGE.into());
    }
    let before = Draft::of(super::row(tx, caller, id).await?);
    if !range::sees_department(tx, caller, before.row.parent).await? {
        return Err(code::PARENT_OUT_OF_RANGE.into());
    }
    if !place::members(tx, tenant, id, UserNo::default(), 1).await?.is_empty() {
        return Err(code::HAS_MEMBERS.into());
    }
    if tree::child_count(tx, tenant, id).await? > 0 {
        return Err(code::HAS_CHILDREN.into());
    }
    let ended = row::delete(tx, tenant, id).await?;
    let mut record = before.record();
    if let Value::Object(record) = &mut record {
        // Who asks what was so before must find it under either id.
        record.insert("open_department_id".to_owned(), json!(before.row.open_department_id));
        for (what, ids) in [
            ("groups", ended.groups),
            ("contact_ranges", ended.ranges),
            ("availabilities", ended.availabilities),
            ("documents", ended.documents),
            ("door_rules", ended.doors),
        ] {
            record.insert(what.to_owned(), json!(ids));
        }
    }
    Ok(Written::new(Empty {}, call.audit(format!("department:{}", id.0), record, Value::Null)))
}
