//! The authorize page: what an app asks, whom it may ask, and the code that leads back.
//!
//! Two steps, for the page in `menjin-server`: [`ask`] checks the link and says what to show, [`agree`] makes the code.

use std::sync::Arc;

use menjin_api::{
    Endpoint,
    authen::authorize::{Authorize, Query, SCOPES_MAX, code},
};
use menjin_model::{Millis, UserNo};
use menjin_store::{Written, app, grant, person, token};

use crate::{App, Cx, Refusal, Scopes, auth, keys, limits};

/// How many people the page offers.
const CANDIDATES_MAX: i64 = 500;
/// How long a code is good, in seconds.
pub(super) const CODE_LIFE: i64 = 300;

/// A link that is in order.
#[derive(Debug)]
pub struct Asked {
    /// Who asks.
    pub app: App,
    /// What for.
    pub scopes: Vec<String>,
    /// Where the answer goes.
    pub redirect_uri: String,
    /// What comes back unchanged.
    pub state: Option<String>,
    challenge: String,
    challenge_method: String,
}

/// A person who may sign in.
#[derive(Debug)]
pub struct Candidate {
    /// Their number, for [`agree`].
    pub user: UserNo,
    /// As the company knows them.
    pub name: String,
}

/// Checks the link.
pub async fn ask(cx: &Cx, query: &Query, now: Millis) -> Result<Asked, Refusal> {
    let id = query.client_id.as_ref().or(query.app_id.as_ref()).ok_or_else(|| Refusal::new(code::REQUEST_INVALID))?;
    let redirect_uri = query.redirect_uri.clone().ok_or_else(|| Refusal::new(code::REQUEST_INVALID))?;
    if query.response_type.as_deref().unwrap_or("code") != "code" {
        return Err(code::REQUEST_INVALID.into());
    }
    let (app, _) = auth::find(cx, id).await?.ok_or_else(|| Refusal::new(code::APP_UNKNOWN))?;
    if !app.enabled {
        return Err(code::APP_UNKNOWN.into());
    }
    limits::count(cx, &Authorize::META, app.no, app.tenant, now).await?;
    let no = app.no;
    let row = cx.db.read(move |tx| Box::pin(async move { Ok::<_, Refusal>(app::find(tx, no).await?) })).await?;
    let known: Vec<String> = row.and_then(|row| serde_json::from_str(&row.redirect_urls).ok()).unwrap_or_default();
    let bare = redirect_uri.split(['?', '#']).next().unwrap_or_default();
    if !known.iter().any(|url| *url == redirect_uri || *url == bare) {
        return Err(code::REDIRECT_INVALID.into());
    }
    let scopes: Vec<String> =
        query.scope.as_deref().unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    let enabled = |name: &String| name == super::user_token::OFFLINE || app.scopes.has(name);
    if scopes.len() > SCOPES_MAX || !scopes.iter().all(enabled) {
        return Err(code::SCOPE_INVALID.into());
    }
    let challenge_method = query.code_challenge_method.clone().unwrap_or_else(|| "plain".to_owned());
    if !["S256", "plain"].contains(&challenge_method.as_str()) {
        return Err(code::REQUEST_INVALID.into());
    }
    Ok(Asked {
        app,
        scopes,
        redirect_uri,
        state: query.state.clone(),
        challenge: query.code_challenge.clone().unwrap_or_default(),
        challenge_method,
    })
}

/// Whom the page offers to sign in as: the first people who may sign in at all, in development only.
pub async fn candidates(cx: &Cx, asked: &Asked) -> Result<Vec<Candidate>, Refusal> {
    if !cx.settings.dev {
        return Ok(Vec::new());
    }
    let tenant = asked.app.tenant;
    let people = cx
        .db
        .read(move |tx| Box::pin(async move { Ok::<_, Refusal>(person::active(tx, tenant, CANDIDATES_MAX).await?) }))
        .await?;
    Ok(people.into_iter().map(|(user, name)| Candidate { user, name }).collect())
}

/// Where the browser goes when the person agrees: the app's address with the code.
pub async fn agree(cx: &Cx, asked: Asked, user: UserNo, now: Millis) -> Result<String, Refusal> {
    let text = cx.ids.alphanumeric(64)?;
    let location = back(&asked, &[("code", &text)]);
    let hash = keys::sha256(text.as_bytes());
    let tenant = asked.app.tenant;
    let asked = Arc::new(asked);
    cx.db
        .write(tenant, move |tx| {
            let asked = Arc::clone(&asked);
            Box::pin(async move {
                let app = asked.app.no;
                if person::standing(tx, tenant, user).await? != Some((false, false)) {
                    return Err(code::PERSON_INVALID.into());
                }
                let before = grant::granted(tx, tenant, app, user).await?.map(|(scopes, _)| Scopes::from_json(&scopes));
                let scopes = before.unwrap_or_default().union(&Scopes::new(asked.scopes.clone())).to_json();
                grant::grant(tx, tenant, app, user, &scopes, now).await?;
                let row = grant::CodeRow {
                    tenant,
                    app,
                    user,
                    scopes,
                    redirect_uri: asked.redirect_uri.clone(),
                    challenge: asked.challenge.clone(),
                    challenge_method: asked.challenge_method.clone(),
                    expires: now.plus_seconds(CODE_LIFE),
                    used: false,
                };
                grant::insert_code(tx, &hash, &row).await?;
                token::forget_expired(tx, now.plus_seconds(-24 * 3600)).await?;
                grant::forget_expired_codes(tx, now.plus_seconds(-24 * 3600)).await?;
                Ok::<_, Refusal>(Written::unchanged(()))
            })
        })
        .await?;
    Ok(location)
}

/// Where the browser goes when the person refuses.
#[must_use]
pub fn refuse(asked: &Asked) -> String {
    back(asked, &[("error", "access_denied")])
}

/// The app's address with parameters and the state; a fragment moves to the end.
fn back(asked: &Asked, parameters: &[(&str, &str)]) -> String {
    let address = sendable(&asked.redirect_uri);
    let (address, fragment) = address.split_once('#').unwrap_or((&address, ""));
    let mut text = address.to_owned();
    let state = asked.state.as_deref().map(|state| ("state", state));
    for (name, value) in parameters.iter().copied().chain(state) {
        text.push(if text.contains('?') { '&' } else { '?' });
        text.push_str(name);
        text.push('=');
        text.extend(value.bytes().map(encoded));
    }
    if !fragment.is_empty() {
        text.push('#');
        text.push_str(fragment);
    }
    text
}

/// The address as a header may carry it: what no address may hold as it is comes percent-encoded.
fn sendable(address: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_graphic();
    address.bytes().map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}
