//! `GET /open-apis/drive/v1/permissions/:token/members/auth` - whether the caller itself may do something.
//!
//! Answered by the same engine as every decision. Only a store app that asks in a tenant it was not made in, where facts do not
//! know it, is looked up as the other calls of the family do.

use menjin_api::drive::permission_member::{
    auth::{AuthPermissionMember, Data},
    code,
};
use menjin_engine::{Action, Ask, Resource};
use menjin_model::{Party, Perm};
use menjin_store::{BoxFuture, document::DocumentRow};

use super::{check_type, known, may_manage};
use crate::{
    Call, Cx, Refusal, decision,
    drive::{
        role::{self, Access},
        settings::{COMMENT, COPY, SECURITY},
    },
};

/// What may be asked about.
const ACTIONS: [Action; 8] = [
    Action::View,
    Action::Edit,
    Action::ManagePublic,
    Action::Share,
    Action::Comment,
    Action::Copy,
    Action::Export,
    Action::Print,
];

/// Tells whether the caller may do something; no right at all is an answer, not an error.
pub async fn auth(cx: &Cx, call: Call<AuthPermissionMember>) -> Result<Data, Refusal> {
    check_type(&call.query.r#type)?;
    let action = Action::parse(&call.query.action).filter(|action| ACTIONS.contains(action));
    let action = action.ok_or_else(|| Refusal::new(code::INVALID_PARAMETER))?;
    let (caller, now) = (&call.caller, call.now);
    let is_foreign = caller.user.is_none() && caller.app.tenant != caller.tenant;
    let call = &call;
    let (document, access) = cx
        .db
        .read(|tx| -> BoxFuture<'_, Result<(DocumentRow, Option<Access>), Refusal>> {
            Box::pin(async move {
                let document = known(tx, caller.tenant, &call.path.token, &call.query.r#type).await?;
                let access = if is_foreign { Some(role::of_caller(tx, caller, document.id, now).await?) } else { None };
                Ok((document, access))
            })
        })
        .await?;
    if let Some(access) = access {
        return Ok(Data { auth_result: is_allowed(action, &access) });
    }
    let subject = caller.user.map_or(Party::App(caller.app.no), Party::User);
    let ask = Ask { subject, action, resource: Resource::Document(document.id), at: now };
    Ok(Data { auth_result: decision::allows(cx, caller.tenant, &ask).await? })
}

fn is_allowed(action: Action, access: &Access) -> bool {
    match action {
        Action::View => access.has(Perm::View),
        Action::Edit => access.has(Perm::Edit),
        Action::ManagePublic => access.has(Perm::FullAccess),
        Action::Share => may_manage(access),
        Action::Comment => access.satisfies(COMMENT),
        Action::Copy => access.satisfies(COPY),
        Action::Export | Action::Print => access.satisfies(SECURITY),
        _ => false,
    }
}
