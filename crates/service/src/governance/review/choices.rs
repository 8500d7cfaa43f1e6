//! What a review can be about: for forms.

use menjin_model::Right;
use menjin_store::{BoxFuture, StoreError, administrator, review_case};

use crate::{Caller, Cx, Refusal};

/// How many of a kind are offered; others are named by their ids.
const OFFERED: i64 = 200;

/// What can be chosen: id and name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Ordinary groups.
    pub groups: Vec<(String, String)>,
    /// Documents.
    pub documents: Vec<(String, String)>,
    /// Apps.
    pub apps: Vec<(String, String)>,
    /// Doors.
    pub doors: Vec<(String, String)>,
    /// Who can answer for it: sign-in and name.
    pub owners: Vec<(String, String)>,
}

/// What there is to choose from.
pub async fn choices(cx: &Cx, caller: &Caller) -> Result<Choices, Refusal> {
    caller.administrator.as_ref().ok_or(menjin_api::menjin::code::UNAUTHORIZED)?.require(Right::Read)?;
    let tenant = caller.tenant;
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let people = administrator::list(tx, tenant).await?;
            Ok(Choices {
                groups: review_case::groups(tx, tenant, OFFERED).await?,
                documents: review_case::documents(tx, tenant, OFFERED).await?,
                apps: review_case::apps(tx, tenant, OFFERED).await?,
                doors: review_case::doors(tx, tenant, OFFERED).await?,
                owners: people.into_iter().filter(|row| !row.disabled).map(|row| (row.login, row.name)).collect(),
            })
        })
    });
    Ok(read.await?)
}
