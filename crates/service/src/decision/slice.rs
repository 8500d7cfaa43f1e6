//! Answers from the database, while facts are not yet in memory: the few facts of one question, and the same engine.

use menjin_engine::{Action, Ask, Facts, Resource, SubjectKind, decide};
use menjin_model::{Millis, Party, TenantNo};
use menjin_store::{BoxFuture, StoreError, change, fact};

use super::{
    asked::{What, Who},
    resolve::{self, View},
};
use crate::{
    Cx, Refusal,
    knowledge::{self, Standing},
};

/// The facts of one question, and whom it is about; all of one snapshot, which holds all that was acknowledged before.
pub(super) struct Sliced {
    pub(super) standing: Standing,
    pub(super) subject: Option<Party>,
    pub(super) resource: Option<Resource>,
}

/// Reads the facts of a question.
pub(super) async fn read(cx: &Cx, view: View<'_>, who: &Who<'_>, what: &What<'_>) -> Result<Sliced, Refusal> {
    let ids = [(resolve::subject_kind(who), &*who.id), (resolve::id_kind(what.kind), &*what.id)];
    let sliced = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let revision = change::head(tx, view.tenant).await?.revision;
            let found = resolve::look_up(tx, view.tenant, view.app, &ids).await?;
            let number = |(kind, id): (_, &str)| {
                found.iter().find(|(of, one, _)| *of == kind && one == id).map(|(_, _, number)| *number)
            };
            let [subject, resource] = ids.map(number);
            let is_root = who.kind == SubjectKind::Department && who.id == "0";
            let subject = if is_root { Some(0) } else { subject }.map(|number| resolve::party(who.kind, number));
            let resource = resource.map(|number| resolve::resource(what.kind, number));
            let facts = match (subject, resource) {
                (Some(subject), Some(resource)) => {
                    fact::slice(tx, view.tenant, subject, resolve::key(resource)).await?
                }
                _ => Vec::new(),
            };
            let standing = Standing { facts: facts.into_iter().collect::<Facts>(), revision, gone: None };
            Ok(Sliced { standing, subject, resource })
        })
    });
    Ok(sliced.await?)
}

/// Yes or no to a question about this tenant's present, from memory or from the database.
pub(crate) async fn allows(cx: &Cx, tenant: TenantNo, ask: &Ask) -> Result<bool, StoreError> {
    if let Some(standing) = knowledge::standing(cx, tenant).await? {
        return Ok(decide(&standing.facts, ask));
    }
    let (subject, resource) = (ask.subject, resolve::key(ask.resource));
    let facts = cx
        .db
        .read(|tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(fact::slice(tx, tenant, subject, resource)) });
    Ok(decide(&facts.await?.into_iter().collect::<Facts>(), ask))
}

/// The question with numbers, if both sides are known.
pub(super) fn ask(subject: Option<Party>, resource: Option<Resource>, action: Action, at: Millis) -> Option<Ask> {
    Some(Ask { subject: subject?, action, resource: resource?, at })
}
