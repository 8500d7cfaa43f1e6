//! Apps, as administrators look at them.

use menjin_api::menjin::grant::code;
use menjin_store::{
    BoxFuture, StoreError,
    access::apps::{self as rows, ListedRow},
};

use crate::{Caller, Cx, Refusal};

/// So many apps are listed at most: a company has a handful.
pub const MOST: i64 = 200;

/// Apps whose name or id has this text in it.
pub async fn list(cx: &Cx, caller: &Caller, text: &str) -> Result<Vec<ListedRow>, Refusal> {
    let tenant = caller.tenant;
    let text: String = text.chars().take(100).collect();
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let text = &text;
        Box::pin(async move { rows::list(tx, tenant, text, MOST).await })
    });
    Ok(read.await?)
}

/// The app with this id.
pub async fn get(cx: &Cx, caller: &Caller, app_id: &str) -> Result<ListedRow, Refusal> {
    let found = list(cx, caller, app_id).await?.into_iter().find(|app| app.app_id.as_str() == app_id);
    found.ok_or_else(|| Refusal::new(code::RESOURCE_UNKNOWN))
}
