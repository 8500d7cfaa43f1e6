//! What administrators were told.

use menjin_api::menjin::{
    code as own,
    inbox::{
        list::{Data, ListInbox, Notice},
        seen::{Data as Seen, SeeInbox},
    },
    notice::code,
};
use menjin_model::AdministratorNo;
use menjin_store::{BoxFuture, StoreError, Written, inbox};

use crate::{
    Call, Caller, Cx, Refusal,
    decision::when::rfc3339,
    page::{Page, Pager},
};

const USUAL: usize = 50;
const MOST: u64 = 200;

/// The size of a page, as it was wished.
pub(crate) fn size(wished: Option<u64>) -> Result<usize, Refusal> {
    match wished {
        None => Ok(USUAL),
        Some(size @ 1..=MOST) => Ok(usize::try_from(size).unwrap_or(USUAL)),
        Some(_) => Err(Refusal::new(code::PAGE_SIZE).with_field("page_size", None, code::PAGE_SIZE.msg)),
    }
}

/// The position behind a page token.
pub(crate) fn before(pager: &Pager<'_>, token: Option<&str>) -> Result<i64, Refusal> {
    let wrong = |_| Refusal::new(code::PAGE_TOKEN).with_field("page_token", None, code::PAGE_TOKEN.msg);
    let position = pager.position(token).map_err(wrong)?;
    Ok(position.and_then(|position| position.first().copied()).unwrap_or(i64::MAX))
}

fn who(caller: &Caller) -> Result<AdministratorNo, Refusal> {
    Ok(caller.administrator.as_ref().ok_or(own::UNAUTHORIZED)?.no)
}

/// Lists the caller's notices, the latest first.
pub async fn list(cx: &Cx, call: Call<ListInbox>) -> Result<Data, Refusal> {
    let (tenant, who) = (call.caller.tenant, who(&call.caller)?);
    let (size, unseen) = (size(call.query.page_size)?, call.query.unseen.unwrap_or_default());
    let bound = who.0.to_string();
    let pager = Pager::new(&cx.keys, &call, &[&bound, if unseen { "unseen" } else { "" }]);
    let before = before(&pager, call.query.page_token.as_deref())?;
    let one_more = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let rows = inbox::list(tx, tenant, who, unseen, before, one_more).await?;
            Ok((rows, inbox::unseen(tx, tenant, who).await?))
        })
    });
    let (rows, unseen) = read.await?;
    let page = Page::cut(&pager, rows, size, |row| vec![row.id]);
    let has_more = page.has_more();
    let notice = |row: inbox::InboxRow| Notice {
        id: row.id,
        at: rfc3339(row.at),
        kind: row.kind,
        body: serde_json::from_str(&row.body).unwrap_or_default(),
        seen: row.seen.0 != 0,
    };
    Ok(Data { items: page.items.into_iter().map(notice).collect(), unseen, has_more, page_token: page.next })
}

/// Notes that the caller has seen notices. Nobody would call that a change, so the history does not say it.
pub async fn seen(cx: &Cx, call: Call<SeeInbox>) -> Result<Seen, Refusal> {
    let who = who(&call.caller)?;
    cx.write(call, move |tx, call| {
        Box::pin(async move {
            let seen = inbox::see(tx, call.caller.tenant, who, call.body.ids.as_deref(), call.now).await?;
            Ok(Written::unchanged(Seen { seen }))
        })
    })
    .await
}
