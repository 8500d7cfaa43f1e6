//! `POST /open-apis/acs/v1/rule_external/device_bind` - makes these the only rules of a door.

use std::{collections::HashSet, sync::Arc};

use menjin_api::{
    acs::{
        code,
        rule_external::device_bind::{BindDevice, RULES_MAX},
    },
    common::Empty,
};
use menjin_model::RuleNo;
use menjin_store::{Tx, Written, door};
use serde_json::{Value, json};

use super::{device, invalid};
use crate::{Call, Cx, Refusal};

/// Binds a door to rules: those it has stay where they are, the others come or go.
pub async fn device_bind(cx: &Cx, call: Call<BindDevice>) -> Result<Empty, Refusal> {
    if call.body.rule_ids.len() > RULES_MAX {
        return Err(invalid("rule_ids", None, format!("the max len is {RULES_MAX}")));
    }
    cx.write(call, |tx, call| Box::pin(bind(tx, call))).await
}

async fn bind(tx: &mut Tx<'_>, call: Arc<Call<BindDevice>>) -> Result<Written<Empty>, Refusal> {
    let tenant = call.caller.tenant;
    let device = device(tx, tenant, &call.body.device_id).await?;
    let asked: HashSet<&str> = call.body.rule_ids.iter().map(String::as_str).collect();
    let wanted = rules(tx, &call, &asked).await?;
    let had: HashSet<RuleNo> = door::rules_of(tx, tenant, device).await?.into_iter().collect();
    if had == wanted {
        return Ok(Written::unchanged(Empty {}));
    }
    door::unbind(tx, tenant, device, &sorted(had.difference(&wanted))).await?;
    door::bind(tx, tenant, device, &sorted(wanted.difference(&had))).await?;
    let list = |rules: &HashSet<RuleNo>| -> Value { json!({"rules": sorted(rules.iter())}) };
    let object = format!("device:{}", call.body.device_id);
    Ok(Written::new(Empty {}, call.audit(object, list(&had), list(&wanted))))
}

/// The living rules with these ids, all of which must be there.
async fn rules(tx: &mut Tx<'_>, call: &Call<BindDevice>, asked: &HashSet<&str>) -> Result<HashSet<RuleNo>, Refusal> {
    let ids: Vec<&str> = asked.iter().copied().collect();
    let found = door::by_ids(tx, call.caller.tenant, &ids).await?;
    if found.len() < ids.len() {
        return Err(code::RULE_UNKNOWN.into());
    }
    Ok(found.into_iter().map(|(_, rule)| rule).collect())
}

fn sorted<'a>(rules: impl Iterator<Item = &'a RuleNo>) -> Vec<RuleNo> {
    let mut rules: Vec<_> = rules.copied().collect();
    rules.sort_unstable();
    rules
}
