//! `POST|PATCH|DELETE /menjin/v1/webhooks` - making and changing webhooks, and trying one.

use std::sync::Arc;

use menjin_api::{
    common::Empty,
    menjin::{
        notice::code,
        webhook::{
            create::{CreateWebhook, Data},
            delete::DeleteWebhook,
            test::{Data as Tested, TestWebhook},
            update::{Data as Updated, UpdateWebhook},
        },
    },
};
use menjin_store::{
    Tx, Written, delivery,
    webhook::{self as rows, WebhookRow},
};
use serde_json::{Value, json};

use super::{PURPOSE, Target, shown};
use crate::{
    Call, Cx, Refusal,
    governance::notice::{EVERY, KINDS, TEST},
};

/// How many webhooks a tenant has at most.
const MOST: usize = 20;

fn check_url(url: &str) -> Result<(), Refusal> {
    let wrong = || Refusal::new(code::URL).with_field("url", Some(url.to_owned()), code::URL.msg);
    Target::parse(url).map(drop).ok_or_else(wrong)
}

fn check_kinds(kinds: &[String]) -> Result<(), Refusal> {
    let known = |kind: &String| kind == EVERY || KINDS.contains(&kind.as_str());
    match kinds.iter().find(|kind| !known(kind)) {
        None if !kinds.is_empty() && kinds.len() <= KINDS.len() + 1 => Ok(()),
        wrong => Err(Refusal::new(code::KIND).with_field("kinds", wrong.cloned(), code::KIND.msg)),
    }
}

/// As the history tells one: never its secret.
fn record(row: &WebhookRow) -> Value {
    let kinds: Value = serde_json::from_str(&row.kinds).unwrap_or_default();
    json!({"url": row.url, "kinds": kinds, "enabled": row.enabled})
}

fn secret(cx: &Cx) -> Result<String, Refusal> {
    Ok(format!("whsec_{}", cx.ids.alphanumeric(40)?))
}

/// Makes a webhook.
pub async fn create(cx: &Cx, call: Call<CreateWebhook>) -> Result<Data, Refusal> {
    check_url(&call.body.url)?;
    let kinds = call.body.kinds.clone().unwrap_or_else(|| vec![EVERY.to_owned()]);
    check_kinds(&kinds)?;
    let secret = secret(cx)?;
    let row = WebhookRow {
        id: 0,
        url: call.body.url.clone(),
        secret: cx.keys.seal(PURPOSE, secret.as_bytes()),
        kinds: json!(kinds).to_string(),
        enabled: call.body.enabled.unwrap_or(true),
        created: call.now,
    };
    cx.write(call, move |tx, call| Box::pin(insert(tx, call, row.clone(), secret.clone()))).await
}

async fn insert(
    tx: &mut Tx<'_>,
    call: Arc<Call<CreateWebhook>>,
    mut row: WebhookRow,
    secret: String,
) -> Result<Written<Data>, Refusal> {
    let tenant = call.caller.tenant;
    if rows::list(tx, tenant).await?.len() >= MOST {
        return Err(code::FULL.into());
    }
    row.id = rows::insert(tx, tenant, &row).await?;
    let audit = call.audit(format!("webhook:{}", row.id), Value::Null, record(&row));
    Ok(Written::new(Data { webhook: shown(&row), secret }, audit))
}

/// Changes a webhook.
pub async fn update(cx: &Cx, call: Call<UpdateWebhook>) -> Result<Updated, Refusal> {
    if let Some(url) = &call.body.url {
        check_url(url)?;
    }
    if let Some(kinds) = &call.body.kinds {
        check_kinds(kinds)?;
    }
    let fresh = if call.body.new_secret == Some(true) { Some(secret(cx)?) } else { None };
    let sealed = fresh.as_ref().map(|secret| cx.keys.seal(PURPOSE, secret.as_bytes()));
    cx.write(call, move |tx, call| Box::pin(change(tx, call, fresh.clone(), sealed.clone()))).await
}

async fn change(
    tx: &mut Tx<'_>,
    call: Arc<Call<UpdateWebhook>>,
    secret: Option<String>,
    sealed: Option<Vec<u8>>,
) -> Result<Written<Updated>, Refusal> {
    let tenant = call.caller.tenant;
    let before = rows::find(tx, tenant, call.path.id).await?.ok_or(code::NO_WEBHOOK)?;
    let body = &call.body;
    let after = WebhookRow {
        url: body.url.clone().unwrap_or_else(|| before.url.clone()),
        kinds: body.kinds.as_ref().map_or_else(|| before.kinds.clone(), |kinds| json!(kinds).to_string()),
        enabled: body.enabled.unwrap_or(before.enabled),
        secret: sealed.unwrap_or_else(|| before.secret.clone()),
        ..before.clone()
    };
    if after == before {
        return Err(code::SAME.into());
    }
    rows::update(tx, tenant, &after).await?;
    let mut told = record(&after);
    if let (Some(_), Value::Object(fields)) = (&secret, &mut told) {
        fields.insert("secret".to_owned(), json!("new"));
    }
    let audit = call.audit(format!("webhook:{}", before.id), record(&before), told);
    Ok(Written::new(Updated { webhook: shown(&after), secret }, audit))
}

/// Takes a webhook out.
pub async fn delete(cx: &Cx, call: Call<DeleteWebhook>) -> Result<Empty, Refusal> {
    cx.write(call, |tx, call| {
        Box::pin(async move {
            let (tenant, id) = (call.caller.tenant, call.path.id);
            let row = rows::find(tx, tenant, id).await?.ok_or(code::NO_WEBHOOK)?;
            rows::delete(tx, tenant, id).await?;
            let audit = call.audit(format!("webhook:{id}"), record(&row), Value::Null);
            Ok(Written::new(Empty {}, audit))
        })
    })
    .await
}

/// Calls a webhook to try it, enabled or not, whatever it wants.
pub async fn test(cx: &Cx, call: Call<TestWebhook>) -> Result<Tested, Refusal> {
    cx.write(call, |tx, call| {
        Box::pin(async move {
            let (tenant, id) = (call.caller.tenant, call.path.id);
            let row = rows::find(tx, tenant, id).await?.ok_or(code::NO_WEBHOOK)?;
            let by = call.caller.administrator.as_ref().map(|administrator| administrator.name.clone());
            let body = json!({"by": by}).to_string();
            let delivery = delivery::insert(tx, tenant, (id, ""), (TEST, &body), call.now).await?;
            let audit = call.audit(format!("webhook:{id}"), Value::Null, json!({"url": row.url}));
            Ok(Written::new(Tested { delivery }, audit))
        })
    })
    .await
}
