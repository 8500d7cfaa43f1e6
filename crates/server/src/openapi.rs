//! OpenAPI 3.1, made from the catalogue: nothing in it is written by hand but these few lines.

use std::sync::OnceLock;

use menjin_api::{AppKinds, CATALOGUE, Entry, Meta, OWN, Rate, Shape, TokenKind, code as platform};
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// The document as text, made once.
pub(crate) fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| document().to_string())
}

/// The document.
#[must_use]
pub fn document() -> Value {
    let mut schemas = SchemaSettings::draft2020_12()
        .with(|settings| {
            settings.inline_subschemas = true;
            settings.meta_schema = None;
        })
        .into_generator();
    let mut paths = Map::new();
    for entry in CATALOGUE.iter().chain(OWN) {
        let meta = entry.meta();
        let item = paths.entry(meta.path).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(item) = item {
            item.insert(meta.method.as_str().to_ascii_lowercase(), operation(entry, &meta, &mut schemas));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "menjin",
            "summary": "The access-management part of the Feishu/Lark Open Platform",
            "version": env!("CARGO_PKG_VERSION"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"securitySchemes": {
            "tenant_access_token": {"type": "http", "scheme": "bearer", "description": "From /open-apis/auth/v3/tenant_access_token/internal"},
            "user_access_token": {"type": "http", "scheme": "bearer", "description": "From /oauth/v3/token"},
            "administrator_token": {"type": "http", "scheme": "bearer", "description": "Made in the console by an administrator"},
        }},
    })
}

fn operation(entry: &Entry, meta: &Meta, schemas: &mut SchemaGenerator) -> Value {
    let mut parameters = Vec::new();
    collect(&entry.path(schemas).to_value(), "path", &mut parameters);
    collect(&entry.query(schemas).to_value(), "query", &mut parameters);
    let mut operation = json!({
        "operationId": meta.name,
        "summary": meta.summary,
        "tags": [meta.family.name],
        "externalDocs": {"url": meta.doc},
        "security": meta.tokens.iter().map(|kind| match kind {
            TokenKind::Tenant => json!({"tenant_access_token": []}),
            TokenKind::User => json!({"user_access_token": []}),
            TokenKind::Administrator => json!({"administrator_token": []}),
        }).collect::<Vec<_>>(),
        "parameters": parameters,
        "responses": responses(entry, meta, schemas),
        "x-scopes": meta.scopes,
        "x-right": meta.tokens.contains(&TokenKind::Administrator).then(|| meta.right()),
        "x-apps": if meta.apps == AppKinds::All { json!(["custom", "isv"]) } else { json!(["custom"]) },
        "x-rate": rate(meta.rate),
        "x-codes": meta.codes.iter().map(|code| json!({
            "code": code.number, "status": code.status.as_u16(), "msg": code.msg, "when": code.when.trim(),
        })).collect::<Vec<_>>(),
    });
    let body = entry.body(schemas).to_value();
    if is_object(&body)
        && let Value::Object(operation) = &mut operation
    {
        operation.insert("requestBody".to_owned(), json!({"content": {"application/json": {"schema": body}}}));
    }
    operation
}

fn collect(schema: &Value, place: &str, parameters: &mut Vec<Value>) {
    let required = schema.get("required").and_then(Value::as_array);
    for (name, field) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let must = place == "path" || required.is_some_and(|names| names.iter().any(|one| one == name));
        parameters.push(json!({"name": name, "in": place, "required": must, "schema": field}));
    }
}

fn responses(entry: &Entry, meta: &Meta, schemas: &mut SchemaGenerator) -> Value {
    if meta.shape == Shape::Page {
        return json!({"200": {"description": "a page", "content": {"text/html": {}}}, "302": {"description": "back to the app"}});
    }
    let data = entry.data(schemas).to_value();
    let schema = match meta.shape {
        Shape::Envelope => json!({"type": "object", "required": ["code", "msg", "data"], "properties": {
            "code": {"const": 0}, "msg": {"const": "success"}, "data": data,
        }}),
        Shape::Plain => data,
        _ => json!({"allOf": [{"type": "object", "required": ["code"], "properties": {"code": {"const": 0}}}, data]}),
    };
    let mut responses = Map::new();
    responses.insert(
        "200".to_owned(),
        json!({"description": "success", "content": {"application/json": {"schema": schema}}}),
    );
    if meta.shape == Shape::Plain {
        for code in meta.codes {
            let schema = json!({"type": "object", "required": ["error"], "properties": {
                "error": {"type": "string", "description": "what is wrong"},
                "field": {"type": "string", "description": "where"},
            }});
            let description = code.when.trim();
            responses.insert(
                code.status.as_u16().to_string(),
                json!({"description": description, "content": {"application/json": {"schema": schema}}}),
            );
        }
        return Value::Object(responses);
    }
    let mut statuses: Vec<u16> =
        meta.codes.iter().map(|code| code.status.as_u16()).filter(|status| *status != 200).collect();
    if !meta.tokens.is_empty() {
        statuses.extend([platform::TOKEN_MISSING.status.as_u16(), meta.limited.status.as_u16()]);
    }
    statuses.sort_unstable();
    statuses.dedup();
    for status in statuses {
        let numbers: Vec<i64> =
            meta.codes.iter().filter(|code| code.status.as_u16() == status).map(|code| code.number).collect();
        responses
            .insert(status.to_string(), json!({"description": format!("a refusal; codes of this call: {numbers:?}")}));
    }
    Value::Object(responses)
}

fn rate(rate: Rate) -> Value {
    match rate {
        Rate::Unlimited => Value::Null,
        Rate::PerMinute(most) => json!({"minute": most}),
        Rate::PerSecond(most) => json!({"second": most}),
        Rate::Tier4 => json!({"minute": 1000, "second": 50}),
    }
}

fn is_object(schema: &Value) -> bool {
    schema.get("type").is_some_and(|kind| kind == "object")
}
