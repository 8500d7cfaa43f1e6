//! The one door of the platform's calls: token, kind of token, state of the app, address, rate, scopes, in this order
//! (the contract's, section 3 of its platform part). Input is looked at only behind it.

use std::net::IpAddr;

use menjin_api::{AppKinds, Meta, TokenKind, authen, code as platform};
use menjin_model::Millis;
use menjin_store::{BoxFuture, person};

use crate::{
    AppKind, Caller, Cx, Refusal, administrator, limits,
    refusal::{Help, PermissionViolation},
    session,
};

/// The field scope that ids of the form `user_id` need.
pub const USER_ID_SCOPE: &str = "contact:user.employee_id:readonly";

/// What the door looks at.
pub struct Knock<'a> {
    /// The header `Authorization`.
    pub authorization: Option<&'a str>,
    /// Where the call comes from.
    pub address: Option<IpAddr>,
    /// The call asks for ids of the form `user_id`.
    pub wants_user_ids: bool,
    /// When.
    pub now: Millis,
}

impl std::fmt::Debug for Knock<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Knock").field("address", &self.address).field("now", &self.now).finish_non_exhaustive()
    }
}

/// Lets the caller in, or says why not.
pub async fn admit(cx: &Cx, meta: &Meta, knock: &Knock<'_>) -> Result<Caller, Refusal> {
    let token = bearer(knock.authorization).ok_or_else(|| Refusal::new(platform::TOKEN_MISSING))?;
    let caller = recognise(cx, meta, token, knock.now).await?;
    check_app(meta, &caller, knock.address)?;
    limits::count(cx, meta, caller.app.no, caller.tenant, knock.now).await?;
    allow(cx, meta, &caller, knock.wants_user_ids)?;
    Ok(caller)
}

/// Whether the caller holds a scope that the call takes: of the app first, then of the person's grant. Of an administrator
/// it is the right that counts.
pub fn allow(cx: &Cx, meta: &Meta, caller: &Caller, wants_user_ids: bool) -> Result<(), Refusal> {
    if let Some(administrator) = &caller.administrator {
        return administrator.require(meta.right());
    }
    require(cx, caller, meta.scopes)?;
    if wants_user_ids {
        require(cx, caller, &[USER_ID_SCOPE])?;
    }
    Ok(())
}

fn require(cx: &Cx, caller: &Caller, scopes: &[&str]) -> Result<(), Refusal> {
    if !caller.app.scopes.has_any(scopes) {
        return Err(scope_missing(cx, caller, scopes));
    }
    if caller.user.is_some() && !caller.granted.has_any(scopes) {
        return Err(grant_missing(scopes));
    }
    Ok(())
}

/// The token of a header `Bearer <token>`; the scheme's case does not matter.
fn bearer(header: Option<&str>) -> Option<&str> {
    let (scheme, token) = header?.trim().split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

async fn recognise(cx: &Cx, meta: &Meta, token: &str, now: Millis) -> Result<Caller, Refusal> {
    if meta.tokens.contains(&TokenKind::Administrator) && token.starts_with(administrator::TOKEN_PREFIX) {
        return administrator::of_token(cx, token, now).await;
    }
    let is_tenant = token.starts_with("t-");
    let is_user = token.starts_with("u-") || token.starts_with("eyJ");
    let unknown = match (is_tenant, is_user) {
        (true, _) => platform::TENANT_TOKEN_INVALID,
        (_, true) => platform::USER_TOKEN_INVALID,
        _ if token.starts_with("a-") => return Err(platform::APP_TOKEN_INVALID.into()),
        _ => return Err(platform::TOKEN_MALFORMED.into()),
    };
    let session =
        session::find(cx, token).await?.filter(|session| session.live).ok_or_else(|| Refusal::new(unknown))?;
    if session.expires <= now {
        return Err(if is_user { platform::USER_TOKEN_EXPIRED.into() } else { unknown.into() });
    }
    let kind = if is_user { TokenKind::User } else { TokenKind::Tenant };
    if !meta.tokens.contains(&kind) {
        return Err(if is_user { platform::USER_TOKEN_UNSUPPORTED.into() } else { unknown.into() });
    }
    check_person(cx, meta, &session.caller).await?;
    Ok(session.caller.clone())
}

/// The tokens of a person who has left, or is frozen, are good for nothing any more; only the calls about the person
/// themself tell in their own words why. Read anew each time, so that the answer to a dismissal is the end of all access.
async fn check_person(cx: &Cx, meta: &Meta, caller: &Caller) -> Result<(), Refusal> {
    let Some(user) = caller.user.filter(|_| meta.family.name != authen::FAMILY.name) else {
        return Ok(());
    };
    let tenant = caller.tenant;
    let standing = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        Box::pin(async move { Ok(person::standing(tx, tenant, user).await?) })
    });
    if standing.await? == Some((false, false)) { Ok(()) } else { Err(platform::USER_TOKEN_INVALID.into()) }
}

fn check_app(meta: &Meta, caller: &Caller, address: Option<IpAddr>) -> Result<(), Refusal> {
    if !caller.app.enabled {
        return Err(platform::APP_DISABLED.into());
    }
    if !caller.app.allowed_addresses.allows(address) {
        let shown = address.map(|address| address.to_canonical().to_string()).unwrap_or_default();
        return Err(Refusal::new(platform::ADDRESS_DENIED).saying(platform::ADDRESS_DENIED.msg.replace("%s", &shown)));
    }
    if meta.apps == AppKinds::Custom && caller.app.kind == AppKind::Isv {
        return Err(platform::CUSTOM_APPS_ONLY.into());
    }
    Ok(())
}

fn scope_missing(cx: &Cx, caller: &Caller, scopes: &[&str]) -> Refusal {
    let (list, query) = (scopes.join(", "), scopes.join(","));
    let page = format!("{}/console/app/{}/auth?q={query}&op_from=openapi", cx.settings.base_url, caller.app.app_id);
    let mut refusal = Refusal::new(platform::SCOPE_MISSING)
        .saying(format!(
            "Access denied. One of the following scopes is required: [{list}].\
             应用尚未开通所需的应用身份权限：[{list}]，点击链接申请并开通任一权限即可：{page}&token_type=tenant"
        ))
        .explained(
            "Refer to the documentation to fix the error: \
             https://open.feishu.cn/document/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting/how-to-fix-the-99991672-error",
        );
    refusal.0.permissions = violations("action_scope_required", scopes);
    refusal.0.helps =
        vec![Help { url: page, description: format!("Learn more about scopes and how to add them: [{list}]") }];
    refusal
}

fn grant_missing(scopes: &[&str]) -> Refusal {
    let mut refusal = Refusal::new(platform::GRANT_MISSING).saying(format!(
        "{} required one of these privileges: [{}]",
        platform::GRANT_MISSING.msg,
        scopes.join(", ")
    ));
    refusal.0.permissions = violations("action_privilege_required", scopes);
    refusal
}

fn violations(kind: &'static str, scopes: &[&str]) -> Vec<PermissionViolation> {
    scopes.iter().map(|scope| PermissionViolation { r#type: kind, subject: (*scope).to_owned() }).collect()
}

#[cfg(test)]
mod tests {
    use super::bearer;

    #[test]
    fn only_a_bearer_header_carries_a_token() {
        assert_eq!(bearer(Some("Bearer t-1")), Some("t-1"));
        assert_eq!(bearer(Some("bearer  t-1 ")), Some("t-1"));
        for header in [None, Some(""), Some("Bearer"), Some("Bearer "), Some("t-1"), Some("Basic t-1")] {
            assert_eq!(bearer(header), None, "{header:?}");
        }
    }
}
