//! The log of decisions: off, complete or sampled. It never slows an answer: what is to be kept waits in a bounded queue for a
//! task that writes many at once, and what does not fit is counted and let go.

use std::{
    fmt,
    str::FromStr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use menjin_engine::Decision;
use menjin_model::{Millis, TenantNo};
use menjin_store::{BoxFuture, Db, StoreError, Written, change, decision_log, decision_log::NewDecision, tenant};
use serde::Serialize;
use tokio::sync::{mpsc, oneshot};

use super::{
    asked::{self, Asked, State},
    when::rfc3339,
};
use crate::{Caller, Cx};

/// How many decisions wait to be written.
const QUEUE: usize = 20_000;
/// How many are written at once.
const BATCH: usize = 1000;
/// How often old history is forgotten, and how many rows at a time.
const SWEEP: Duration = Duration::from_mins(10);
const SWEEP_ROWS: i64 = 1000;

/// Which decisions are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sampling {
    /// None.
    #[default]
    Off,
    /// One of so many; of one, all.
    OneIn(u32),
}

impl FromStr for Sampling {
    type Err = &'static str;

    /// `off`, `all` or `1/N`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "off" => Ok(Self::Off),
            "all" => Ok(Self::OneIn(1)),
            _ => match text.strip_prefix("1/").and_then(|many| many.parse().ok()) {
                Some(many) if many > 0 => Ok(Self::OneIn(many)),
                _ => Err("write off, all, or 1/N for one of N decisions"),
            },
        }
    }
}

/// The log.
pub struct Log {
    sampling: Sampling,
    asked: AtomicU64,
    dropped: AtomicU64,
    kept: Arc<AtomicU64>,
    queue: mpsc::Sender<Entry>,
    waiting: Mutex<Option<mpsc::Receiver<Entry>>>,
}

enum Entry {
    Decision(TenantNo, Box<NewDecision>),
    /// Tells when all that came before is written.
    Flush(oneshot::Sender<()>),
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log").field("sampling", &self.sampling).finish_non_exhaustive()
    }
}

impl Default for Log {
    fn default() -> Self {
        Self::new(Sampling::Off)
    }
}

impl Log {
    /// Keeps what `sampling` says, once it was [`start`]ed.
    #[must_use]
    pub fn new(sampling: Sampling) -> Self {
        let (queue, waiting) = mpsc::channel(if sampling == Sampling::Off { 1 } else { QUEUE });
        Self {
            sampling,
            asked: AtomicU64::new(0),
            dropped: AtomicU64::new(0),
            kept: Arc::default(),
            queue,
            waiting: Mutex::new(Some(waiting)),
        }
    }

    /// How many decisions were written, and how many were let go because too many waited.
    #[must_use]
    pub fn counts(&self) -> (u64, u64) {
        (self.kept.load(Ordering::Relaxed), self.dropped.load(Ordering::Relaxed))
    }

    /// Waits until what was decided up to now is written.
    pub async fn flush(&self) {
        let (tell, told) = oneshot::channel();
        if self.sampling != Sampling::Off && self.queue.send(Entry::Flush(tell)).await.is_ok() {
            let _ended = told.await;
        }
    }

    fn takes(&self) -> bool {
        match self.sampling {
            Sampling::Off => false,
            Sampling::OneIn(1) => true,
            Sampling::OneIn(many) => self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(many.into()),
        }
    }
}

/// What a kept question looks like.
#[derive(Serialize)]
struct Question<'a> {
    subject: Thing<'a>,
    action: &'a str,
    resource: Thing<'a>,
    time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
}

#[derive(Serialize)]
struct Thing<'a> {
    r#type: &'a str,
    id: &'a str,
}

/// The log, as one request sees it.
pub(super) struct Logging<'a> {
    log: &'a Log,
    caller: &'a Caller,
    now: Millis,
    log_id: &'a str,
}

impl<'a> Logging<'a> {
    pub(super) fn of(log: &'a Log, caller: &'a Caller, now: Millis, log_id: &'a str) -> Self {
        Self { log, caller, now, log_id }
    }

    /// Keeps a decision, if it is one of those that are kept.
    pub(super) fn decided(&mut self, asked: &Asked<'_>, at: Millis, decision: &Decision, revision: i64) {
        if self.log.takes() {
            self.keep(asked, at, decision, revision);
        }
    }

    /// The same for a decision whose reason nobody asked for: it is found only to be kept.
    pub(super) fn without_reason(
        &mut self,
        asked: &Asked<'_>,
        at: Millis,
        revision: i64,
        find: impl FnOnce() -> Decision,
    ) {
        if self.log.takes() {
            self.keep(asked, at, &find(), revision);
        }
    }

