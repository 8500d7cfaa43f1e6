//! `GET /menjin/v1/administrators` - everybody who governs.

use menjin_api::menjin::administrator::list::{Data, ListAdministrators};
use menjin_store::{BoxFuture, StoreError, administrator as rows};

use super::shown;
use crate::{Call, Cx, Refusal};

/// Lists everybody.
pub async fn list(cx: &Cx, call: Call<ListAdministrators>) -> Result<Data, Refusal> {
    let tenant = call.caller.tenant;
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let rows = rows::list(tx, tenant).await?;
            shown(tx, tenant, rows).await
        })
    });
    Ok(Data { items: read.await? })
}
