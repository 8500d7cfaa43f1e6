//! `GET /menjin/v1/me` - who the token speaks for.

use menjin_api::menjin::{
    code,
    me::{Data, GetMe},
};
use menjin_store::{BoxFuture, StoreError, tenant};

use crate::{Call, Cx, Refusal};

/// Tells whose token this is.
pub async fn me(cx: &Cx, call: Call<GetMe>) -> Result<Data, Refusal> {
    let tenant = call.caller.tenant;
    let administrator = call.caller.administrator.ok_or(code::UNAUTHORIZED)?;
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move { Ok((tenant::key(tx, tenant).await?, tenant::name(tx, tenant).await?)) })
    });
    let (key, name) = read.await?;
    Ok(Data {
        tenant_key: key.unwrap_or_default(),
        tenant_name: name.unwrap_or_default(),
        login: administrator.login.clone(),
        name: administrator.name.clone(),
        role: administrator.role,
        rights: administrator.rights(),
    })
}
