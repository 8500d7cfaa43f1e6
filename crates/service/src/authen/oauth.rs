//! `POST /oauth/v3/token` and `POST /open-apis/authen/v2/oauth/token` - codes and refresh tokens against user tokens.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use menjin_api::Endpoint;
use menjin_api::authen::oauth::{Body, Data, code, token_v2::TokenV2, token_v3::TokenV3};
use menjin_model::{Millis, TenantNo, UserNo};
use menjin_store::{Tx, Written, grant, person, token};
use subtle::ConstantTimeEq;

use super::{
    authorize::CODE_LIFE,
    user_token::{self, Holder},
};
use crate::{App, Cx, OpenCall, Refusal, Scopes, auth, availability, keys, limits};

/// 365 days after the person agreed, a chain of refreshes ends. A code's age is part of them.
const CHAIN_SECONDS: i64 = 365 * 24 * 3600;

/// What differs between the two addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    /// A verifier without a challenge is ignored.
    V2,
    /// A verifier without a challenge is refused.
    V3,
}

/// The older address.
pub async fn token_v2(cx: &Cx, call: OpenCall<TokenV2>) -> Result<Data, Refusal> {
    exchange::<TokenV2>(cx, call, Version::V2).await
}

/// The current address.
pub async fn token_v3(cx: &Cx, call: OpenCall<TokenV3>) -> Result<Data, Refusal> {
    exchange::<TokenV3>(cx, call, Version::V3).await
}

async fn exchange<E: Endpoint<Body = Body>>(cx: &Cx, call: OpenCall<E>, version: Version) -> Result<Data, Refusal> {
    let OpenCall { body, authorization, now, .. } = call;
    let grant_type = filled(body.grant_type.as_ref())?;
    let by_code = match grant_type {
        "authorization_code" => true,
        "refresh_token" => false,
        _ => return Err(code::GRANT_UNSUPPORTED.into()),
    };
    let app = authenticate(cx, &body, authorization.as_deref()).await?;
    limits::count(cx, &E::META, app.no, app.tenant, now).await?;
    let secret = filled(if by_code { body.code.as_ref() } else { body.refresh_token.as_ref() })?;
    let hash = keys::sha256(secret.as_bytes());
    let minted = user_token::mint(cx, &app, now)?;
    let input = Arc::new((app, body, minted));
    let tenant = input.0.tenant;
    cx.db
        .write(tenant, move |tx| {
            let input = Arc::clone(&input);
            Box::pin(async move {
                let (app, body, minted) = &*input;
                let holder = if by_code {
                    by_code_grant(tx, app, body, &hash, now, version).await?
                } else {
                    by_refresh_grant(tx, app, body, &hash, now).await?
                };
                user_token::store(tx, minted, &holder, now).await.map(Written::unchanged)
            })
        })
        .await
}

fn filled(field: Option<&String>) -> Result<&str, Refusal> {
    field.map(String::as_str).filter(|text| !text.is_empty()).ok_or_else(|| code::PARAMETER_MISSING.into())
}

/// The app behind the credentials, which stand in the body or in HTTP Basic, not in both.
async fn authenticate(cx: &Cx, body: &Body, authorization: Option<&str>) -> Result<App, Refusal> {
    let basic = authorization.and_then(basic);
    if basic.is_some() && body.client_secret.is_some() {
        return Err(code::CREDENTIALS_TWICE.into());
    }
    let (id, secret) = match &basic {
        Some((id, secret)) => (id.as_str(), secret.as_str()),
        None => (filled(body.client_id.as_ref())?, filled(body.client_secret.as_ref())?),
    };
    let (app, known) = auth::find(cx, id).await?.ok_or_else(|| Refusal::new(code::APP_UNKNOWN))?;
    if !auth::same_secret(&known, secret) {
        return Err(code::SECRET_INVALID.into());
    }
    if !app.enabled {
        return Err(code::APP_DISABLED.into());
    }
    Ok(app)
}

fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, value) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(BASE64_STANDARD.decode(value.trim()).ok()?).ok()?;
    text.split_once(':').map(|(id, secret)| (id.to_owned(), secret.to_owned()))
}

