//! `GET /menjin/v1/tokens` - the caller's own.

use menjin_api::menjin::token::list::{Data, ListTokens, Shown};
use menjin_store::{
    BoxFuture, StoreError,
    administrator::token::{self as rows, TokenRow},
};

use super::owner;
use crate::{Call, Cx, Refusal};

/// Lists them.
pub async fn list(cx: &Cx, call: Call<ListTokens>) -> Result<Data, Refusal> {
    let (tenant, no) = (call.caller.tenant, owner(&call.caller)?.no);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(rows::list(tx, tenant, no)) });
    let shown = |row: TokenRow| Shown {
        id: row.id.to_string(),
        name: row.name,
        rights: serde_json::from_str(&row.rights).unwrap_or_default(),
        created: row.created.0,
        expires: row.expires.0,
        used: row.seen.0,
        revoked: row.revoked,
    };
    Ok(Data { items: read.await?.into_iter().map(shown).collect() })
}
