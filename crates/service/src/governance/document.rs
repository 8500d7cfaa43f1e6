//! Documents, as administrators look at them.

mod get;
mod list;

use menjin_api::menjin::{document::Document, grant::Named};
use menjin_model::Millis;
use menjin_store::{BoxFuture, StoreError, access::documents as rows};

use crate::{Caller, Cx, Refusal, drive::Settings};

pub use get::get;
pub use list::list;

/// How many documents there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub all: i64,
    pub folders: i64,
    /// Open to everybody who has the link, by their own setting.
    pub shared: i64,
}

/// How many documents there are.
pub async fn counts(cx: &Cx, caller: &Caller) -> Result<Counts, Refusal> {
    let tenant = caller.tenant;
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(rows::counts(tx, tenant)) });
    let (all, folders, shared) = read.await?;
    Ok(Counts { all, folders, shared })
}

/// A row as it is shown; `owner_id` is what the wire calls the owner.
fn shown(row: rows::ListedRow, owner_id: String) -> Document {
    let link = Settings::from_json(&row.settings).link().map(|perm| perm.as_str().to_owned());
    Document {
        token: row.token,
        r#type: row.r#type,
        title: row.title,
        owner: Named { r#type: row.owner_kind, id: owner_id },
        owner_name: row.owner_name,
        folder: Some(row.folder_token).filter(|token| !token.is_empty()),
        link,
        collaborators: row.members,
        update_time: written(row.updated),
    }
}

fn written(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_string()
}
