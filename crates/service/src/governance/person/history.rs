//! The changes that name a person.

use menjin_api::menjin::person::get::GetPerson;
use menjin_model::{Millis, Right};
use menjin_store::{BoxFuture, StoreError, person::history as rows};

use crate::{Call, Cx, Refusal};

/// How many a page holds.
const PAGE: i64 = 50;

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the history")]
pub struct Change {
    pub revision: i64,
    pub at: Millis,
    pub actor: String,
    pub surface: String,
    pub action: String,
    pub object: String,
}

/// The latest changes that name a person, before a revision. For those alone who may see the audit.
pub async fn history(cx: &Cx, call: Call<GetPerson>, before: Option<i64>) -> Result<Vec<Change>, Refusal> {
    let administrator = call.caller.administrator.as_ref().ok_or(menjin_api::menjin::code::UNAUTHORIZED)?;
    administrator.require(Right::Audit)?;
    let tenant = call.caller.tenant;
    let user = super::get::find(cx, tenant, &call.path.user_id).await?;
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let head = menjin_store::change::head(tx, tenant).await?.revision.saturating_add(1);
            let before = before.map_or(head, |before| before.min(head));
            rows::naming(tx, tenant, user, before, PAGE).await
        })
    });
    let change = |row: rows::Named| Change {
        revision: row.revision,
        at: row.at,
        actor: row.actor,
        surface: row.surface,
        action: row.action,
        object: row.object,
    };
    Ok(read.await?.into_iter().map(change).collect())
}
