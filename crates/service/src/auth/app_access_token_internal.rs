//! `POST /open-apis/auth/v3/app_access_token/internal` - the same token under both of its names.

use menjin_api::auth::app_access_token_internal::{AppAccessTokenInternal, Data};

use crate::{Cx, OpenCall, Refusal};

/// Issues the app token, which for self-built apps is the tenant token.
pub async fn app_access_token_internal(cx: &Cx, call: OpenCall<AppAccessTokenInternal>) -> Result<Data, Refusal> {
    let issued = super::issue(cx, &call.body, call.now).await?;
    Ok(Data { app_access_token: issued.token.clone(), tenant_access_token: issued.token, expire: issued.expire })
}
