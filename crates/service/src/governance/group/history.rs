//! `GET /menjin/v1/groups/:id/history` - what was changed of a group, also of one that is gone.

use menjin_api::menjin::group::{
    code,
    history::{Data, GroupHistory, Item},
};
use menjin_store::{BoxFuture, StoreError, change::object, group};

use super::{bad_token, names, page_size};
use crate::{
    Call, Cx, Refusal,
    page::{Page, Pager},
};

/// Lists the changes of a group, the latest first.
pub async fn history(cx: &Cx, call: Call<GroupHistory>) -> Result<Data, Refusal> {
    let tenant = call.caller.tenant;
    let size = page_size(call.query.page_size)?;
    let pager = Pager::new(&cx.keys, &call, &[&call.path.id]);
    let position = pager.position(call.query.page_token.as_deref()).map_err(|_| bad_token())?;
    let before = position.and_then(|position| position.first().copied()).unwrap_or(i64::MAX);
    let id = call.path.id.clone();
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let id = id.clone();
        Box::pin(async move {
            let one_more = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
            let rows = object::list(tx, tenant, &format!("group:{id}"), before, one_more).await?;
            let is_known = !rows.is_empty() || group::find(tx, tenant, &id).await?.is_some();
            Ok((rows, names::administrators(tx, tenant).await?, is_known))
        })
    });
    let (rows, names, is_known) = read.await?;
    if !is_known && before == i64::MAX {
        return Err(code::UNKNOWN.into());
    }
    let page = Page::cut(&pager, rows, size, |row| vec![row.revision]);
    let has_more = page.has_more();
    let item = |row: object::ObjectRow| Item {
        revision: row.revision,
        at: row.at.0,
        actor_name: names.get(&row.actor).cloned().unwrap_or_default(),
        actor: row.actor,
        surface: row.surface,
        log_id: row.log_id,
        action: row.action,
        before: serde_json::from_str(&row.before).unwrap_or_default(),
        after: serde_json::from_str(&row.after).unwrap_or_default(),
    };
    Ok(Data { items: page.items.into_iter().map(item).collect(), has_more, page_token: page.next })
}
