//! `POST /menjin/v1/groups/batch_update` - changes names and descriptions, each group for itself and in a write of its own.

use std::sync::Arc;

use menjin_api::menjin::change::{
    BATCH_MAX, Texts,
    batch_update::{BatchUpdate, Body, Data, Item, Outcome},
    code,
};
use menjin_store::{
    Tx, Written,
    group::{self, GroupRow},
};
use serde_json::{Map, Value, json};

use super::{failure, names, notice, ordinary, valid};
use crate::{Call, Cx, Refusal, governance::notice as notices};

/// What a group was, and is now, as far as it changed.
type Changed = (Texts, Texts);

/// Changes each in turn.
pub async fn batch_update(cx: &Cx, call: Call<BatchUpdate>) -> Result<Data, Refusal> {
    if call.body.items.is_empty() || call.body.items.len() > BATCH_MAX {
        return Err(Refusal::new(code::BATCH_SIZE).with_field("items", None, ""));
    }
    let mut data = Data::default();
    for item in &call.body.items {
        let group_id = item.group_id.clone();
        let outcome = match one(cx, &call, item).await {
            Ok((before, after)) => {
                Outcome { group_id, changed: true, before: Some(before), after: Some(after), failure: None }
            }
            Err(refusal) => Outcome { group_id, failure: Some(failure(&refusal)), ..Outcome::default() },
        };
        if outcome.changed {
            data.changed += 1;
        } else {
            data.failed += 1;
        }
        data.results.push(outcome);
    }
    Ok(data)
}

async fn one(cx: &Cx, call: &Call<BatchUpdate>, item: &Item) -> Result<Changed, Refusal> {
    check(item)?;
    let call = Call {
        caller: call.caller.clone(),
        path: (),
        query: (),
        body: Body { items: vec![item.clone()] },
        now: call.now,
        log_id: call.log_id.clone(),
        dry_run: call.dry_run.clone(),
    };
    let item = item.clone();
    cx.write(call, move |tx, call| Box::pin(change(tx, call, item.clone()))).await
}

fn check(item: &Item) -> Result<(), Refusal> {
    if let Some(field) = item.other.keys().next() {
        return Err(Refusal::new(code::FIELD_UNSUPPORTED).with_field(field, None, ""));
    }
    if item.name.is_none() && item.description.is_none() {
        return Err(code::NOTHING_TO_CHANGE.into());
    }
    if let Some(name) = &item.name {
        valid::name(name)?;
    }
    item.description.as_deref().map_or(Ok(()), valid::description)
}

async fn change(tx: &mut Tx<'_>, call: Arc<Call<BatchUpdate>>, item: Item) -> Result<Written<Changed>, Refusal> {
    let tenant = call.caller.tenant;
    let group = ordinary(tx, tenant, &item.group_id, call.now).await?;
    let row = &group.row;
    if let Some(based_on) = &item.based_on {
        unchanged(row, based_on)?;
    }
    let name = item.name.as_deref().map(str::trim).filter(|name| *name != row.name);
    let description = item.description.as_deref().filter(|description| *description != row.description);
    if name.is_none() && description.is_none() {
        return Err(code::NOTHING_TO_CHANGE.into());
    }
    let (new, said) = (name.unwrap_or(&row.name), description.unwrap_or(&row.description));
    if !group::rename(tx, tenant, row.id, new, said, call.now).await? {
        return Err(names::taken(tx, tenant, new, call.now).await?);
    }
    let before =
        Texts { name: name.map(|_| row.name.clone()), description: description.map(|_| row.description.clone()) };
    let after = Texts { name: name.map(str::to_owned), description: description.map(str::to_owned) };
    let mut told = notice(&call, &item.group_id, new);
    if let Value::Object(told) = &mut told {
        told.extend([("before".to_owned(), json!(before)), ("after".to_owned(), json!(after))]);
    }
    notices::tell(tx, tenant, "group.changed", &told, call.now).await?;
    let audit = call.audit(format!("group:{}", row.group_id), shown(row, &before), shown(row, &after));
    Ok(Written::new((before, after), audit))
}

/// Refuses what is based on texts that stand there no more.
fn unchanged(row: &GroupRow, based_on: &Texts) -> Result<(), Refusal> {
    let differs = |based_on: &Option<String>, now: &str| based_on.as_deref().is_some_and(|then| then != now);
    if differs(&based_on.name, &row.name) || differs(&based_on.description, &row.description) {
        let current = Texts { name: Some(row.name.clone()), description: Some(row.description.clone()) };
        return Err(Refusal::new(code::CHANGED_MEANWHILE).with_data(json!({"current": current})));
    }
    Ok(())
}

fn shown(row: &GroupRow, texts: &Texts) -> Value {
    let mut shown = Map::from_iter([("id".to_owned(), json!(row.id))]);
    for (field, text) in [("name", &texts.name), ("description", &texts.description)] {
        if let Some(text) = text {
            shown.insert(field.to_owned(), json!(text));
        }
    }
    Value::Object(shown)
}
