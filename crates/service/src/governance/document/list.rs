//! `GET /menjin/v1/documents` - every document and folder that is not in the bin.

use menjin_api::menjin::{
    code,
    document::list::{Data, ListDocuments},
};
use menjin_store::{
    BoxFuture,
    access::{
        documents::{self as rows, Filter},
        names,
    },
};

use super::shown;
use crate::{
    Call, Cx, Refusal,
    governance::things,
    page::{Page, Pager},
};

const USUAL: usize = 20;
const MOST: u64 = 100;
/// How much of a text is looked for.
const TEXT_MAX: usize = 100;

/// Lists documents, the youngest first.
pub async fn list(cx: &Cx, call: Call<ListDocuments>) -> Result<Data, Refusal> {
    let wrong = |field: &str, why: &str| Refusal::new(code::INVALID).with_field(field, None, why);
    let size = match call.query.page_size {
        None => USUAL,
        Some(size @ 1..=MOST) => usize::try_from(size).unwrap_or(USUAL),
        Some(_) => return Err(wrong("page_size", "must be from 1 to 100")),
    };
    let text = |text: Option<&String>| text.map(|text| text.trim().chars().take(TEXT_MAX).collect::<String>());
    let query = &call.query;
    let q = text(query.q.as_ref()).unwrap_or_default();
    let kind = text(query.r#type.as_ref()).unwrap_or_default();
    let owner = text(query.owner.as_ref()).unwrap_or_default();
    let pager = Pager::new(&cx.keys, &call, &[&q, &kind, &owner]);
    let position = pager.position(query.page_token.as_deref());
    let position = position.map_err(|_| wrong("page_token", "is not the token of the page before, or is too old"))?;
    let before = position.and_then(|position| position.first().copied()).unwrap_or(i64::MAX);
    let caller = &call.caller;
    let most = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let (q, kind, owner) = (q.clone(), kind.clone(), owner.clone());
        Box::pin(async move {
            let owner = if owner.is_empty() {
                (String::new(), 0)
            } else {
                let (word, id) = owner.split_once(':').unwrap_or(("user", &owner));
                let found = match things::kind(word).filter(|_| matches!(word, "user" | "app")) {
                    Some(kind) => names::number(tx, caller.tenant, kind, id).await?,
                    None => None,
                };
                // Nobody owns nothing.
                (word.to_owned(), found.unwrap_or(-1))
            };
            let filter = Filter { text: q, kind, owner };
            let rows = rows::list(tx, caller.tenant, &filter, before, most).await?;
            let owners = rows.iter().map(|row| (row.owner_kind.as_str(), row.owner));
            let named = things::by_numbers(tx, caller, owners).await?;
            Ok((rows, named))
        })
    });
    let (rows, named) = read.await?;
    let page = Page::cut(&pager, rows, size, |row| vec![row.id.0]);
    let has_more = page.has_more();
    let items = page.items.into_iter().map(|row| {
        let owner = things::kind(&row.owner_kind).and_then(|kind| named.get(&(kind, row.owner)));
        let owner = owner.map(|(id, _)| id.clone()).unwrap_or_default();
        shown(row, owner)
    });
    Ok(Data { items: items.collect(), has_more, page_token: page.next })
}
