//! `POST /open-apis/drive/v1/permissions/:token/members` - adds a collaborator.

use std::sync::Arc;

use menjin_api::drive::permission_member::{
    code,
    create::{CreatePermissionMember, Data},
};
use menjin_store::{Tx, Written};
use serde_json::Value;

use super::{
    check_type, entry,
    grant::{self, Wanted},
    known, may_manage,
    named::{self, Named},
    tell,
};
use crate::{Call, Cx, Refusal, drive::role};

/// Adds a collaborator, with at most the caller's own role; a lower role is raised, a higher one not lowered.
pub async fn create(cx: &Cx, call: Call<CreatePermissionMember>) -> Result<Data, Refusal> {
    check_type(&call.query.r#type)?;
    let named = Named::check(&call.caller, &call.query.r#type, call.body.clone())?;
    cx.write(call, move |tx, call| Box::pin(add(tx, call, named.clone()))).await
}

async fn add(tx: &mut Tx<'_>, call: Arc<Call<CreatePermissionMember>>, named: Named) -> Result<Written<Data>, Refusal> {
    let caller = &call.caller;
    let document = known(tx, caller.tenant, &call.path.token, &call.query.r#type).await?;
    let access = role::of_caller(tx, caller, document.id, call.now).await?;
    if !access.has(named.perm) {
        return Err(code::PERMISSION_DENIED.into());
    }
    if !may_manage(&access) {
        return Err(code::NO_SHARE_PERMISSION.into());
    }
    let found = named::resolve_present(tx, caller, &[(named.member_type, &named.sent.member_id)]).await?;
    let wanted: Vec<Wanted> =
        found.into_iter().map(|holder| Wanted { holder, perm: named.perm, perm_type: named.perm_type }).collect();
    let outcomes = grant::grant(tx, caller, &document, &wanted, call.now).await?;
    let granted = outcomes.into_iter().next().unwrap_or(Err(code::INVALID_PARAMETER))?;
    let member = named.answer(granted.holder);
    if !granted.changed {
        return Ok(Written::unchanged(Data { member }));
    }
    if call.query.need_notification {
        tell(tx, &call, &document, "drive.permission_member.added", granted.holder, &member.perm).await?;
    }
    let entry = |perm: &str| entry(granted.holder, perm, &member.perm_type);
    let before = granted.before.map_or(Value::Null, |perm| entry(perm.as_str()));
    let audit = call.audit(format!("document:{}", document.token), before, entry(&member.perm));
    Ok(Written::new(Data { member }, audit))
}
