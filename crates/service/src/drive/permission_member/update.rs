//! `PUT /open-apis/drive/v1/permissions/:token/members/:member_id` - changes what a collaborator may do.

use std::sync::Arc;

use menjin_api::drive::permission_member::{
    BaseMember, code,
    update::{Data, UpdatePermissionMember},
};
use menjin_model::{Millis, Perm};
use menjin_store::{
    Tx, Written,
    document_member::{self as members, Grant, Holder, PermType},
};

use super::{
    check_type, entry, known,
    named::{self, Named},
    owner, tell,
};
use crate::{
    Call, Cx, Refusal,
    drive::{inherit, role},
    range,
};

/// Raises or lowers the role of a collaborator. One who has it from a folder above makes the document stop inheriting.
pub async fn update(cx: &Cx, call: Call<UpdatePermissionMember>) -> Result<Data, Refusal> {
    check_type(&call.query.r#type)?;
    let body = &call.body;
    let sent = BaseMember {
        member_type: body.member_type.clone(),
        member_id: call.path.member_id.clone(),
        perm: body.perm.clone(),
        perm_type: body.perm_type.clone(),
        r#type: body.r#type.clone(),
    };
    let named = Named::check(&call.caller, &call.query.r#type, sent)?;
    cx.write(call, move |tx, call| Box::pin(change(tx, call, named.clone()))).await
}

async fn change(
    tx: &mut Tx<'_>,
    call: Arc<Call<UpdatePermissionMember>>,
    named: Named,
) -> Result<Written<Data>, Refusal> {
    let (caller, now) = (&call.caller, call.now);
    let document = known(tx, caller.tenant, &call.path.token, &call.query.r#type).await?;
    let access = role::of_caller(tx, caller, document.id, now).await?;
    if !access.has(Perm::FullAccess) {
        return Err(code::PERMISSION_DENIED.into());
    }
    let found = named::resolve_present(tx, caller, &[(named.member_type, &named.sent.member_id)]).await?;
    let holder = found.into_iter().next().flatten().ok_or_else(|| Refusal::new(code::INVALID_PARAMETER))?;
    if let Holder::User(user) = holder
        && !range::sees_user(tx, caller, user).await?
    {
        return Err(code::INVALID_OPERATION.into());
    }
    if owner(&document) == Some(holder) {
        return Err(code::INVALID_OPERATION.into());
    }

    let levels = role::levels_for(tx, caller.tenant, document.id, &[holder]).await?;
    let own = levels.first().map(|level| level.grants.as_slice()).unwrap_or_default();
    let direct = own.iter().find(|grant| grant.perm_type == named.perm_type && grant.is_live(now)).copied();
    let inherited = match named.perm_type {
        PermType::Container => inherit::inherited(&levels, holder, now),
        PermType::SinglePage => None,
    };
    let Some(before) = direct.map(|grant| grant.perm).max(inherited) else {
        return Err(code::INVALID_OPERATION.into());
    };
    let data = Data { member: named.answer(holder) };
    let stops = inherited.is_some_and(|inherited| direct.is_none() || inherited > named.perm);
    if !stops && direct.is_some_and(|grant| grant.perm == named.perm) {
        return Ok(Written::unchanged(data));
    }
    if stops {
        inherit::stop(tx, caller.tenant, &document, holder, now).await?;
    }
    let grant = match direct {
        Some(grant) => Grant { perm: named.perm, ..grant },
        None => Grant {
            document: document.id,
            perm_type: named.perm_type,
            holder,
            perm: named.perm,
            added: tx.new_id().await?,
            starts: Millis(0),
            ends: Millis(0),
        },
    };
    members::put(tx, caller.tenant, &[grant]).await?;
    if call.query.need_notification {
        tell(tx, &call, &document, "drive.permission_member.updated", holder, named.perm.as_str()).await?;
    }
    let perm_type = named.perm_type.as_str();
    let mut after = entry(holder, named.perm.as_str(), perm_type);
    if stops && let Some(after) = after.as_object_mut() {
        after.insert("inherits".to_owned(), false.into());
    }
    let audit = call.audit(format!("document:{}", document.token), entry(holder, before.as_str(), perm_type), after);
    Ok(Written::new(data, audit))
}
