//! Tokens for apps.

use menjin_api::{auth::Credentials, auth::code};
use menjin_model::{AppNo, Millis, TenantNo, UserNo};
use menjin_store::{StoreError, Tx, Written, app, token};
use subtle::ConstantTimeEq;

use crate::{App, AppKind, Cx, Keys, Refusal, ids, keys};

mod app_access_token_internal;
mod tenant_access_token_internal;

pub use app_access_token_internal::app_access_token_internal;
pub use tenant_access_token_internal::tenant_access_token_internal;

/// How long a tenant token lives, in seconds.
const LIFE: i64 = 7200;
/// With so many seconds left the same token is given again.
const REISSUE_BELOW: i64 = 1800;

/// An app token and the seconds it still lives.
struct Issued {
    token: String,
    expire: i64,
}

/// The token of a self-built app: the newest one while it lives half an hour more, else a new one.
async fn issue(cx: &Cx, credentials: &Credentials, now: Millis) -> Result<Issued, Refusal> {
    let app = check(cx, credentials).await?;
    let (no, tenant) = (app.no, app.tenant);
    let newest = cx.db.read(move |tx| Box::pin(newest(tx, no, tenant))).await?;
    if let Some(issued) = newest.and_then(|row| still_good(&cx.keys, &row, now)) {
        return Ok(issued);
    }
    let keys = cx.keys.clone();
    cx.db
        .write(tenant, move |tx| {
            let keys = keys.clone();
            Box::pin(async move { renew(tx, &keys, no, tenant, now).await.map(Written::unchanged) })
        })
        .await
}

/// The app with these credentials. Secrets are compared in constant time.
async fn check(cx: &Cx, credentials: &Credentials) -> Result<App, Refusal> {
    let Credentials { app_id, app_secret } = credentials;
    if !is_app_id(app_id) || app_secret.is_empty() {
        return Err(code::INVALID_PARAM.into());
    }
    let (app, secret) = find(cx, app_id).await?.ok_or_else(|| Refusal::new(code::APP_UNKNOWN))?;
    if !same_secret(&secret, app_secret) {
        return Err(code::SECRET_WRONG.into());
    }
    if app.kind != AppKind::Custom {
        return Err(code::INVALID_PARAM.into());
    }
    if !app.enabled {
        return Err(code::APP_DISABLED.into());
    }
    Ok(app)
}

/// An app and its secret.
pub(crate) async fn find(cx: &Cx, app_id: &str) -> Result<Option<(App, Vec<u8>)>, Refusal> {
    let app_id = app_id.to_owned();
    let found: Option<(app::AppRow, Option<Vec<u8>>)> = cx
        .db
        .read(move |tx| {
            Box::pin(async move {
                let Some(row) = app::find_by_app_id(tx, &app_id).await? else { return Ok::<_, Refusal>(None) };
                let sealed = app::secret(tx, row.id).await?;
                Ok(Some((row, sealed)))
            })
        })
        .await?;
    let Some((row, sealed)) = found else { return Ok(None) };
    let secret = sealed
        .and_then(|sealed| cx.keys.open("app_secret", &sealed))
        .ok_or_else(|| Refusal::fault("an app's secret does not open: the database belongs to another server key"))?;
    Ok(Some((row.into(), secret)))
}

/// Whether both are the same, without telling by time where they differ.
pub(crate) fn same_secret(secret: &[u8], given: &str) -> bool {
    keys::sha256(secret).ct_eq(&keys::sha256(given.as_bytes())).into()
}

/// `cli_` and 16 of `[0-9a-z]`.
fn is_app_id(text: &str) -> bool {
    text.strip_prefix("cli_").is_some_and(|rest| {
        rest.len() == 16 && rest.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
    })
}

async fn newest(tx: &mut Tx<'_>, app: AppNo, tenant: TenantNo) -> Result<Option<token::TokenRow>, Refusal> {
    Ok(token::newest(tx, app, tenant).await?)
}

fn still_good(keys: &Keys, row: &token::TokenRow, now: Millis) -> Option<Issued> {
    let expire = (row.expires.0 - now.0).div_euclid(1000);
    // A development clock that was put back would make it live longer than any token may.
    let told = expire.min(LIFE);
    (expire >= REISSUE_BELOW).then(|| Issued { token: derive(keys, row.app, row.tenant, row.serial), expire: told })
}

async fn renew(tx: &mut Tx<'_>, keys: &Keys, app: AppNo, tenant: TenantNo, now: Millis) -> Result<Issued, Refusal> {
    let last = token::newest(tx, app, tenant).await?;
    if let Some(issued) = last.as_ref().and_then(|row| still_good(keys, row, now)) {
        return Ok(issued);
    }
    token::forget_expired(tx, now.plus_seconds(-24 * 3600)).await?;
    // The rows of tokens long dead are forgotten, so counting from one could make a dead token anew: serials follow time.
    let serial = last.map_or(now.0, |row| now.0.max(row.serial + 1));
    let token = derive(keys, app, tenant, serial);
    remember(tx, &token, app, tenant, serial, now).await?;
    Ok(Issued { token, expire: LIFE })
}

/// The token's text: made from the server key and its serial, so that it can be told again without being stored.
fn derive(keys: &Keys, app: AppNo, tenant: TenantNo, serial: i64) -> String {
    let parts = [app.0.to_be_bytes(), tenant.0.to_be_bytes(), serial.to_be_bytes()];
    let parts: Vec<&[u8]> = parts.iter().map(<[u8; 8]>::as_slice).collect();
    let bytes = [keys.derive("tenant_token/1", &parts), keys.derive("tenant_token/2", &parts)].concat();
    format!("t-{}", ids::alphanumeric(&bytes, 40))
}

async fn remember(
    tx: &mut Tx<'_>,
    token: &str,
    app: AppNo,
    tenant: TenantNo,
    serial: i64,
    now: Millis,
) -> Result<(), StoreError> {
    let row = token::TokenRow {
        kind: "tenant".to_owned(),
        tenant,
        app,
        user: UserNo(0),
        scopes: "[]".to_owned(),
        serial,
        issued: now,
        expires: now.plus_seconds(LIFE),
        granted: now,
        state: "live".to_owned(),
    };
    token::insert(tx, &keys::sha256(token.as_bytes()), &row).await
}