async fn by_code_grant(
    tx: &mut Tx<'_>,
    app: &App,
    body: &Body,
    hash: &[u8; 32],
    now: Millis,
    version: Version,
) -> Result<Holder, Refusal> {
    let row = grant::find_code(tx, hash).await?.ok_or_else(|| Refusal::new(code::CODE_UNKNOWN))?;
    if row.app != app.no {
        return Err(code::CLIENT_MISMATCH.into());
    }
    if row.used {
        return Err(code::CODE_USED.into());
    }
    if row.expires <= now {
        return Err(code::CODE_EXPIRED.into());
    }
    if body.redirect_uri.as_ref().is_some_and(|uri| *uri != row.redirect_uri) {
        return Err(code::REDIRECT_MISMATCH.into());
    }
    check_verifier(&row, body.code_verifier.as_deref(), version)?;
    check_person(tx, app, row.tenant, row.user, now).await?;
    let granted = Scopes::from_json(&row.scopes);
    let scopes = narrowed(&granted, body.scope.as_deref())?;
    if !grant::use_code(tx, hash).await? {
        return Err(code::CODE_USED.into());
    }
    Ok(Holder {
        tenant: row.tenant,
        app: app.no,
        user: row.user,
        offline: false,
        scopes,
        refresh_scopes: granted,
        granted: row.expires.plus_seconds(-CODE_LIFE),
    })
}

async fn by_refresh_grant(
    tx: &mut Tx<'_>,
    app: &App,
    body: &Body,
    hash: &[u8; 32],
    now: Millis,
) -> Result<Holder, Refusal> {
    let row = token::find(tx, hash).await?.filter(|row| row.kind == "refresh");
    let row = row.ok_or_else(|| Refusal::new(code::REFRESH_INVALID))?;
    if row.app != app.no {
        return Err(code::CLIENT_MISMATCH.into());
    }
    match row.state.as_str() {
        "live" => {}
        "used" => return Err(code::REFRESH_USED.into()),
        _ => return Err(code::REFRESH_REVOKED.into()),
    }
    if row.expires <= now || row.granted.plus_seconds(CHAIN_SECONDS) <= now {
        return Err(code::REFRESH_EXPIRED.into());
    }
    check_person(tx, app, row.tenant, row.user, now).await?;
    let granted = Scopes::from_json(&row.scopes);
    let scopes = narrowed(&granted, body.scope.as_deref())?;
    if !token::use_up(tx, hash).await? {
        return Err(code::REFRESH_USED.into());
    }
    Ok(Holder {
        tenant: row.tenant,
        app: app.no,
        user: row.user,
        offline: true,
        scopes,
        refresh_scopes: granted,
        granted: row.granted,
    })
}

fn check_verifier(row: &grant::CodeRow, verifier: Option<&str>, version: Version) -> Result<(), Refusal> {
    let good = match (row.challenge.as_str(), verifier) {
        ("", None) => true,
        ("", Some(_)) => version == Version::V2,
        (_, None) => false,
        (challenge, Some(verifier)) => {
            let expected = if row.challenge_method == "S256" {
                BASE64_URL_SAFE_NO_PAD.encode(keys::sha256(verifier.as_bytes()))
            } else {
                verifier.to_owned()
            };
            is_verifier(verifier) && bool::from(expected.as_bytes().ct_eq(challenge.as_bytes()))
        }
    };
    if good { Ok(()) } else { Err(code::CHALLENGE_FAILED.into()) }
}

fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

/// The person of a code or token may have left, been frozen, or lost the app in the meantime.
async fn check_person(tx: &mut Tx<'_>, app: &App, tenant: TenantNo, user: UserNo, now: Millis) -> Result<(), Refusal> {
    match person::standing(tx, tenant, user).await? {
        None => return Err(code::USER_UNKNOWN.into()),
        Some((false, false)) => {}
        Some(_) => return Err(code::USER_STATUS_INVALID.into()),
    }
    if availability::may_use(tx, tenant, app.no, user, now).await? { Ok(()) } else { Err(code::NOT_AVAILABLE.into()) }
}

/// The scopes that a token gets: all that was granted, or the part that was asked for.
fn narrowed(granted: &Scopes, wanted: Option<&str>) -> Result<Scopes, Refusal> {
    let Some(wanted) = wanted.filter(|text| !text.trim().is_empty()) else {
        return Ok(granted.clone());
    };
    let names: Vec<String> = wanted.split_whitespace().map(str::to_owned).collect();
    let scopes = Scopes::new(names.clone());
    if scopes.names().len() < names.len() {
        return Err(code::SCOPE_TWICE.into());
    }
    if names.iter().all(|name| granted.has(name)) { Ok(scopes) } else { Err(code::SCOPE_NOT_GRANTED.into()) }
}
