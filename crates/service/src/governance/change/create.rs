//! `POST /menjin/v1/groups` - creates a user group with its members and what they are given, all in one write.

use std::sync::Arc;

use menjin_api::menjin::change::{
    Grant, code,
    create::{Body, CreateGroup, Data},
    template::Template,
};
use menjin_model::{GroupId, Millis, Right};
use menjin_store::{
    Tx, Written,
    group::{self, NewGroup},
};
use serde_json::{Value, json};

use super::{given, member, names, notice, template, valid};
use crate::{Call, Cx, Ids, Refusal, contact::group::GROUPS_MAX, governance::notice as notices};

/// Creates a group.
pub async fn create(cx: &Cx, call: Call<CreateGroup>) -> Result<Data, Refusal> {
    let group_id = match (&call.body.group_id, &call.body.template) {
        (Some(id), _) => {
            valid::group_id(id)?;
            GroupId::from(id.as_str())
        }
        (None, Some(template)) => GroupId::from(generated(&cx.ids, template, call.now)?.as_str()),
        (None, None) => GroupId(cx.ids.hex16()?),
    };
    cx.write(call, move |tx, call| Box::pin(insert(tx, call, group_id.clone()))).await
}

/// `<template>_<unix ms>_<6 letters and digits>`
fn generated(ids: &Ids, template: &str, now: Millis) -> Result<String, Refusal> {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let digit = |byte: u8| DIGITS.get(usize::from(byte) % DIGITS.len()).copied().map_or('0', char::from);
    let random: String = ids.bytes::<6>()?.into_iter().map(digit).collect();
    Ok(format!("{template}_{}_{random}", now.0))
}

async fn insert(tx: &mut Tx<'_>, call: Arc<Call<CreateGroup>>, group_id: GroupId) -> Result<Written<Data>, Refusal> {
    let (tenant, body) = (call.caller.tenant, &call.body);
    let from = match &body.template {
        Some(key) => Some(template::known(tx, tenant, key).await?),
        None => None,
    };
    let (name, description, grants) = filled(body, from.as_ref());
    valid::name(&name)?;
    valid::description(&description)?;
    if !grants.is_empty() && !call.caller.administrator.as_ref().is_some_and(|one| one.may(Right::Access)) {
        return Err(code::GRANT_FORBIDDEN.into());
    }
    let new = NewGroup { group_id: &group_id, name: &name, description: &description, now: call.now };
    let Some(id) = group::insert(tx, tenant, &new, GROUPS_MAX).await? else {
        return Err(why_not(tx, &call, &group_id, &name).await?);
    };
    let given = given::resolve(tx, tenant, &grants).await?;
    given::make(tx, &call.caller, id, &given, call.now).await?;
    let grants: Vec<Grant> = given.into_iter().map(|(grant, _)| grant).collect();
    let members = if body.members.is_empty() {
        member::Added::default()
    } else {
        let group = super::ordinary(tx, tenant, group_id.as_str(), call.now).await?;
        member::put(tx, &call.caller, &group, &body.members, call.now).await?
    };
    notices::tell(tx, tenant, "group.created", &notice(&call, group_id.as_str(), &name), call.now).await?;
    let after = json!({
        "id": id,
        "name": name,
        "description": description,
        "type": 1,
        "template": body.template,
        "members": members.history(),
        "grants": grants,
    });
    let audit = call.audit(format!("group:{group_id}"), Value::Null, after);
    let template = body.template.clone();
    let data = Data { group_id: group_id.0, name, description, template, members: members.count(), grants };
    Ok(Written::new(data, audit))
}

/// Name, description and grants, from what was sent and else from the template.
fn filled(body: &Body, from: Option<&Template>) -> (String, String, Vec<Grant>) {
    let name = body.name.as_deref().map(str::trim).filter(|name| !name.is_empty() || from.is_none());
    let name = name.or(from.map(|from| from.name.as_str())).unwrap_or_default().to_owned();
    let description = body.description.as_deref().or(from.map(|from| from.description.as_str()));
    let description = description.unwrap_or_default().to_owned();
    let mut grants = body.grants.clone().unwrap_or_default();
    grants.extend(from.into_iter().flat_map(|from| from.grants.clone()));
    (name, description, grants)
}

async fn why_not(tx: &mut Tx<'_>, call: &Call<CreateGroup>, id: &GroupId, name: &str) -> Result<Refusal, Refusal> {
    let tenant = call.caller.tenant;
    if group::find(tx, tenant, id.as_str()).await?.is_some() {
        return Ok(Refusal::new(code::ID_TAKEN).with_field("group_id", Some(id.0.clone()), ""));
    }
    if group::name_taken(tx, tenant, name).await? {
        return names::taken(tx, tenant, name, call.now).await;
    }
    Ok(code::TOO_MANY_GROUPS.into())
}
