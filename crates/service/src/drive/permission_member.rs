//! Collaborators of documents. Checks run in the order of the contract, part 03, 1.7: form, document, right of the caller,
//! member, then what is not allowed whoever asks.

use menjin_api::{Endpoint, drive::permission_member::code};
use menjin_model::{Millis, TenantNo};
use menjin_store::{
    StoreError, Tx,
    document::{self, DocumentRow},
    document_member::Holder,
};
use serde_json::{Value, json};

use super::{role::Access, settings::MANAGE_COLLABORATOR};
use crate::{Call, Refusal, governance::notice::tell_person};

mod auth;
mod batch_create;
mod create;
mod delete;
pub(crate) mod grant;
mod list;
mod named;
mod set;
mod update;

pub use auth::auth;
pub use batch_create::batch_create;
pub use create::create;
pub use delete::delete;
pub use list::list;
pub(crate) use set::{Change, Unset, set, take};
pub use update::update;

/// The types a document may have (part 03, 1.1).
const TYPES: [&str; 10] =
    ["doc", "docx", "sheet", "bitable", "file", "folder", "wiki", "mindnote", "minutes", "slides"];

/// Refuses a type of documents that nobody knows.
fn check_type(kind: &str) -> Result<(), Refusal> {
    if TYPES.contains(&kind) { Ok(()) } else { Err(code::INVALID_PARAMETER.into()) }
}

/// The document with this token and this type, unless it lies in the bin.
async fn known(tx: &mut Tx<'_>, tenant: TenantNo, token: &str, kind: &str) -> Result<DocumentRow, Refusal> {
    let found = document::find(tx, tenant, token).await?.filter(|found| found.r#type == kind);
    let document = found.ok_or_else(|| Refusal::new(code::INVALID_PARAMETER))?;
    if document.deleted == Millis(0) { Ok(document) } else { Err(code::DELETED.into()) }
}

/// Whether both settings let the caller see and change collaborators. Everybody who can ask is of this company, so the one
/// about companies always does.
fn may_manage(access: &Access) -> bool {
    access.satisfies(MANAGE_COLLABORATOR)
}

/// Whose the document is.
fn owner(document: &DocumentRow) -> Option<Holder> {
    Holder::from_columns(&document.owner_kind, document.owner)
}

/// Tells a person of a change, when the caller is a person and wants it. Members of departments and groups are not told.
async fn tell<E: Endpoint>(
    tx: &mut Tx<'_>,
    call: &Call<E>,
    document: &DocumentRow,
    kind: &str,
    holder: Holder,
    perm: &str,
) -> Result<(), StoreError> {
    let (Some(by), Holder::User(user)) = (call.caller.user, holder) else {
        return Ok(());
    };
    let body =
        json!({"document": document.token, "type": document.r#type, "title": document.title, "perm": perm, "by": by});
    tell_person(tx, call.caller.tenant, kind, user, &body, call.now).await
}

/// A collaborator in the history.
fn entry(holder: Holder, perm: &str, perm_type: &str) -> Value {
    json!({"kind": holder.kind(), "member": holder.number(), "perm": perm, "perm_type": perm_type})
}
