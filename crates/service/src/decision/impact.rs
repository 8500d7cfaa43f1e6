//! `GET /menjin/v1/impact/:id`, and the beginning of it in a dry run's answer: who would gain and who would lose what.
//!
//! What the call would have changed is known from its rehearsal; the engine compares the state it was tried on with the same
//! state changed. That is done here, behind the writer's back, and kept for an hour, so that whoever asked may page through it.

mod kept;
mod rows;

use std::sync::Arc;

use menjin_api::access::{
    self,
    impact::{GetImpact, Impact, List, NOT_FOUND},
};
use menjin_engine::{Shift, impact};
use menjin_model::{Change, Millis, TenantNo};
use menjin_store::{BoxFuture, StoreError, impact as table, impact::ImpactRow};

use super::{
    book::Book,
    members::written,
    resolve::View,
    show::{Item, People},
    when::rfc3339,
    wrong,
};
use crate::{
    Call, Caller, Cx, DryRun, Refusal,
    knowledge::{self, Past},
    page::Pager,
};

pub use kept::Impacts;
use kept::Kept;

const USUAL: usize = 50;
const MOST: u64 = 500;

/// What a dry run found; `None` when the call was refused before it tried to change anything.
pub async fn of(cx: &Cx, caller: &Caller, dry_run: &DryRun, now: Millis) -> Result<Option<Impact>, Refusal> {
    let Some(rehearsal) = dry_run.rehearsal() else {
        return Ok(None);
    };
    let id = cx.ids.hex32()?;
    let shifts = reckon(cx, caller.tenant, rehearsal.revision, &rehearsal.changes, now).await?;
    let kept = Arc::new(Kept::new(id, caller, rehearsal.revision, now, shifts));
    cx.impacts.keep(&kept);
    if cx.db.is_shared() {
        let row = ImpactRow {
            app: caller.app.no,
            user: caller.user.unwrap_or_default(),
            revision: rehearsal.revision,
            at: now,
            changes: rehearsal.changes.clone(),
        };
        table::keep(&cx.db, caller.tenant, &kept.id, row).await?;
    }
    let part = Part { list: None, from: 0, size: USUAL };
    show(cx, caller, &kept, part, People::like(written(dry_run.user_id_type())), now).await.map(Some)
}

/// Pages through what a dry run found.
pub async fn get(cx: &Cx, call: Call<GetImpact>) -> Result<Impact, Refusal> {
    let Call { caller, path, query, now, .. } = call;
    let size = match query.page_size {
        None => USUAL,
        Some(size @ 1..=MOST) => usize::try_from(size).unwrap_or(USUAL),
        Some(_) => return Err(wrong("page_size", format!("must be from 1 to {MOST}"))),
    };
    let kept = find(cx, &caller, &path.id, now).await?.ok_or_else(|| Refusal::new(NOT_FOUND))?;
    let pager = pager(cx, &caller, &kept, query.list, now);
    let position = pager.position(query.page_token.as_deref());
    let position = position.map_err(|_| wrong("page_token", "is not the token of the part before, or is too old"))?;
    let from = position.and_then(|position| usize::try_from(*position.first()?).ok()).unwrap_or(0);
    let part = Part { list: Some(query.list), from, size };
    show(cx, &caller, &kept, part, People::like(written(query.user_id_type)), now).await
}

/// What the engine says of a change to a state.
async fn reckon(
    cx: &Cx,
    tenant: TenantNo,
    revision: i64,
    changes: &[Change],
    at: Millis,
) -> Result<Vec<Shift>, Refusal> {
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let Past::State(before) = knowledge::as_of(cx, tenant, revision).await? else {
        return Err(Refusal::fault(format!("the state {revision} that a call was tried on is gone"))
            .explained("the history was replaced meanwhile; ask again"));
    };
    let changes = changes.to_vec();
    let reckoned = tokio::task::spawn_blocking(move || {
        let mut after = before.facts.clone();
        after.apply(&changes);
        impact(&before.facts, &after, &changes, at)
    });
    reckoned.await.map_err(|error| Refusal::fault(error.to_string()))
}

/// The impact of this id, if this caller asked for it. Another node may have been asked.
async fn find(cx: &Cx, caller: &Caller, id: &str, now: Millis) -> Result<Option<Arc<Kept>>, Refusal> {
    if let Some(kept) = cx.impacts.find(caller, id, now) {
        return Ok(Some(kept));
    }
    if !cx.db.is_shared() {
        return Ok(None);
    }
    let tenant = caller.tenant;
    let row = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(table::find(tx, tenant, id)) });
    let Some(row) = row.await? else {
        return Ok(None);
    };
    if row.app != caller.app.no || row.user != caller.user.unwrap_or_default() || kept::is_over(row.at, now) {
        return Ok(None);
    }
    let shifts = reckon(cx, tenant, row.revision, &row.changes, row.at).await?;
    let kept = Arc::new(Kept::new(id.to_owned(), caller, row.revision, row.at, shifts));
    cx.impacts.keep(&kept);
    Ok(Some(kept))
}

/// Which part of which list; `None` begins both.
#[derive(Debug, Clone, Copy)]
struct Part {
    list: Option<List>,
    from: usize,
    size: usize,
}

async fn show(
    cx: &Cx,
    caller: &Caller,
    kept: &Kept,
    part: Part,
    people: People,
    now: Millis,
) -> Result<Impact, Refusal> {
    let shifts = if part.list == Some(List::Items) { &[] } else { kept.shifts(part.from, part.size) };
    let rows = if part.list == Some(List::Resources) { Vec::new() } else { kept.rows(part.from, part.size) };
    let mut book = Book::default();
    let wanted: Vec<Item> = rows::items(shifts, &rows, people).collect();
    book.fill_ids(cx, View::of(cx, caller), wanted.into_iter()).await?;
    let list = part.list.unwrap_or_default();
    let next = part.from.saturating_add(part.size);
    let has_more = next < kept.length(list);
    let next = i64::try_from(next).unwrap_or(i64::MAX);
    Ok(Impact {
        id: kept.id.clone(),
        revision: kept.revision.to_string(),
        time: rfc3339(kept.at),
        totals: kept.totals,
        resources: shifts.iter().map(|shift| rows::shift(shift, &book, kept.revision)).collect(),
        items: rows.iter().map(|row| row.effect(people, &book, kept.revision)).collect(),
        has_more,
        page_token: has_more.then(|| pager(cx, caller, kept, list, now).token(&[next])),
    })
}

fn pager<'a>(cx: &'a Cx, caller: &Caller, kept: &Kept, list: List, now: Millis) -> Pager<'a> {
    let name = <GetImpact as menjin_api::Endpoint>::META.name;
    Pager::of(&cx.keys, name, caller, &[access::OWN.name, &kept.id, list.as_str()], now)
}
