//! `POST /open-apis/auth/v3/tenant_access_token/internal` - a token for a self-built app.

use menjin_api::auth::tenant_access_token_internal::{Data, TenantAccessTokenInternal};

use crate::{Cx, OpenCall, Refusal};

/// Issues the tenant token.
pub async fn tenant_access_token_internal(cx: &Cx, call: OpenCall<TenantAccessTokenInternal>) -> Result<Data, Refusal> {
    let issued = super::issue(cx, &call.body, call.now).await?;
    Ok(Data { tenant_access_token: issued.token, expire: issued.expire })
}
