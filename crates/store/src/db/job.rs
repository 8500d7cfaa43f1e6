//! What waits in the writer's queue: an operation, and the one who waits for its answer.

use menjin_model::TenantNo;
use tokio::sync::oneshot;

use super::poll;
use super::tx::Tx;
use super::{BoxFuture, Rehearsed};
use crate::{AuditEntry, StoreError, Written};

/// An operation whose types are forgotten, so that one queue holds them all.
pub(super) trait Job: Send {
    /// Whose data it changes; `None` when it wants the database for itself.
    fn tenant(&self) -> Option<TenantNo>;

    /// Whether nothing of it is ever kept: it needs a savepoint of its own.
    fn is_rehearsal(&self) -> bool {
        false
    }

    /// Runs it. The answer, or the error of its own, is kept until the commit; `None` means the latter: roll it back.
    fn run(&mut self, tx: &mut Tx<'_>) -> Result<Option<Effect>, StoreError>;

    /// The same where the transaction may have to wait.
    fn run_waiting<'a>(&'a mut self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<Option<Effect>, StoreError>>;

    /// Tells the caller: the kept answer, or why it does not count. A caller that went away is not an error.
    fn answer(self: Box<Self>, outcome: Result<(), StoreError>);
}

/// What an operation did, besides its answer.
#[derive(Debug, Default)]
pub(super) struct Effect {
    pub(super) audit: Option<AuditEntry>,
}

type Reply<T, E> = oneshot::Sender<Result<T, E>>;

/// A write of one tenant.
pub(super) struct Write<T, E, F> {
    pub(super) tenant: TenantNo,
    pub(super) operation: F,
    pub(super) kept: Option<Result<T, E>>,
    pub(super) reply: Reply<T, E>,
}

impl<T, E, F> Write<T, E, F> {
    fn keep(&mut self, answer: Result<Written<T>, E>) -> Option<Effect> {
        let (kept, effect) = match answer {
            Ok(Written { answer, audit }) => (Ok(answer), Some(Effect { audit })),
            Err(error) => (Err(error), None),
        };
        self.kept = Some(kept);
        effect
    }
}

impl<T, E, F> Job for Write<T, E, F>
where
    F: for<'a> Fn(&'a mut Tx<'_>) -> BoxFuture<'a, Result<Written<T>, E>> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn tenant(&self) -> Option<TenantNo> {
        Some(self.tenant)
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> Result<Option<Effect>, StoreError> {
        let answer = poll::now((self.operation)(tx))?;
        Ok(self.keep(answer))
    }

    fn run_waiting<'a>(&'a mut self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<Option<Effect>, StoreError>> {
        Box::pin(async move {
            let answer = (self.operation)(tx).await;
            Ok(self.keep(answer))
        })
    }

    fn answer(self: Box<Self>, outcome: Result<(), StoreError>) {
        tell(self.reply, self.kept, outcome);
    }
}

/// A write that is tried and undone.
pub(super) struct Rehearsal<T, E, F> {
    pub(super) tenant: TenantNo,
    pub(super) operation: F,
    pub(super) kept: Option<Result<Rehearsed<T>, E>>,
    pub(super) reply: Reply<Rehearsed<T>, E>,
}

impl<T, E, F> Job for Rehearsal<T, E, F>
where
    F: for<'a> Fn(&'a mut Tx<'_>) -> BoxFuture<'a, Result<Written<T>, E>> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn tenant(&self) -> Option<TenantNo> {
        Some(self.tenant)
    }

    fn is_rehearsal(&self) -> bool {
        true
    }

    /// Never an effect, so it is rolled back like what was refused.
    fn run(&mut self, tx: &mut Tx<'_>) -> Result<Option<Effect>, StoreError> {
        let answer = poll::now((self.operation)(tx))?;
        self.kept = Some(poll::now(rehearsed(tx, answer))?);
        Ok(None)
    }

    fn run_waiting<'a>(&'a mut self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<Option<Effect>, StoreError>> {
        Box::pin(async move {
            let answer = (self.operation)(tx).await;
            self.kept = Some(rehearsed(tx, answer).await);
            Ok(None)
        })
    }

    fn answer(self: Box<Self>, outcome: Result<(), StoreError>) {
        tell(self.reply, self.kept, outcome);
    }
}

/// What came of a rehearsal that is still to be undone.
async fn rehearsed<T, E: From<StoreError>>(tx: &mut Tx<'_>, answer: Result<Written<T>, E>) -> Result<Rehearsed<T>, E> {
    let answer = answer?.answer;
    let changes = tx.take_notes();
    let revision = tx.revision().await? - 1;
    Ok(Rehearsed { answer, changes, revision })
}

/// Maintenance that has the database for itself.
pub(super) struct Exclusive<T, E, F> {
    pub(super) operation: Option<F>,
    pub(super) kept: Option<Result<T, E>>,
    pub(super) reply: Reply<T, E>,
}

impl<T, E, F> Job for Exclusive<T, E, F>
where
    F: for<'a> FnOnce(&'a mut Tx<'_>) -> BoxFuture<'a, Result<T, E>> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn tenant(&self) -> Option<TenantNo> {
        None
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> Result<Option<Effect>, StoreError> {
        let operation = self.operation.take().ok_or(ONCE)?;
        let kept = poll::now(operation(tx))?;
        let effect = kept.is_ok().then(Effect::default);
        self.kept = Some(kept);
        Ok(effect)
    }

    fn run_waiting<'a>(&'a mut self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<Option<Effect>, StoreError>> {
        Box::pin(async move {
            let operation = self.operation.take().ok_or(ONCE)?;
            let kept = operation(tx).await;
            let effect = kept.is_ok().then(Effect::default);
            self.kept = Some(kept);
            Ok(effect)
        })
    }

    fn answer(self: Box<Self>, outcome: Result<(), StoreError>) {
        tell(self.reply, self.kept, outcome);
    }
}

const ONCE: StoreError = StoreError::Misuse("an exclusive operation runs once");

fn tell<T, E: From<StoreError>>(reply: Reply<T, E>, kept: Option<Result<T, E>>, outcome: Result<(), StoreError>) {
    let answer = match (outcome, kept) {
        (Ok(()), Some(answer)) => answer,
        (Ok(()), None) => Err(StoreError::Stopped.into()),
        (Err(error), _) => Err(error.into()),
    };
    // The caller may have gone; what was queued is done all the same.
    let _gone = reply.send(answer);
}
