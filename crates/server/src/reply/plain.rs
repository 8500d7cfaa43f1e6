//! Refusals of menjin's own calls and of the standard's: a fitting status, and `{"error", "field"}`.

use axum::response::Response;
use http::{
    HeaderValue, StatusCode,
    header::{RETRY_AFTER, WWW_AUTHENTICATE},
};
use menjin_api::{Code, access, code as platform};
use menjin_service::refusal::Reason;
use serde::Serialize;

use super::json;

#[derive(Serialize)]
struct Failure<'a> {
    error: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
}

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
pub(super) fn failure(reason: &Reason, code: Code) -> Response {
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
    let described = first.map(|wrong| format!("{} {}", wrong.field, wrong.description));
    let said = described.as_deref().or(reason.message.as_deref().filter(|_| reason.msg.is_none()));
    let error = said.or(reason.msg.as_deref()).unwrap_or(code.msg);
    let mut response = json(status, &Failure { error, field: first.map(|wrong| wrong.field.as_str()) });
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"menjin\""));
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response
}
