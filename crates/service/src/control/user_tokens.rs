//! A user token without the browser.

use std::sync::Arc;

use menjin_store::{
    Written,
    person::{self, IdKind},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ControlError, directory::place};
use crate::{
    Cx, Scopes,
    authen::user_token::{self, Holder},
    session,
};

/// Whose token.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UserTokenWish {
    /// Through which app.
    pub app_id: String,
    /// Whose: the tenant's own id.
    pub user_id: String,
    /// What it may; absent: all that the app may.
    pub scopes: Option<Vec<String>>,
    /// In which tenant, for store apps.
    pub tenant_key: Option<String>,
}

/// The tokens.
#[derive(Serialize)]
pub struct UserTokens {
    /// `eyJ…`.
    pub user_access_token: String,
    /// Good once, at the token endpoints.
    pub refresh_token: String,
    /// Seconds.
    pub expires_in: i64,
}

impl std::fmt::Debug for UserTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UserTokens(..)")
    }
}

/// Issues a user token and its refresh token.
pub async fn user_tokens(cx: &Cx, wish: UserTokenWish) -> Result<UserTokens, ControlError> {
    let now = cx.clock.now();
    let wanted = wish.clone();
    let (app, tenant, user) = cx
        .db
        .read(move |tx| {
            Box::pin(async move {
                let (no, tenant) = place(tx, &wanted.app_id, wanted.tenant_key.as_deref()).await?;
                let app = session::load_app(tx, no).await?;
                let app = app.ok_or_else(|| ControlError::unknown("app_id", "there is no such app"))?;
                let found = person::find(tx, tenant, IdKind::UserId, &[wanted.user_id.as_str()]).await?;
                let user = found.first().copied().flatten().map(|known| known.user);
                let user = user
                    .ok_or_else(|| ControlError::unknown("user_id", format!("nobody has the id {}", wanted.user_id)))?;
                Ok::<_, ControlError>((app, tenant, user))
            })
        })
        .await?;
    if let Some(missing) = wish.scopes.iter().flatten().find(|scope| !app.scopes.has(scope)) {
        return Err(ControlError::bad(Some("scopes"), format!("the app does not have the scope {missing}")));
    }
    let scopes = wish.scopes.map_or_else(|| app.scopes.clone(), Scopes::new);
    let minted = user_token::mint(cx, &app, now)?;
    let holder =
        Holder { tenant, app: app.no, user, refresh_scopes: scopes.clone(), scopes, granted: now, offline: true };
    let input = Arc::new((minted, holder));
    let issued = cx
        .db
        .write(tenant, move |tx| {
            let input = Arc::clone(&input);
            Box::pin(async move { user_token::store(tx, &input.0, &input.1, now).await.map(Written::unchanged) })
        })
        .await?;
    Ok(UserTokens {
        user_access_token: issued.access_token,
        refresh_token: issued.refresh_token.unwrap_or_default(),
        expires_in: issued.expires_in,
    })
}
