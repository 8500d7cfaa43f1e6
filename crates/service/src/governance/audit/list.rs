//! `GET /menjin/v1/audit` - the changes, the newest first, or behind a revision.

use menjin_api::menjin::audit::{
    Change, code,
    list::{Data, ListAudit, Query},
};
use menjin_model::Right;
use menjin_store::change::told;

use super::{Page, Way, Wish, changes, page};
use crate::{Call, Caller, Cx, Refusal, page::Pager};

const USUAL: usize = 50;
const MOST: u64 = 200;

/// Lists changes.
pub async fn list(cx: &Cx, call: Call<ListAudit>) -> Result<Data, Refusal> {
    let size = match call.query.page_size {
        None => USUAL,
        Some(size @ 1..=MOST) => usize::try_from(size).unwrap_or(USUAL),
        Some(_) => return Err(Refusal::new(code::PAGE_SIZE).with_field("page_size", None, code::PAGE_SIZE.msg)),
    };
    let Query { actor, object, action, surface, from, until, q, after, page_token, .. } = call.query.clone();
    let after_word = after.map(|after| after.to_string());
    let filters = [&actor, &object, &action, &surface, &from, &until, &q, &after_word];
    let bound: Vec<&str> = filters.iter().map(|one| one.as_deref().unwrap_or_default()).collect();
    let pager = Pager::new(&cx.keys, &call, &bound);
    let position = pager.position(page_token.as_deref());
    let position =
        position.map_err(|_| Refusal::new(code::PAGE_TOKEN).with_field("page_token", None, code::PAGE_TOKEN.msg))?;
    let at = position.and_then(|position| position.first().copied());
    let way = match after {
        Some(after) => Way::Up(at.unwrap_or(after)),
        None => Way::Down(at),
    };
    let wish = Wish { actor, object, action, surface, from, until, q };
    let Page { items, next, searched } = page(&cx.db, call.caller.tenant, &wish, way, size).await?;
    let page_token = next.map(|next| pager.token(&[next]));
    Ok(Data { items, has_more: page_token.is_some(), page_token, searched })
}

/// One change, for who may see the audit.
pub async fn one(cx: &Cx, caller: &Caller, revision: i64) -> Result<Change, Refusal> {
    caller.administrator.as_ref().ok_or(menjin_api::menjin::code::UNAUTHORIZED)?.require(Right::Audit)?;
    let tenant = caller.tenant;
    let read = cx.db.read(move |tx| -> menjin_store::BoxFuture<'_, Result<_, Refusal>> {
        Box::pin(async move {
            let row = told::one(tx, tenant, revision).await?.ok_or(code::REVISION)?;
            Ok(changes(tx, tenant, vec![row]).await?)
        })
    });
    read.await?.into_iter().next().ok_or_else(|| code::REVISION.into())
}
