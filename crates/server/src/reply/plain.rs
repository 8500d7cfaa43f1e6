//! Refusals of menjin's own calls and of the standard's: a fitting status, and `{"error", "field"}`.

use axum::response::Response;
use http::{
    HeaderValue, StatusCode,
    header::{RETRY_AFTER, WWW_AUTHENTICATE},
};
use menjin_api::{Code, access, code as platform};
use menjin_service::refusal::Reason;
use serde::Serialize;
use serde_json::Value;

use super::json;

#[derive(Serialize)]
struct Failure<'a> {
    error: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    #[serde(flatten)]
    data: Option<&'a Value>,
}

/// From here on numbers are those of menjin's own calls, and are told.
const OWN: i64 = 400_000;

/// What is wrong with the token.
const UNAUTHORIZED: [Code; 7] = [
    platform::TOKEN_MISSING,
    platform::TENANT_TOKEN_INVALID,
    platform::APP_TOKEN_INVALID,
    platform::USER_TOKEN_INVALID,
    platform::USER_TOKEN_UNSUPPORTED,
    platform::USER_TOKEN_EXPIRED,
    platform::TOKEN_MALFORMED,
];
/// What is wrong with the app.
const FORBIDDEN: [Code; 5] = [
    platform::APP_DISABLED,
    platform::ADDRESS_DENIED,
    platform::SCOPE_MISSING,
    platform::GRANT_MISSING,
    platform::CUSTOM_APPS_ONLY,
];

/// A refusal.
pub(super) fn failure(reason: &Reason, code: Code, chinese: bool) -> Response {
    let is_one_of = |codes: &[Code]| codes.iter().any(|one| one.number == code.number && one.status == code.status);
    let status = if reason.unavailable {
        access::code::UNAVAILABLE.status
    } else if is_one_of(&UNAUTHORIZED) {
        access::code::UNAUTHORIZED.status
    } else if is_one_of(&FORBIDDEN) {
        access::code::FORBIDDEN.status
    } else {
        code.status
    };
    let first = reason.fields.first();
    let described = first.filter(|wrong| !wrong.description.is_empty());
    let described = described.map(|wrong| format!("{} {}", wrong.field, wrong.description));
    let said = described.as_deref().or(reason.message.as_deref().filter(|_| reason.msg.is_none()));
    let in_chinese = code.zh.filter(|_| chinese);
    let error = in_chinese.or(said).or(reason.msg.as_deref()).unwrap_or(code.msg);
    let number = Some(code.number).filter(|number| (OWN..1_000_000).contains(number));
    let field = first.map(|wrong| wrong.field.as_str());
    let mut response = json(status, &Failure { error, code: number, field, data: reason.data.as_ref() });
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"menjin\""));
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response
}
