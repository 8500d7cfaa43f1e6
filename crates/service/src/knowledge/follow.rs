//! Where nodes share a database: what the others wrote, read before each answer.
//!
//! All questions about a tenant that wait at one moment share one reading. It looks at the end of the history; only when that
//! has moved it reads the rows since ours. Our own last row must still be there: else the history is another one.

use std::sync::atomic::{AtomicU64, Ordering};

use menjin_model::TenantNo;
use menjin_store::{BoxFuture, StoreError, change};
use tokio::sync::Mutex;

use super::tenant::Tenant;
use crate::Cx;

/// Rows of history read at a time.
const ROWS: i64 = 500;

/// Whose turn it is to read.
#[derive(Debug)]
pub(super) struct Turn {
    begun: AtomicU64,
    /// The last reading: its number, and how it ended.
    last: Mutex<(u64, Result<(), StoreError>)>,
}

impl Default for Turn {
    fn default() -> Self {
        Self { begun: AtomicU64::new(0), last: Mutex::new((0, Ok(()))) }
    }
}

/// Takes in what was written anywhere before this was called, if anything is known yet.
pub(super) async fn catch_up(cx: &Cx, tenant: TenantNo, known: &Tenant) -> Result<(), StoreError> {
    let begun = known.turn.begun.load(Ordering::Acquire);
    let mut last = known.turn.last.lock().await;
    if last.0 > begun {
        return last.1.clone();
    }
    let number = known.turn.begun.fetch_add(1, Ordering::AcqRel) + 1;
    let done = read(cx, tenant, known).await;
    *last = (number, done.clone());
    done
}

async fn read(cx: &Cx, tenant: TenantNo, known: &Tenant) -> Result<(), StoreError> {
    while let Some((revision, hash)) = known.mark() {
        let (head, news) = cx
            .db
            .read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
                let hash = hash.clone();
                Box::pin(async move {
                    let head = change::head(tx, tenant).await?;
                    let same = head.revision == revision && head.hash == hash;
                    // From our own row on, to see that it is still there.
                    let news = if same { Vec::new() } else { change::news(tx, tenant, revision - 1, ROWS).await? };
                    Ok((head, news))
                })
            })
            .await?;
        if head.revision == revision && head.hash == hash {
            return Ok(());
        }
        let mut news = news.into_iter();
        let ours_is_there =
            revision == 0 || news.next().is_some_and(|row| row.revision == revision && row.hash == hash);
        let mut last = revision;
        for row in news {
            let Some(changes) = row.facts.filter(|_| ours_is_there && row.revision == last + 1) else { break };
            known.learn(row.revision, &changes, Some(&row.hash));
            last = row.revision;
        }
        if last == revision {
            // Nothing could be taken in: the history was replaced, or a row does not say what it did.
            known.forget();
            cx.knowledge.names().forget_all();
            return Ok(());
        }
        if last >= head.revision {
            return Ok(());
        }
    }
    Ok(())
}
