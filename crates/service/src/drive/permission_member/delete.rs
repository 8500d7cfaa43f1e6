//! `DELETE /open-apis/drive/v1/permissions/:token/members/:member_id` - removes a collaborator.

use std::sync::Arc;

use menjin_api::{
    common::Empty,
    drive::permission_member::{code, delete::DeletePermissionMember},
};
use menjin_store::{
    Tx, Written,
    document_member::{self as members, PermType},
};
use serde_json::{Value, json};

use super::{
    check_type, entry, known, may_manage,
    named::{self, MemberType},
    owner,
};
use crate::{
    Call, Cx, Refusal,
    drive::{inherit, role},
};

/// Removes a collaborator whose role is not above the caller's; everybody may remove themself. One who has the role from a
/// folder above makes the document stop inheriting. Removing somebody who is none changes nothing.
pub async fn delete(cx: &Cx, call: Call<DeletePermissionMember>) -> Result<Empty, Refusal> {
    let (query, body) = (&call.query, &call.body);
    check_type(&query.r#type)?;
    let (member_type, perm_type) =
        named::words(&call.caller, &query.r#type, &query.member_type, &body.perm_type, &body.r#type)?;
    cx.write(call, move |tx, call| Box::pin(remove(tx, call, member_type, perm_type))).await
}

async fn remove(
    tx: &mut Tx<'_>,
    call: Arc<Call<DeletePermissionMember>>,
    member_type: MemberType,
    perm_type: PermType,
) -> Result<Written<Empty>, Refusal> {
    let (caller, now) = (&call.caller, call.now);
    let document = known(tx, caller.tenant, &call.path.token, &call.query.r#type).await?;
    let access = role::of_caller(tx, caller, document.id, now).await?;
    let Some(mine) = access.role else {
        return Err(code::PERMISSION_DENIED.into());
    };
    // Those who have left can still be cleared away.
    let found = named::resolve(tx, caller, &[(member_type, &call.path.member_id)]).await?;
    let holder = found.into_iter().next().flatten();
    if !may_manage(&access) && holder != Some(role::holder(caller)) {
        return Err(code::NO_SHARE_PERMISSION.into());
    }
    let holder = holder.ok_or_else(|| Refusal::new(code::INVALID_PARAMETER))?;
    if owner(&document) == Some(holder) {
        return Err(code::INVALID_OPERATION.into());
    }

    let levels = role::levels_for(tx, caller.tenant, document.id, &[holder]).await?;
    let own = levels.first().map(|level| level.grants.as_slice()).unwrap_or_default();
    let direct = own.iter().find(|grant| grant.perm_type == perm_type && !grant.is_over(now)).copied();
    let inherited = if perm_type == PermType::Container { inherit::inherited(&levels, holder, now) } else { None };
    let Some(theirs) = direct.map(|grant| grant.perm).max(inherited) else {
        return Ok(Written::unchanged(Empty {}));
    };
    if theirs > mine {
        return Err(code::PERMISSION_DENIED.into());
    }
    if inherited.is_some() {
        inherit::stop(tx, caller.tenant, &document, holder, now).await?;
    }
    members::remove(tx, caller.tenant, document.id, perm_type, holder).await?;
    let after = if inherited.is_some() { json!({"inherits": false}) } else { Value::Null };
    let before = entry(holder, theirs.as_str(), perm_type.as_str());
    Ok(Written::new(Empty {}, call.audit(format!("document:{}", document.token), before, after)))
}
