//! Earlier states: the present one, with what was written since undone.

use std::sync::{Arc, PoisonError};

use menjin_model::{Millis, TenantNo};
use menjin_store::{BoxFuture, StoreError, change};

use super::{
    Standing,
    gone::{Gone, Went},
    whole,
};
use crate::Cx;

/// How many earlier states of a tenant are remembered.
const STATES_MAX: usize = 4;
/// Rows of history undone at a time.
const ROWS: i64 = 500;

/// Earlier states that were asked about, the latest asked last.
pub(super) type States = Vec<Earlier>;

/// One of them: when names were last forgotten, as the history may have been replaced with them; the state.
type Earlier = (u64, Standing);

/// An earlier state, or why there is none.
#[derive(Debug, Clone)]
pub enum Past {
    /// Here it is.
    State(Standing),
    /// The history says no more what was so then. It does from this revision and moment on.
    Forgotten {
        /// The first revision.
        revision: i64,
        /// Its moment.
        at: Millis,
    },
    /// It is still to come: the last revision is this one.
    Ahead(i64),
}

/// The last revision up to a moment; `None` when there was none yet.
pub async fn revision_at(cx: &Cx, tenant: TenantNo, moment: Millis) -> Result<Option<i64>, StoreError> {
    cx.db.read(|tx| -> BoxFuture<'_, _> { Box::pin(change::revision_at(tx, tenant, moment)) }).await
}

/// The state of a tenant's facts after the write `revision`.
pub async fn as_of(cx: &Cx, tenant: TenantNo, revision: i64) -> Result<Past, StoreError> {
    // Asked first: what belongs to a history that is replaced meanwhile is not remembered as of the new one.
    let generation = cx.knowledge.names().generation();
    let present = whole(cx, tenant).await?;
    if revision > present.revision {
        return Ok(Past::Ahead(present.revision));
    }
    if revision == present.revision {
        return Ok(Past::State(present));
    }
    if let Some(forgotten) = forgotten(cx, tenant, revision).await? {
        return Ok(forgotten);
    }
    let known = cx.knowledge.0.asked(tenant, cx.clock.now());
    let nearest = {
        let states = known.past.lock().unwrap_or_else(PoisonError::into_inner);
        let fitting = states.iter().filter(|(since, state)| *since == generation && state.revision >= revision);
        fitting.min_by_key(|(_, state)| state.revision).map(|(_, state)| state.clone())
    };
    let Standing { mut facts, revision: mut at, gone } = nearest.unwrap_or(present);
    let mut gone: Gone = gone.map(Arc::unwrap_or_clone).unwrap_or_default();
    while at > revision {
        // From the latest backwards, a window at a time.
        let after = revision.max(at - ROWS);
        let rows = cx
            .db
            .read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
                Box::pin(change::news(tx, tenant, after, at - after))
            })
            .await?;
        let mut went = Vec::new();
        for row in rows.into_iter().rev() {
            let Some(changes) = row.facts else {
                return Ok(Past::Forgotten { revision: row.revision, at: row.at });
            };
            went.extend(Went::of(row.revision, &changes));
            facts.undo(&changes);
        }
        if !went.is_empty() {
            let gone = &mut gone;
            cx.db
                .read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
                    Box::pin(async move { gone.learn(tx, tenant, &went).await })
                })
                .await?;
        }
        at = after;
    }
    let state = Standing { facts, revision, gone: Some(Arc::new(gone)) };
    let mut states = known.past.lock().unwrap_or_else(PoisonError::into_inner);
    states.retain(|(since, state)| *since == generation && state.revision != revision);
    if states.len() >= STATES_MAX {
        states.remove(0);
    }
    states.push((generation, state.clone()));
    Ok(Past::State(state))
}

async fn forgotten(cx: &Cx, tenant: TenantNo, revision: i64) -> Result<Option<Past>, StoreError> {
    let oldest = cx
        .db
        .read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
            Box::pin(async move {
                let oldest = change::oldest_known(tx, tenant).await?;
                if revision >= oldest {
                    return Ok(None);
                }
                let row = change::news(tx, tenant, oldest - 1, 1).await?;
                Ok(Some((oldest, row.first().map_or(Millis(0), |row| row.at))))
            })
        })
        .await?;
    Ok(oldest.map(|(revision, at)| Past::Forgotten { revision, at }))
}
