//! What every service function is given, so that none reaches for the world by itself.

use std::sync::Arc;

use menjin_api::Endpoint;
use menjin_store::{BoxFuture, Db, Rehearsed, StoreError, Tx, Written, setting};

use crate::{
    Call, Clock, Ids, Keys, Knowledge, Limits, Refusal,
    decision::{Impacts, log::Log},
    dry_run::Rehearsal,
    governance,
    governance::analysis::Analyses,
    ids::hex,
    nodes::Readings,
    session::Sessions,
};

/// The world, as service functions see it.
#[derive(Debug)]
pub struct Cx {
    /// What is remembered.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Where ids come from.
    pub ids: Ids,
    /// The server key.
    pub keys: Keys,
    /// How often apps may call.
    pub limits: Limits,
    /// Tokens seen lately.
    pub sessions: Sessions,
    /// What was read of what all nodes share.
    pub readings: Readings,
    /// Facts in memory.
    pub knowledge: Knowledge,
    /// The log of decisions.
    pub decisions: Log,
    /// What dry runs found.
    pub impacts: Impacts,
    /// Analyses made lately.
    pub analyses: Analyses,
    /// What was found out of groups.
    pub groups: governance::group::Memory,
    /// What the operator chose.
    pub settings: Settings,
}

/// What the operator chose.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The origin that links in answers point to, without a slash at the end.
    pub base_url: String,
    /// Development: sign in as anyone.
    pub dev: bool,
    /// The controls for development and tests answer.
    pub controls: bool,
    /// How many door rules a tenant may have.
    pub door_rules_max: i64,
}

impl Cx {
    /// One write: `operation` may run again after a lost race, so it borrows the call and gives nothing away.
    pub async fn write<E, T, F>(&self, call: Call<E>, operation: F) -> Result<T, Refusal>
    where
        E: Endpoint,
        T: Send + 'static,
        F: for<'a> Fn(&'a mut Tx<'_>, Arc<Call<E>>) -> BoxFuture<'a, Result<Written<T>, Refusal>> + Send + 'static,
        Call<E>: Send + Sync,
    {
        let tenant = call.caller.tenant;
        let dry_run = call.dry_run.clone();
        let call = Arc::new(call);
        let Some(dry_run) = dry_run else {
            return self.db.write(tenant, move |tx| operation(tx, Arc::clone(&call))).await;
        };
        let rehearsed = self.db.rehearse(tenant, move |tx| operation(tx, Arc::clone(&call)));
        let Rehearsed { answer, changes, revision } = rehearsed.await?;
        dry_run.keep(Rehearsal { revision, changes });
        Ok(answer)
    }

    /// Whether the database was made with this server key; the first server on it leaves its mark.
    pub async fn owns_database(&self) -> Result<bool, StoreError> {
        const SETTING: &str = "key_mark";
        let mark = hex(&self.keys.derive("mark", &[]));
        let kept = self.db.read(|tx| Box::pin(async { setting::find(tx, SETTING).await })).await?;
        if let Some(kept) = kept {
            return Ok(kept == mark);
        }
        self.db
            .exclusive(move |tx| {
                Box::pin(async move {
                    // Another node may have been the first meanwhile.
                    if let Some(kept) = setting::find(tx, SETTING).await? {
                        return Ok(kept == mark);
                    }
                    setting::put(tx, SETTING, &mark).await?;
                    Ok(true)
                })
            })
            .await
    }
}
