//! Answers: the envelope, the flat forms, and refusals in each of them.

mod plain;

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use menjin_api::{Code, Meta, Shape, access::impact::Impact, auth};
use menjin_service::{
    Refusal,
    refusal::{FieldViolation, Help, PermissionViolation, Reason},
};
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Envelope<'a, T> {
    code: i64,
    msg: &'static str,
    data: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    impact: Option<&'a Impact>,
}

#[derive(Serialize)]
struct Flat<T> {
    code: i64,
    msg: &'static str,
    #[serde(flatten)]
    fields: T,
}

#[derive(Serialize)]
struct Tried<'a, T> {
    #[serde(flatten)]
    fields: T,
    impact: &'a Impact,
}

#[derive(Serialize)]
struct OAuth<T> {
    code: i64,
    #[serde(flatten)]
    fields: T,
}

#[derive(Serialize)]
struct Failure<'a> {
    code: i64,
    msg: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    impact: Option<&'a Impact>,
    error: Details<'a>,
}

#[derive(Serialize)]
struct Details<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    log_id: &'a str,
    troubleshooter: String,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    field_violations: &'a [FieldViolation],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    permission_violations: &'a [PermissionViolation],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    helps: &'a [Help],
}

/// Whom the answer is for: what the text of a refusal depends on beside the refusal itself.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) log_id: &'a str,
    pub(crate) base_url: &'a str,
    /// Asked for Chinese by `Accept-Language`.
    pub(crate) chinese: bool,
}

/// A success; of a dry run with its impact, which envelopes and plain answers have room for.
pub(crate) fn success<T: Serialize>(meta: &Meta, data: T, impact: Option<&Impact>) -> Response {
    match meta.shape {
        Shape::Envelope | Shape::Page => json(StatusCode::OK, &Envelope { code: 0, msg: "success", data, impact }),
        Shape::Flat => json(StatusCode::OK, &Flat { code: 0, msg: "ok", fields: data }),
        Shape::OAuth => json(StatusCode::OK, &OAuth { code: 0, fields: data }),
        Shape::Plain => match impact {
            Some(impact) => json(StatusCode::OK, &Tried { fields: data, impact }),
            None => json(StatusCode::OK, &data),
        },
    }
}

/// A refusal.
pub(crate) fn failure(meta: &Meta, refusal: &Refusal, reader: &Reader<'_>) -> Response {
    let reason = &refusal.0;
    let code = reason.code.unwrap_or_else(|| meta.internal());
    if let Some(cause) = &reason.cause {
        tracing::error!(log_id = reader.log_id, call = meta.name, code = code.number, cause, "our fault");
    }
    let mut response = match meta.shape {
        Shape::Envelope | Shape::Page => enveloped(meta, reason, code, reader),
        Shape::Flat => flat(reason, code),
        Shape::OAuth => oauth(reason, code),
        Shape::Plain => return plain::failure(reason, code, reader.chinese),
    };
    for (name, value) in &reason.headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(*name, value);
        }
    }
    response
}

fn enveloped(meta: &Meta, reason: &Reason, code: Code, reader: &Reader<'_>) -> Response {
    let msg = reason.msg.as_deref().unwrap_or(code.msg);
    let Reader { log_id, base_url, chinese } = reader;
    let in_chinese = if *chinese { code.zh.or(meta.denied_zh.filter(|_| reason.denied)) } else { None };
    let error = Details {
        message: in_chinese.or(reason.message.as_deref()),
        log_id,
        troubleshooter: format!(
            "Troubleshooting suggestions: {base_url}/search?from=openapi&log_id={log_id}&code={}",
            code.number
        ),
        field_violations: &reason.fields,
        permission_violations: &reason.permissions,
        helps: &reason.helps,
    };
    json(
        code.status,
        &Failure { code: code.number, msg, data: reason.data.as_ref(), impact: reason.impact.as_deref(), error },
    )
}

/// `auth/v3`: HTTP 200 and no `error`, but for what the gateway refuses.
fn flat(reason: &Reason, code: Code) -> Response {
    let msg = reason.msg.as_deref().unwrap_or(code.msg);
    let mut fields = serde_json::Map::new();
    fields.insert("code".to_owned(), code.number.into());
    // The one failure of these calls that was seen to carry `data`.
    let empty = (code.number == auth::code::INVALID_PARAM.number).then(|| serde_json::Map::new().into());
    if let Some(data) = reason.data.clone().or(empty) {
        fields.insert("data".to_owned(), data);
    }
    fields.insert("msg".to_owned(), msg.into());
    json(code.status, &fields)
}

fn oauth(reason: &Reason, code: Code) -> Response {
    #[derive(Serialize)]
    struct OAuthFailure<'a> {
        code: i64,
        error: &'static str,
        error_description: &'a str,
    }
    let error_description = reason.msg.as_deref().unwrap_or(code.msg);
    let error = menjin_api::authen::oauth::code::word(code.number);
    json(code.status, &OAuthFailure { code: code.number, error, error_description })
}

/// A JSON answer.
pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    // Most answers fit, and then nothing is copied while they grow.
    json_of(status, body, 512)
}

/// A JSON answer of about this size.
pub(crate) fn json_of(status: StatusCode, body: &impl Serialize, size: usize) -> Response {
    let mut bytes = Vec::with_capacity(size);
    let (status, bytes) = match serde_json::to_writer(&mut bytes, body) {
        Ok(()) => (status, bytes),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, br#"{"code":1500,"msg":"internal error"}"#.to_vec()),
    };
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    response
}

/// What an unknown path and a wrong method get.
pub(crate) fn not_found() -> Response {
    let mut response = Response::new(Body::from("404 page not found"));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    response
}
