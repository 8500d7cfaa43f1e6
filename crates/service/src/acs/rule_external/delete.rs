//! `DELETE /open-apis/acs/v1/rule_external` - deletes a door rule; its id is remembered, its name is free.

use std::sync::Arc;

use menjin_api::{
    acs::{code, rule_external::delete::DeleteRule},
    common::Empty,
};
use menjin_store::{
    Tx, Written,
    door::{self, member},
};
use serde_json::Value;

use super::audit;
use crate::{Call, Cx, Refusal};

/// Deletes a rule and takes it off its doors.
pub async fn delete(cx: &Cx, call: Call<DeleteRule>) -> Result<Empty, Refusal> {
    cx.write(call, |tx, call| Box::pin(remove(tx, call))).await
}

async fn remove(tx: &mut Tx<'_>, call: Arc<Call<DeleteRule>>) -> Result<Written<Empty>, Refusal> {
    let tenant = call.caller.tenant;
    let found = door::find(tx, tenant, &call.query.rule_id).await?;
    let rule = found.ok_or_else(|| Refusal::new(code::RULE_UNKNOWN))?;
    if rule.is_deleted {
        return Err(code::RULE_DELETED.into());
    }
    let devices = door::devices_of(tx, tenant, rule.id).await?;
    let members = member::of_rule(tx, tenant, rule.id).await?;
    door::delete(tx, tenant, rule.id).await?;
    let before = audit::whole(&rule, &devices, &members);
    let entry = call.audit(format!("door_rule:{}", rule.rule_id), before, Value::Null);
    Ok(Written::new(Empty {}, entry))
}
