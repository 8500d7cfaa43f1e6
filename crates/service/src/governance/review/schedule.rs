//! What reviews do by the clock: they remind, and close when they are due.

use std::{sync::Arc, time::Duration};

use menjin_api::{
    common::Empty,
    menjin::review::{Path, close::CloseReview, code},
};
use menjin_model::{Millis, TenantNo};
use menjin_store::{AuditEntry, BoxFuture, StoreError, Written, review_case, review_case::ReviewRow};
use serde_json::{Value, json};

use super::remove::caller;
use crate::{Call, Cx, Refusal, governance::notice, nodes};

const DAY: i64 = 86_400_000;
/// How long before it is due a review reminds, and the word for it.
const REMINDERS: [(i64, &str); 3] = [(7 * DAY, "7d"), (DAY, "1d"), (0, "due")];
/// How often is looked.
const TICK: Duration = Duration::from_secs(5);

/// Keeps reminding and closing.
pub fn start(cx: Arc<Cx>) {
    tokio::spawn(async move {
        loop {
            // The clock of all nodes, if somebody moved it.
            let turned = match nodes::catch_up(&cx).await {
                Ok(()) => turn(&cx).await.map(drop),
                Err(lost) => Err(lost.into()),
            };
            if let Err(refusal) = turned {
                tracing::warn!(cause = refusal.0.cause, "access reviews wait");
            }
            tokio::time::sleep(TICK).await;
        }
    });
}

/// Reminds of those that are due soon, and closes those that are due; how many it closed. The clock is the one of all calls.
pub async fn turn(cx: &Cx) -> Result<usize, Refusal> {
    let now = cx.clock.now();
    let open = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(review_case::open(tx)) }).await?;
    let mut closed = 0;
    for (tenant, id) in open {
        let read = cx
            .db
            .read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(review_case::find(tx, tenant, id)) });
        let Some(row) = read.await?.filter(|row| row.closed.0 == 0) else { continue };
        if let Some(word) = reminder(&row, now) {
            remind(cx, tenant, row.clone(), word, now).await?;
        }
        if row.due <= now {
            match super::close(cx, closing(tenant, id, now)).await {
                Ok(_) => closed += 1,
                // Somebody else was quicker.
                Err(refusal) if refusal.number() == code::CLOSED.number => {}
                Err(refusal) if refusal.0.unavailable => return Err(refusal),
                // The others need not wait for it.
                Err(refusal) => tracing::error!(cause = refusal.0.cause, review = id, "a review could not be closed"),
            }
        }
    }
    Ok(closed)
}

fn closing(tenant: TenantNo, id: i64, now: Millis) -> Call<CloseReview> {
    Call {
        caller: caller(tenant, id),
        path: Path { id },
        query: (),
        body: Empty {},
        now,
        log_id: String::new(),
        dry_run: None,
    }
}

/// The latest reminder whose time has come and that was not given. None that lay before the review was begun.
fn reminder(row: &ReviewRow, now: Millis) -> Option<&'static str> {
    let come = REMINDERS.iter().rev().find(|(before, _)| row.due.0 - before <= now.0);
    let (before, word) = come?;
    let at = row.due.0 - before;
    (at > row.created.0 && at > row.reminded.0).then_some(*word)
}

async fn remind(cx: &Cx, tenant: TenantNo, row: ReviewRow, word: &'static str, now: Millis) -> Result<(), Refusal> {
    let reminding = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let row = row.clone();
        Box::pin(async move {
            // Of several nodes one reminds.
            let before = Millis(row.reminded.0.saturating_add(1));
            if !review_case::remind(tx, tenant, row.id, before, now).await? {
                return Ok(Written::unchanged(()));
            }
            let (total, keep, remove, _) = review_case::counts(tx, tenant, row.id).await?;
            let told = json!({
                "id": row.id, "name": row.name, "left": word, "open": total - keep - remove, "due": row.due,
            });
            notice::tell(tx, tenant, "review.due", &told, now).await?;
            let entry = AuditEntry {
                actor: format!("review:{}", row.id),
                surface: "review".to_owned(),
                log_id: String::new(),
                at: now,
                action: "menjin.v1.review.remind".to_owned(),
                object: format!("review:{}", row.id),
                before: Value::Null,
                after: told,
            };
            Ok(Written::new((), entry))
        })
    });
    reminding.await
}
