//! `GET /menjin/v1/reviews`, `GET /menjin/v1/reviews/:id`.

use menjin_api::menjin::review::{
    Decision, code,
    get::{Data as One, GetReview, Item as Shown, Wanted},
    list::{Data, ListReviews},
};
use menjin_model::Millis;
use menjin_store::{
    BoxFuture, StoreError, administrator,
    administrator::AdministratorRow,
    review_case::{self, ItemRow},
};

use super::{item::Item, shown, shown_one};
use crate::{
    Call, Cx, Refusal,
    decision::when::rfc3339,
    page::{Page, Pager},
};

const USUAL: usize = 50;
const MOST: u64 = 200;

fn size(wished: Option<u64>) -> Result<usize, Refusal> {
    match wished {
        None => Ok(USUAL),
        Some(size @ 1..=MOST) => Ok(usize::try_from(size).unwrap_or(USUAL)),
        Some(_) => Err(Refusal::new(code::PAGE_SIZE).with_field("page_size", None, code::PAGE_SIZE.msg)),
    }
}

fn position(pager: &Pager<'_>, token: Option<&str>) -> Result<Option<i64>, Refusal> {
    let wrong = |_| Refusal::new(code::PAGE_TOKEN).with_field("page_token", None, code::PAGE_TOKEN.msg);
    Ok(pager.position(token).map_err(wrong)?.and_then(|position| position.first().copied()))
}

/// Lists reviews, the newest first.
pub async fn list(cx: &Cx, call: Call<ListReviews>) -> Result<Data, Refusal> {
    let tenant = call.caller.tenant;
    let (size, open) = (size(call.query.page_size)?, call.query.open.unwrap_or_default());
    let pager = Pager::new(&cx.keys, &call, &[if open { "open" } else { "" }]);
    let before = position(&pager, call.query.page_token.as_deref())?.unwrap_or(i64::MAX);
    let one_more = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let people = administrator::list(tx, tenant).await?;
            let mut reviews = Vec::new();
            for row in review_case::list(tx, tenant, open, before, one_more).await? {
                reviews.push(shown(tx, tenant, &row, &people).await?);
            }
            Ok(reviews)
        })
    });
    let page = Page::cut(&pager, read.await?, size, |review| vec![review.id]);
    let has_more = page.has_more();
    Ok(Data { items: page.items, has_more, page_token: page.next })
}

/// A review and a page of its items.
pub async fn get(cx: &Cx, call: Call<GetReview>) -> Result<One, Refusal> {
    let (tenant, id) = (call.caller.tenant, call.path.id);
    let size = size(call.query.page_size)?;
    let wanted = call.query.decision.map(|wanted| match wanted {
        Wanted::Keep => "keep",
        Wanted::Remove => "remove",
        Wanted::Open => "",
    });
    let pager = Pager::new(&cx.keys, &call, &[&id.to_string(), wanted.unwrap_or("all")]);
    let after = position(&pager, call.query.page_token.as_deref())?.unwrap_or(0);
    let one_more = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        Box::pin(async move {
            let row = review_case::find(tx, tenant, id).await?.ok_or(code::UNKNOWN)?;
            let people = administrator::list(tx, tenant).await?;
            let review = shown_one(tx, tenant, &row).await?;
            Ok((review, review_case::items(tx, tenant, id, wanted, after, one_more).await?, people))
        })
    });
    let (review, rows, people) = read.await?;
    let page = Page::cut(&pager, rows, size, |row| vec![row.position]);
    let has_more = page.has_more();
    let items = page.items.into_iter().map(|row| item(row, &people)).collect();
    Ok(One { review, items, has_more, page_token: page.next })
}

fn item(row: ItemRow, people: &[AdministratorRow]) -> Shown {
    let Item { kind, resource, name, holder_kind, holder, holder_name, grant, ends, .. } =
        serde_json::from_str(&row.item).unwrap_or_default();
    let moment = |at: Millis| (at.0 != 0).then(|| rfc3339(at));
    let decider = people.iter().find(|person| person.id == row.decider);
    Shown {
        position: row.position,
        resource: format!("{kind}:{resource}"),
        resource_name: name,
        holder: if holder_kind == "everyone" { holder_kind } else { format!("{holder_kind}:{holder}") },
        holder_name,
        grant,
        ends: moment(Millis(ends)),
        decision: Decision::parse(&row.decision),
        decider: decider.map(|person| person.name.clone()),
        at: moment(row.at),
        note: row.note,
        applied: moment(row.applied),
    }
}
