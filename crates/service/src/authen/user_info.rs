//! `GET /open-apis/authen/v1/user_info` - who the person of a user token is.

use menjin_api::{
    authen::user_info::{Data, UserInfo, code},
    common::UserIdType,
};
use menjin_store::{Tx, person, tenant};
use serde_json::Value;

use crate::{Call, Cx, Refusal, directory::people, session};

/// Tells who the person is; fields without their scope are left out.
pub async fn user_info(cx: &Cx, call: Call<UserInfo>) -> Result<Data, Refusal> {
    cx.db.read(move |tx| Box::pin(read(tx, call))).await
}

async fn read(tx: &mut Tx<'_>, call: Call<UserInfo>) -> Result<Data, Refusal> {
    let caller = &call.caller;
    let user = session::person(caller)?;
    let row = person::card(tx, caller.tenant, user).await?.ok_or_else(|| Refusal::new(code::USER_UNKNOWN))?;
    if row.resigned {
        return Err(code::USER_RESIGNED.into());
    }
    if row.frozen {
        return Err(code::USER_FROZEN.into());
    }
    let profile: Value = serde_json::from_str(&row.profile).unwrap_or_default();
    if profile.pointer("/status/is_unjoin").is_some_and(|unjoin| unjoin == true) {
        return Err(code::USER_NOT_REGISTERED.into());
    }
    let text = |name: &str| profile.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let picture = |size: &str| {
        let avatar = profile.get("avatar").and_then(|avatar| avatar.get(size));
        avatar.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let with = |scopes: &[&str], value: String| caller.has_any_scope(scopes).then_some(value);
    Ok(Data {
        name: row.name,
        en_name: text("en_name"),
        avatar_url: picture("avatar_origin"),
        avatar_thumb: picture("avatar_72"),
        avatar_middle: picture("avatar_240"),
        avatar_big: picture("avatar_640"),
        open_id: people::name(tx, caller, UserIdType::OpenId, user).await?,
        union_id: row.union_id,
        tenant_key: tenant::key(tx, caller.tenant).await?.unwrap_or_default(),
        email: with(&["contact:user.email:readonly"], row.email.unwrap_or_default()),
        enterprise_email: with(&["contact:user.employee:readonly"], text("enterprise_email")),
        user_id: with(&["contact:user.employee_id:readonly"], row.user_id),
        mobile: with(&["contact:user.phone:readonly"], row.mobile.unwrap_or_default()),
        employee_no: with(
            &[
                "contact:user.employee:readonly",
                "contact:contact:access_as_app",
                "contact:contact:readonly",
                "contact:contact:readonly_as_app",
            ],
            row.employee_no.unwrap_or_default(),
        ),
    })
}
