//! `POST /open-apis/acs/v1/rule_external` - makes a door rule, or with `rule_id` changes one.
//!
//! Checks run in the order of the contract, part 05, 2.3.

use std::sync::Arc;

use menjin_api::acs::{
    code,
    rule_external::create::{CreateRule, Data},
};
use menjin_model::RuleNo;
use menjin_store::{
    Tx, Written,
    door::{
        self, RuleRow,
        member::{self, Part},
    },
};
use serde_json::Value;

use super::{audit, input, members, stored, update::update};
use crate::{Call, Cx, Refusal};

/// Makes a rule whose name no other living rule of the tenant has, or changes one.
pub async fn create(cx: &Cx, call: Call<CreateRule>) -> Result<Data, Refusal> {
    input::check(&call.body.rule)?;
    if call.query.rule_id.is_some() {
        return cx.write(call, |tx, call| Box::pin(update(tx, call))).await;
    }
    let rule_id = cx.ids.decimal19()?;
    let most = cx.settings.door_rules_max;
    cx.write(call, move |tx, call| Box::pin(insert(tx, call, rule_id.clone(), most))).await
}

async fn insert(
    tx: &mut Tx<'_>,
    call: Arc<Call<CreateRule>>,
    rule_id: String,
    most: i64,
) -> Result<Written<Data>, Refusal> {
    let (tenant, rule) = (call.caller.tenant, &call.body.rule);
    let name = input::name(rule.name.as_deref())?;
    if door::by_name(tx, tenant, name).await?.is_some() {
        return Err(code::RULE_NAME_TAKEN.into());
    }
    if door::count(tx, tenant).await? >= most {
        return Err(code::RULES_TOO_MANY.into());
    }
    let devices = members::devices(tx, tenant, rule.devices.as_deref().unwrap_or_default()).await?;
    let users =
        members::users(tx, &call.caller, call.query.user_id_type, rule.users.as_deref().unwrap_or_default()).await?;
    let visitors = members::visitors(tx, tenant, rule.visitors.as_deref().unwrap_or_default()).await?;

    let row = RuleRow {
        id: RuleNo::default(),
        rule_id,
        name: name.to_owned(),
        remind_face: rule.remind_face.unwrap_or_default(),
        is_temp: rule.is_temp.unwrap_or_default(),
        opening_time: stored(rule.opening_time.as_ref())?,
        is_deleted: false,
    };
    let number = door::insert(tx, tenant, &row, call.now).await?;
    door::replace_devices(tx, tenant, number, &devices).await?;
    member::replace(tx, tenant, number, Part::Users, &users).await?;
    member::replace(tx, tenant, number, Part::Visitors, &visitors).await?;

    let after = audit::whole(&row, &devices, &[users, visitors].concat());
    let entry = call.audit(format!("door_rule:{}", row.rule_id), Value::Null, after);
    Ok(Written::new(Data { rule_id: row.rule_id }, entry))
}
