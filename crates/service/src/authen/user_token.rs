//! User tokens and refresh tokens: compact JWTs of which the database knows the hash.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use menjin_api::authen::oauth::Data;
use menjin_model::{AppNo, Millis, TenantNo, UserNo};
use menjin_store::{Tx, token};
use serde_json::json;

use crate::{App, Cx, Ids, Keys, Refusal, Scopes, keys};

/// How long an access token lives, in seconds.
pub const ACCESS_LIFE: i64 = 7200;
/// How long a refresh token lives, in seconds.
pub const REFRESH_LIFE: i64 = 604_800;
/// The scope that asks for a refresh token.
pub const OFFLINE: &str = "offline_access";

/// For whom tokens are issued, and with what.
#[derive(Debug, Clone)]
pub struct Holder {
    /// The company.
    pub tenant: TenantNo,
    /// The app.
    pub app: AppNo,
    /// The person.
    pub user: UserNo,
    /// What the tokens may.
    pub scopes: Scopes,
    /// What a refresh may ask for at most: everything granted.
    pub refresh_scopes: Scopes,
    /// When the person last agreed.
    pub granted: Millis,
    /// Whether a refresh token is wanted whatever the scopes say.
    pub offline: bool,
}

/// Makes the texts of an access and a refresh token; what is made outside a write can be used by every try of it.
pub fn mint(cx: &Cx, app: &App, now: Millis) -> Result<[String; 2], Refusal> {
    Ok([jwt(&cx.keys, &cx.ids, app, now, ACCESS_LIFE)?, jwt(&cx.keys, &cx.ids, app, now, REFRESH_LIFE)?])
}

/// Remembers minted tokens for their holder and says them as the endpoints do.
pub async fn store(tx: &mut Tx<'_>, minted: &[String; 2], holder: &Holder, now: Millis) -> Result<Data, Refusal> {
    let [access, refresh] = minted;
    remember(tx, access, holder, "user", ACCESS_LIFE, now).await?;
    let wants_refresh = holder.offline || holder.refresh_scopes.names().iter().any(|name| name == OFFLINE);
    if wants_refresh {
        remember(tx, refresh, holder, "refresh", REFRESH_LIFE, now).await?;
    }
    Ok(Data {
        access_token: access.clone(),
        expires_in: ACCESS_LIFE,
        token_type: "Bearer".to_owned(),
        refresh_token: wants_refresh.then(|| refresh.clone()),
        refresh_token_expires_in: wants_refresh.then_some(REFRESH_LIFE),
        scope: holder.scopes.names().join(" "),
    })
}

async fn remember(
    tx: &mut Tx<'_>,
    text: &str,
    holder: &Holder,
    kind: &str,
    life: i64,
    now: Millis,
) -> Result<(), Refusal> {
    let scopes = if kind == "refresh" { &holder.refresh_scopes } else { &holder.scopes };
    let row = token::TokenRow {
        kind: kind.to_owned(),
        tenant: holder.tenant,
        app: holder.app,
        user: holder.user,
        scopes: scopes.to_json(),
        serial: 0,
        issued: now,
        expires: now.plus_seconds(life),
        granted: holder.granted,
        state: "live".to_owned(),
    };
    Ok(token::insert(tx, &keys::sha256(text.as_bytes()), &row).await?)
}

/// A compact JWT. Its signature tells others that it is ours; we ourselves go by the hash.
fn jwt(keys: &Keys, ids: &Ids, app: &App, now: Millis, life: i64) -> Result<String, Refusal> {
    let header = json!({"alg": "HS256", "typ": "JWT"}).to_string();
    let payload = json!({
        "iss": "menjin", "aud": app.app_id, "iat": now.seconds(), "exp": now.seconds() + life, "jti": ids.hex32()?,
    })
    .to_string();
    let text = format!("{}.{}", BASE64_URL_SAFE_NO_PAD.encode(header), BASE64_URL_SAFE_NO_PAD.encode(payload));
    let signature = keys.derive("jwt", &[text.as_bytes()]);
    Ok(format!("{text}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature)))
}
