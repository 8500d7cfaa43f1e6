//! Changing a door rule: what is sent replaces, what is absent stays (contract, part 05, 2.4).

use std::{collections::HashMap, sync::Arc};

use menjin_api::acs::{
    code,
    rule_external::create::{CreateRule, Data},
};
use menjin_model::Millis;
use menjin_store::{
    Tx, Written,
    door::{
        self, RuleRow,
        member::{self, Member, Part},
    },
};
use serde_json::Value;

use super::{audit, input, living, members, stored};
use crate::{Call, Refusal};

pub(super) async fn update(tx: &mut Tx<'_>, call: Arc<Call<CreateRule>>) -> Result<Written<Data>, Refusal> {
    let (tenant, rule) = (call.caller.tenant, &call.body.rule);
    let before = living(tx, tenant, call.query.rule_id.as_deref().unwrap_or_default()).await?;
    let mut row = before.clone();
    if rule.name.is_some() {
        input::name(rule.name.as_deref())?.clone_into(&mut row.name);
        if door::by_name(tx, tenant, &row.name).await?.is_some_and(|other| other != row.id) {
            return Err(code::RULE_NAME_TAKEN.into());
        }
    }
    let devices = match &rule.devices {
        Some(devices) => Some(members::devices(tx, tenant, devices).await?),
        None => None,
    };
    let users = match &rule.users {
        Some(users) => Some(members::users(tx, &call.caller, call.query.user_id_type, users).await?),
        None => None,
    };
    let visitors = match &rule.visitors {
        Some(visitors) => Some(members::visitors(tx, tenant, visitors).await?),
        None => None,
    };
    row.remind_face = rule.remind_face.unwrap_or(row.remind_face);
    row.is_temp = rule.is_temp.unwrap_or(row.is_temp);
    if rule.opening_time.is_some() {
        row.opening_time = stored(rule.opening_time.as_ref())?;
    }

    let (mut old, mut new) = write_row(tx, &call, &before, &row).await?;
    if let Some(devices) = devices {
        let had = door::devices_of(tx, tenant, row.id).await?;
        if had != devices {
            door::replace_devices(tx, tenant, row.id, &devices).await?;
            old.insert("devices".to_owned(), audit::devices(&had));
            new.insert("devices".to_owned(), audit::devices(&devices));
        }
    }
    if users.is_some() || visitors.is_some() {
        let all = member::of_rule(tx, tenant, row.id).await?;
        for (part, name, list) in [(Part::Users, "users", users), (Part::Visitors, "visitors", visitors)] {
            let Some(list) = list else { continue };
            let had: Vec<Member> = all.iter().filter(|one| part.holds(&one.kind)).cloned().collect();
            let list = with_windows(list, &had, call.now);
            if had != list {
                member::replace(tx, tenant, row.id, part, &list).await?;
                old.insert(name.to_owned(), audit::members(&had));
                new.insert(name.to_owned(), audit::members(&list));
            }
        }
    }
    let data = Data { rule_id: row.rule_id };
    if new.is_empty() {
        return Ok(Written::unchanged(data));
    }
    let entry = call.audit(format!("door_rule:{}", data.rule_id), Value::Object(old), Value::Object(new));
    Ok(Written::new(data, entry))
}

type Fields = serde_json::Map<String, Value>;

/// Writes the rule's own row when it changes; what was and what is, as far as they differ.
async fn write_row(
    tx: &mut Tx<'_>,
    call: &Call<CreateRule>,
    before: &RuleRow,
    after: &RuleRow,
) -> Result<(Fields, Fields), Refusal> {
    let (mut old, mut new) = (audit::fields(before), audit::fields(after));
    audit::difference(&mut old, &mut new);
    if !new.is_empty() {
        door::update(tx, call.caller.tenant, after).await?;
    }
    Ok((old, new))
}

/// Who stays keeps the window that was given elsewhere: the wire cannot say it, so sending a list back must not widen it. A
/// window that is over is none: whoever is named again is let in again.
fn with_windows(list: Vec<Member>, had: &[Member], now: Millis) -> Vec<Member> {
    let lasting = had.iter().filter(|one| one.ends == Millis(0) || one.ends > now);
    let windows: HashMap<_, _> = lasting.map(|one| ((one.kind.as_str(), one.member), (one.starts, one.ends))).collect();
    let windowed = |mut one: Member| {
        if let Some((starts, ends)) = windows.get(&(one.kind.as_str(), one.member)) {
            (one.starts, one.ends) = (*starts, *ends);
        }
        one
    };
    list.into_iter().map(windowed).collect()
}
