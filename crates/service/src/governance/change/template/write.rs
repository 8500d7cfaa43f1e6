//! `POST`, `PUT` and `DELETE /menjin/v1/templates` - the tenant's own templates.

use std::sync::Arc;

use menjin_api::{
    Endpoint,
    common::Empty,
    menjin::change::{
        Grant, code,
        template::{TEMPLATES_MAX, Template, create::CreateTemplate, delete::DeleteTemplate, update::UpdateTemplate},
    },
};
use menjin_store::{
    Tx, Written,
    template::{self as rows, TemplateRow},
};
use serde_json::{Value, json};

use super::{super::given, super::valid, is_built_in, shown};
use crate::{Call, Cx, Refusal};

/// Makes a template; with the key of one that is built in it stands in that one's place.
pub async fn create(cx: &Cx, call: Call<CreateTemplate>) -> Result<Template, Refusal> {
    valid::key(&call.body.key)?;
    cx.write(call, |tx, call| Box::pin(insert(tx, call))).await
}

async fn insert(tx: &mut Tx<'_>, call: Arc<Call<CreateTemplate>>) -> Result<Written<Template>, Refusal> {
    let (tenant, body) = (call.caller.tenant, &call.body);
    let row = checked(tx, &call, &body.key, (&body.name, &body.description, &body.grants)).await?;
    if rows::list(tx, tenant).await?.len() >= TEMPLATES_MAX {
        return Err(code::TOO_MANY_TEMPLATES.into());
    }
    if !rows::insert(tx, tenant, &row, call.now).await? {
        return Err(Refusal::new(code::TEMPLATE_TAKEN).with_field("key", Some(row.key), ""));
    }
    written(&call, Value::Null, row)
}

/// Writes a template anew. One that is built in is overridden.
pub async fn update(cx: &Cx, call: Call<UpdateTemplate>) -> Result<Template, Refusal> {
    cx.write(call, |tx, call| Box::pin(replace(tx, call))).await
}

async fn replace(tx: &mut Tx<'_>, call: Arc<Call<UpdateTemplate>>) -> Result<Written<Template>, Refusal> {
    let (tenant, body, key) = (call.caller.tenant, &call.body, &call.path.key);
    let before = rows::find(tx, tenant, key).await?;
    if before.is_none() && !is_built_in(key) {
        return Err(code::TEMPLATE_UNKNOWN.into());
    }
    let row = checked(tx, &call, key, (&body.name, &body.description, &body.grants)).await?;
    let Some(before) = before else {
        rows::insert(tx, tenant, &row, call.now).await?;
        return written(&call, Value::Null, row);
    };
    let row = TemplateRow { id: before.id, ..row };
    if row == before {
        return Ok(Written::unchanged(shown(row)?));
    }
    rows::update(tx, tenant, &row, call.now).await?;
    let before = json!(shown(before)?);
    written(&call, before, row)
}

/// Deletes a template of the tenant; one that is built in and was overridden is there again.
pub async fn delete(cx: &Cx, call: Call<DeleteTemplate>) -> Result<Empty, Refusal> {
    cx.write(call, |tx, call| Box::pin(end(tx, call))).await
}

async fn end(tx: &mut Tx<'_>, call: Arc<Call<DeleteTemplate>>) -> Result<Written<Empty>, Refusal> {
    let (tenant, key) = (call.caller.tenant, &call.path.key);
    let Some(row) = rows::find(tx, tenant, key).await? else {
        return Err(if is_built_in(key) { code::TEMPLATE_BUILT_IN } else { code::TEMPLATE_UNKNOWN }.into());
    };
    rows::delete(tx, tenant, row.id).await?;
    let audit = call.audit(format!("template:{key}"), json!(shown(row)?), Value::Null);
    Ok(Written::new(Empty {}, audit))
}

/// The row that was asked for, once all of it makes sense.
async fn checked<E: Endpoint>(
    tx: &mut Tx<'_>,
    call: &Call<E>,
    key: &str,
    (name, description, grants): (&str, &str, &[Grant]),
) -> Result<TemplateRow, Refusal> {
    valid::name(name)?;
    valid::description(description)?;
    let given = given::resolve(tx, call.caller.tenant, grants).await?;
    let grants: Vec<Grant> = given.into_iter().map(|(grant, _)| grant).collect();
    Ok(TemplateRow {
        id: 0,
        key: key.to_owned(),
        name: name.trim().to_owned(),
        description: description.to_owned(),
        grants: json!(grants).to_string(),
    })
}

fn written<E: Endpoint>(call: &Call<E>, before: Value, row: TemplateRow) -> Result<Written<Template>, Refusal> {
    let template = shown(row)?;
    let audit = call.audit(format!("template:{}", template.key), before, json!(template));
    Ok(Written::new(template, audit))
}
