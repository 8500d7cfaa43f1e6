//! People groups of reviews, as administrators look at them.

use menjin_api::menjin::grant::code;
use menjin_store::{
    BoxFuture, StoreError,
    access::review_groups::{self as rows, ListedRow},
};

use crate::{Caller, Cx, Refusal};

/// So many are on a page.
pub const PAGE: i64 = 20;

/// Those whose name or id has this text in it, and after which number the list goes on.
pub async fn list(cx: &Cx, caller: &Caller, text: &str, after: i64) -> Result<(Vec<ListedRow>, Option<i64>), Refusal> {
    let tenant = caller.tenant;
    let text: String = text.chars().take(100).collect();
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let text = &text;
        Box::pin(async move { rows::list(tx, tenant, text, after, PAGE + 1).await })
    });
    let mut found = read.await?;
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = found.len() > size;
    found.truncate(size);
    let next = found.last().filter(|_| more).map(|group| group.id.0);
    Ok((found, next))
}

/// The one with this id.
pub async fn get(cx: &Cx, caller: &Caller, group_id: &str) -> Result<ListedRow, Refusal> {
    let tenant = caller.tenant;
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(rows::find(tx, tenant, group_id)) });
    read.await?.ok_or_else(|| Refusal::new(code::RESOURCE_UNKNOWN))
}

/// The `user_id`s of the people in it, at most so many; `None` when there are more.
pub async fn people(cx: &Cx, caller: &Caller, group_id: &str, most: usize) -> Result<Option<Vec<String>>, Refusal> {
    let tenant = caller.tenant;
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, Refusal>> {
        Box::pin(async move {
            let group = rows::find(tx, tenant, group_id).await?;
            let group = group.ok_or_else(|| Refusal::new(code::RESOURCE_UNKNOWN))?;
            let people = menjin_store::review::people(tx, tenant, group.id).await?;
            if people.len() > most {
                return Ok(None);
            }
            let mut ids = menjin_store::person::user_ids(tx, tenant, &people).await?;
            ids.sort_unstable();
            Ok(Some(ids.into_iter().map(|(_, id)| id).collect()))
        })
    });
    read.await
}
