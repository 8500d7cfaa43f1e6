//! `POST /menjin/v1/reviews/:id/close` - carries a review out.
//!
//! Each removal is a write of its own, in the name of the review; who dies in the middle goes on where it was. Only then is the
//! review closed, once.

use std::sync::Arc;

use menjin_api::{
    common::Empty,
    menjin::{
        code as own,
        review::{
            Decision, Path, Review,
            close::{CloseReview, Data, Failed},
            code,
        },
    },
};
use menjin_model::{Millis, TenantNo};
use menjin_store::{BoxFuture, StoreError, Tx, Written, review_case, review_case::ItemRow};
use serde_json::json;

use super::{
    item::Item,
    outcome,
    remove::{By, caller, remove},
    shown_one,
};
use crate::{Call, Cx, DryRun, Refusal, decision::impact, dry_run::Rehearsal, governance::notice};

/// How often is looked for items that somebody decided while others were removed.
const ROUNDS: usize = 5;
/// More items than a review may have.
const ALL: i64 = 1 << 20;

/// Carries a review out: what is to be removed is, its outcome holds for what nobody decided, and it is closed.
pub async fn close(cx: &Cx, call: Call<CloseReview>) -> Result<Data, Refusal> {
    let (tenant, id) = (call.caller.tenant, call.path.id);
    if let Some(dry_run) = call.dry_run.clone() {
        let (review, _, items) = pending(cx, tenant, id).await?;
        let (removed, failed) = rehearse(cx, &call, &dry_run, items).await?;
        let impact = impact::of(cx, &call.caller, &dry_run, call.now).await?;
        return Ok(Data { review, removed, failed, impact });
    }
    let by = By { caller: caller(tenant, id), now: call.now, log_id: call.log_id.as_str().into(), dry_run: None };
    let mut failed: Vec<Failed> = Vec::new();
    for _ in 0..ROUNDS {
        let (_, outcome, items) = pending(cx, tenant, id).await?;
        for row in items {
            if is_in(&failed, &row) {
                continue;
            }
            let reason = match remove(cx, &by, &read_item(&row)).await {
                Ok(()) => None,
                Err(refusal) if refusal.0.unavailable => return Err(refusal),
                Err(refusal) => Some(why(&refusal)),
            };
            note(cx, tenant, id, (row.position, call.now), reason.clone()).await?;
            failed.extend(reason.map(|reason| Failed { position: row.position, reason }));
        }
        let tried = failed.clone();
        let done = cx.write(again(&call), move |tx, call| Box::pin(finish(tx, call, outcome, tried.clone()))).await?;
        if let Some(done) = done {
            return Ok(done);
        }
    }
    Err(own::CONFLICT.into())
}

/// The same call, for one more round.
fn again(call: &Call<CloseReview>) -> Call<CloseReview> {
    Call {
        caller: call.caller.clone(),
        path: Path { id: call.path.id },
        query: (),
        body: Empty {},
        now: call.now,
        log_id: call.log_id.clone(),
        dry_run: None,
    }
}

fn is_in(failed: &[Failed], row: &ItemRow) -> bool {
    failed.iter().any(|one| one.position == row.position)
}

/// Whether an item is to be removed and still is there.
fn is_pending(row: &ItemRow, outcome: Decision) -> bool {
    row.applied.0 == 0 && Decision::parse(&row.decision).unwrap_or(outcome) == Decision::Remove
}

/// The open review, its outcome, and what is still to be removed.
async fn pending(cx: &Cx, tenant: TenantNo, id: i64) -> Result<(Review, Decision, Vec<ItemRow>), Refusal> {
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        Box::pin(async move {
            let row = review_case::find(tx, tenant, id).await?.ok_or(code::UNKNOWN)?;
            if row.closed.0 != 0 {
                return Err(code::CLOSED.into());
            }
            let outcome = outcome(&row);
            let mut items = review_case::items(tx, tenant, id, None, 0, ALL).await?;
            items.retain(|item| is_pending(item, outcome));
            Ok((shown_one(tx, tenant, &row).await?, outcome, items))
        })
    });
    read.await
}

