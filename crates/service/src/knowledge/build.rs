//! Reading a tenant's facts in the background, and keeping them compact.

use std::sync::Arc;

use menjin_engine::facts::Builder;
use menjin_model::TenantNo;
use menjin_store::{BoxFuture, Db, StoreError, change, fact};

use super::tenant::{Begun, Tenant};
use crate::Cx;

/// Begins to read, unless somebody does already.
pub(super) fn begin(cx: &Cx, tenant: TenantNo, known: &Arc<Tenant>) {
    if let Begun::Now(ticket, _) = known.begin() {
        tokio::spawn(read(cx.db.clone(), tenant, Arc::clone(known), ticket));
    }
}

/// Begins to read, if nobody does, and waits for the end. Whether it was for nothing must be looked at again.
pub(super) async fn wait(cx: &Cx, tenant: TenantNo, known: &Arc<Tenant>) -> Result<(), StoreError> {
    let mut ended = match known.begin() {
        Begun::Known => return Ok(()),
        Begun::Already(ended) => ended,
        Begun::Now(ticket, ended) => {
            tokio::spawn(read(cx.db.clone(), tenant, Arc::clone(known), ticket));
            ended
        }
    };
    match ended.wait_for(Option::is_some).await {
        Ok(end) => end.clone().unwrap_or(Ok(())),
        // It shall begin anew.
        Err(_) => Ok(()),
    }
}

async fn read(db: Db, tenant: TenantNo, known: Arc<Tenant>, ticket: u64) {
    let scanned = db.scan(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let head = change::head(tx, tenant).await?;
            let mut facts = Builder::default();
            fact::load(tx, tenant, &mut |fact| facts.push(fact)).await?;
            Ok((head, facts))
        })
    });
    let built = async {
        let (head, facts) = scanned.await?;
        let facts = tokio::task::spawn_blocking(|| facts.build()).await.map_err(|_| StoreError::Panicked)?;
        Ok::<_, StoreError>((head, facts))
    };
    match built.await {
        Ok((head, facts)) => known.install(ticket, facts, head.revision, head.hash),
        Err(error) => {
            tracing::warn!(%error, "the facts of a tenant could not be read; questions about it are answered from the database");
            known.give_up(ticket, error);
        }
    }
}

/// Makes the base of the facts anew, when the delta over it has grown.
pub(super) fn tidy(known: &Arc<Tenant>) {
    if let Some((ticket, facts)) = known.begin_compacting() {
        let known = Arc::clone(known);
        tokio::task::spawn_blocking(move || known.end_compacting(ticket, facts.compacted()));
    }
}