    fn keep(&mut self, asked: &Asked<'_>, at: Millis, decision: &Decision, revision: i64) {
        let question = Question {
            subject: Thing { r#type: asked::subject_word(asked.subject.kind), id: &asked.subject.id },
            action: asked.action.as_str(),
            resource: Thing { r#type: asked::resource_word(asked.resource.kind), id: &asked.resource.id },
            time: rfc3339(at),
            as_of: match asked.when.state {
                State::Present => None,
                State::Revision(revision) => Some(revision.to_string()),
                State::At(moment) => Some(rfc3339(moment)),
            },
        };
        let new = NewDecision {
            at: self.now,
            log_id: self.log_id.to_owned(),
            caller: self.caller.app.app_id.to_string(),
            question: serde_json::to_string(&question).unwrap_or_default(),
            answer: decision.allowed,
            reason: decision.code.as_str().to_owned(),
            revision,
        };
        if self.log.queue.try_send(Entry::Decision(self.caller.tenant, Box::new(new))).is_err() {
            self.log.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Begins to write what is to be kept. Nothing is written before, and a second time does nothing.
pub fn start(cx: &Cx) {
    let waiting = cx.decisions.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(waiting) = waiting.filter(|_| cx.decisions.sampling != Sampling::Off) {
        tokio::spawn(write(cx.db.clone(), waiting, Arc::clone(&cx.decisions.kept)));
    }
}

async fn write(db: Db, mut waiting: mpsc::Receiver<Entry>, kept: Arc<AtomicU64>) {
    let mut entries = Vec::with_capacity(BATCH);
    while waiting.recv_many(&mut entries, BATCH).await > 0 {
        let mut tenants: Vec<(TenantNo, Vec<NewDecision>)> = Vec::new();
        let mut flushed = Vec::new();
        for entry in entries.drain(..) {
            match entry {
                Entry::Flush(tell) => flushed.push(tell),
                Entry::Decision(tenant, new) => match tenants.iter_mut().find(|(one, _)| *one == tenant) {
                    Some((_, news)) => news.push(*new),
                    None => tenants.push((tenant, vec![*new])),
                },
            }
        }
        for (tenant, news) in tenants {
            let count = news.len() as u64;
            let news = Arc::new(news);
            let written = db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
                let news = Arc::clone(&news);
                Box::pin(async move {
                    decision_log::insert(tx, tenant, &news).await?;
                    Ok(Written::unchanged(()))
                })
            });
            match written.await {
                Ok(()) => {
                    kept.fetch_add(count, Ordering::Relaxed);
                }
                Err(error) => tracing::warn!(%error, count, "decisions were not kept"),
            }
        }
        for tell in flushed {
            let _gone = tell.send(());
        }
    }
}

/// Forgets, from time to time, what happened to facts and what was decided longer than `days` ago.
pub fn keep_days(cx: Arc<Cx>, days: u32) {
    tokio::spawn(async move {
        loop {
            let before = cx.clock.now().plus_seconds(-i64::from(days) * 24 * 3600);
            if let Err(error) = sweep(&cx, before).await {
                tracing::warn!(%error, "old history was not forgotten");
            }
            tokio::time::sleep(SWEEP).await;
        }
    });
}

/// Forgets what is older than this, of all tenants, a little at a time, so that other writes get their turn.
pub async fn sweep(cx: &Cx, before: Millis) -> Result<(), StoreError> {
    let tenants = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(tenant::all(tx)) }).await?;
    for tenant in tenants {
        loop {
            let gone = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
                Box::pin(async move {
                    let changes = change::forget_facts_before(tx, tenant, before, SWEEP_ROWS).await?;
                    let decisions = decision_log::forget_before(tx, tenant, before, SWEEP_ROWS).await?;
                    Ok(Written::unchanged(changes.max(decisions)))
                })
            });
            if gone.await? < SWEEP_ROWS.unsigned_abs() {
                break;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Sampling;

    #[test]
    fn a_sampling_is_off_all_or_one_of_many() {
        assert_eq!("off".parse(), Ok(Sampling::Off));
        assert_eq!("all".parse(), Ok(Sampling::OneIn(1)));
        assert_eq!("1/100".parse(), Ok(Sampling::OneIn(100)));
        for text in ["", "on", "1/0", "2/3", "1/", "1/-1", "100"] {
            assert!(text.parse::<Sampling>().is_err(), "{text}");
        }
    }
}
