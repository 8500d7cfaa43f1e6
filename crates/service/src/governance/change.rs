//! Making, changing and ending user groups: what the calls share.

use menjin_api::{
    Endpoint,
    menjin::change::{Failure, Sentence, code},
    menjin::code as own,
};
use menjin_model::{Millis, TenantNo};
use menjin_store::{
    Tx,
    group::{self, GroupAt},
};
use serde_json::{Value, json};

use crate::{Call, Refusal};

mod batch_delete;
mod batch_update;
mod check;
mod create;
mod delete;
mod deleted;
pub mod find;
mod given;
pub mod member;
mod names;
mod restore;
pub mod template;
mod valid;

pub use batch_delete::batch_delete;
pub use batch_update::batch_update;
pub use check::deletion_check;
pub use create::create;
pub use delete::delete;
pub use deleted::{deleted, deletions};
pub use names::suggested_names;
pub use restore::restore;

/// How long a deleted group can come back.
pub const UNDO: i64 = 30 * 86_400_000;

/// The ordinary group with this id.
async fn ordinary(tx: &mut Tx<'_>, tenant: TenantNo, id: &str, now: Millis) -> Result<GroupAt, Refusal> {
    let found = group::find_at(tx, tenant, id, now).await?;
    let group =
        found.ok_or_else(|| Refusal::new(code::GROUP_UNKNOWN).with_field("group_id", Some(id.to_owned()), ""))?;
    if group.is_dynamic() { Err(code::GROUP_DYNAMIC.into()) } else { Ok(group) }
}

/// What a notice about a group says.
fn notice<E: Endpoint>(call: &Call<E>, group_id: &str, name: &str) -> Value {
    let by = call.caller.administrator.as_ref().map(|administrator| administrator.name.clone());
    json!({"group_id": group_id, "name": name, "by": by, "log_id": call.log_id})
}

/// A refusal as one item of a batch tells it.
fn failure(refusal: &Refusal) -> Failure {
    let reason = &refusal.0;
    if let Some(cause) = &reason.cause {
        tracing::error!(cause, "an item of a batch failed");
    }
    let code = reason.code.unwrap_or(if reason.unavailable { own::UNAVAILABLE } else { own::INTERNAL });
    let of = |name: &str| reason.data.as_ref().and_then(|data| data.get(name)).cloned();
    Failure {
        code: code.number,
        error: Sentence { zh: code.zh.unwrap_or(code.msg).to_owned(), en: code.msg.to_owned() },
        field: reason.fields.first().map(|wrong| wrong.field.clone()),
        suggestions: of("suggestions").and_then(|list| serde_json::from_value(list).ok()).unwrap_or_default(),
        current: of("current").and_then(|texts| serde_json::from_value(texts).ok()),
    }
}

/// A moment as it is written.
fn written(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_string()
}