fn read_item(row: &ItemRow) -> Item {
    serde_json::from_str(&row.item).unwrap_or_default()
}

/// Why something could not be removed, in words.
fn why(refusal: &Refusal) -> String {
    let reason = &refusal.0;
    let first = reason.fields.first().map(|wrong| wrong.description.clone());
    let code = reason.code.map(|code| code.msg.to_owned());
    let words = first.filter(|text| !text.is_empty()).or_else(|| reason.message.clone()).or(code);
    words.unwrap_or_else(|| "internal error".to_owned())
}

/// Notes that an item was removed, or why not. The removal itself is in the history.
async fn note(
    cx: &Cx,
    tenant: TenantNo,
    review: i64,
    (position, now): (i64, Millis),
    reason: Option<String>,
) -> Result<(), StoreError> {
    let noted = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let reason = reason.clone();
        Box::pin(async move {
            let at = if reason.is_none() { now } else { Millis(0) };
            review_case::applied(tx, tenant, review, position, at, reason.as_deref()).await?;
            Ok(Written::unchanged(()))
        })
    });
    noted.await
}

async fn finish(
    tx: &mut Tx<'_>,
    call: Arc<Call<CloseReview>>,
    outcome: Decision,
    failed: Vec<Failed>,
) -> Result<Written<Option<Data>>, Refusal> {
    let (tenant, id) = (call.caller.tenant, call.path.id);
    let row = review_case::find(tx, tenant, id).await?.ok_or(code::UNKNOWN)?;
    let items = review_case::items(tx, tenant, id, None, 0, ALL).await?;
    if row.closed.0 == 0 && items.iter().any(|item| is_pending(item, outcome) && !is_in(&failed, item)) {
        // Somebody decided while others were removed.
        return Ok(Written::unchanged(None));
    }
    let (total, keep, remove, _) = review_case::counts(tx, tenant, id).await?;
    let settled = review_case::settle(tx, tenant, id, outcome.as_str(), call.now).await?;
    if !review_case::close(tx, tenant, id, call.now).await? {
        return Err(code::CLOSED.into());
    }
    let row = review_case::ReviewRow { closed: call.now, ..row };
    let review = shown_one(tx, tenant, &row).await?;
    let told = json!({
        "id": id, "name": row.name, "removed": review.removed, "failed": failed.len(), "settled": settled,
    });
    notice::tell(tx, tenant, "review.closed", &told, call.now).await?;
    let before = json!({"total": total, "keep": keep, "remove": remove, "closed": false});
    let after = json!({
        "total": total, "keep": review.keep, "remove": review.remove, "closed": true, "removed": review.removed,
        "failed": failed,
    });
    let audit = call.audit(format!("review:{id}"), before, after);
    Ok(Written::new(Some(Data { removed: review.removed, review, failed, impact: None }), audit))
}

/// Tries every removal by itself, and keeps all they would change as one.
async fn rehearse(
    cx: &Cx,
    call: &Call<CloseReview>,
    dry_run: &DryRun,
    items: Vec<ItemRow>,
) -> Result<(i64, Vec<Failed>), Refusal> {
    let (mut removed, mut failed) = (0, Vec::new());
    let mut whole: Option<Rehearsal> = None;
    for row in items {
        let one = DryRun::new(dry_run.user_id_type());
        let by = By {
            caller: caller(call.caller.tenant, call.path.id),
            now: call.now,
            log_id: call.log_id.as_str().into(),
            dry_run: Some(one.clone()),
        };
        match remove(cx, &by, &read_item(&row)).await {
            Ok(()) => removed += 1,
            Err(refusal) if refusal.0.unavailable => return Err(refusal),
            Err(refusal) => failed.push(Failed { position: row.position, reason: why(&refusal) }),
        }
        if let Some(Rehearsal { revision, changes }) = one.rehearsal() {
            let whole = whole.get_or_insert_with(|| Rehearsal { revision: *revision, changes: Vec::new() });
            whole.changes.extend(changes.iter().cloned());
        }
    }
    if let Some(whole) = whole {
        dry_run.keep(whole);
    }
    Ok((removed, failed))
}
