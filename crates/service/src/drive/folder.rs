//! Making documents and folders: where, and whose.

use menjin_api::Code;
use menjin_model::{DocumentNo, Millis, Perm};
use menjin_store::{
    StoreError, Tx,
    document::{self, DocumentRow, NewDocument},
    document_member::Holder,
};

use super::role;
use crate::{Caller, Refusal};

/// How a call names what may be wrong with a folder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FolderCodes {
    pub(crate) unknown: Code,
    pub(crate) deleted: Code,
    pub(crate) forbidden: Code,
}

/// A folder that the caller may put things into; `None` is their root.
#[derive(Debug)]
pub(crate) struct NewIn(Option<DocumentRow>);

impl NewIn {
    /// The folder with this token, or the root without one. `own`: an app must own it itself.
    pub(crate) async fn find(
        tx: &mut Tx<'_>,
        caller: &Caller,
        token: &str,
        codes: FolderCodes,
        own: bool,
        now: Millis,
    ) -> Result<Self, Refusal> {
        if token.is_empty() {
            return Ok(Self(None));
        }
        let folder = document::find(tx, caller.tenant, token).await?.filter(|found| found.r#type == "folder");
        let folder = folder.ok_or_else(|| Refusal::new(codes.unknown))?;
        if folder.deleted != Millis(0) {
            return Err(codes.deleted.into());
        }
        let allowed = if own && caller.user.is_none() {
            Holder::from_columns(&folder.owner_kind, folder.owner) == Some(role::holder(caller))
        } else {
            role::of_caller(tx, caller, folder.id, now).await?.has(Perm::Edit)
        };
        if allowed { Ok(Self(Some(folder))) } else { Err(codes.forbidden.into()) }
    }

    fn number(&self) -> DocumentNo {
        self.0.as_ref().map_or(DocumentNo(0), |folder| folder.id)
    }

    /// How much lies in it; in a root, of the caller's own.
    pub(crate) async fn siblings(&self, tx: &mut Tx<'_>, caller: &Caller) -> Result<i64, StoreError> {
        let owner = role::holder(caller);
        document::siblings(tx, caller.tenant, self.number(), owner.kind(), owner.number()).await
    }
}

/// Makes a document or folder; it is the person's with a user token, else the app's.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    caller: &Caller,
    place: &NewIn,
    (kind, token, title): (&str, &str, &str),
    now: Millis,
) -> Result<DocumentNo, StoreError> {
    let owner = role::holder(caller);
    let new = NewDocument {
        token,
        r#type: kind,
        title,
        owner_kind: owner.kind(),
        owner: owner.number(),
        folder: place.number(),
        now,
    };
    document::insert(tx, caller.tenant, &new).await
}
