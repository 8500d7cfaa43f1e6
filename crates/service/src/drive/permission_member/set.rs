//! Setting and taking a role as those do who govern: whatever the holder had before, with a beginning and an end.

use menjin_api::drive::permission_member::code;
use menjin_model::{Millis, Perm, Span};
use menjin_store::{
    StoreError, Tx,
    document::{self, DocumentRow},
    document_member::{self as members, Grant, Holder, PermType},
};
use serde_json::{Value, json};

use super::{entry, grant, owner};
use crate::{
    Caller, Refusal,
    drive::{inherit, role},
};

/// What became different, for the history.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) object: String,
    pub(crate) before: Value,
    pub(crate) after: Value,
}

/// Why a role was not set or taken, where it is not the caller who may not.
#[derive(Debug)]
pub(crate) enum Unset {
    /// There is no such document, or it lies in the bin.
    Unknown,
    /// The holder owns the document.
    Owner,
    /// Documents of this type have no such role.
    Role,
    /// There are as many collaborators as there may be.
    Full,
    /// The holder has nothing to be taken.
    Nothing,
    /// Something else.
    Refused(Refusal),
}

impl From<Refusal> for Unset {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for Unset {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

async fn managed(
    tx: &mut Tx<'_>,
    caller: &Caller,
    token: &str,
    holder: Holder,
    now: Millis,
) -> Result<DocumentRow, Unset> {
    let found = document::find(tx, caller.tenant, token).await?.filter(|found| found.deleted == Millis(0));
    let document = found.ok_or(Unset::Unknown)?;
    if !role::of_caller(tx, caller, document.id, now).await?.has(Perm::FullAccess) {
        return Err(Refusal::new(code::PERMISSION_DENIED).into());
    }
    if owner(&document) == Some(holder) { Err(Unset::Owner) } else { Ok(document) }
}

/// Gives the holder this role for this time, instead of any other; `None` when they had just that. More than the role from a
/// folder above ends inheritance, as an update does.
pub(crate) async fn set(
    tx: &mut Tx<'_>,
    caller: &Caller,
    token: &str,
    (holder, perm, span): (Holder, Perm, Span),
    now: Millis,
) -> Result<Option<Change>, Unset> {
    let document = managed(tx, caller, token, holder, now).await?;
    if document.r#type == "minutes" && perm == Perm::FullAccess {
        return Err(Unset::Role);
    }
    let levels = role::levels_for(tx, caller.tenant, document.id, &[holder]).await?;
    let own = levels.first().map(|level| level.grants.as_slice()).unwrap_or_default();
    let direct = own.iter().find(|grant| grant.perm_type == PermType::Container).copied();
    let stops = inherit::inherited(&levels, holder, now).is_some_and(|inherited| inherited > perm);
    let is_same = |grant: Grant| (grant.perm, grant.starts, grant.ends) == (perm, span.starts, span.ends);
    if !stops && direct.is_some_and(is_same) {
        return Ok(None);
    }
    let is_new = direct.is_none_or(|grant| grant.is_over(now));
    if is_new && !grant::has_room(tx, caller.tenant, document.id, holder, now).await? {
        return Err(Unset::Full);
    }
    if stops {
        inherit::stop(tx, caller.tenant, &document, holder, now).await?;
    }
    let added = match direct {
        Some(grant) => grant.added,
        None => tx.new_id().await?,
    };
    let Span { starts, ends } = span;
    let grant = Grant { document: document.id, perm_type: PermType::Container, holder, perm, added, starts, ends };
    members::put(tx, caller.tenant, &[grant]).await?;
    let before = direct.as_ref().map_or(Value::Null, told);
    let mut after = told(&grant);
    if stops && let Some(after) = after.as_object_mut() {
        after.insert("inherits".to_owned(), false.into());
    }
    Ok(Some(Change { object: format!("document:{}", document.token), before, after }))
}

/// Takes what the holder has. One who has it from a folder above makes the document stop inheriting, as a removal does.
pub(crate) async fn take(
    tx: &mut Tx<'_>,
    caller: &Caller,
    token: &str,
    holder: Holder,
    now: Millis,
) -> Result<Change, Unset> {
    let document = managed(tx, caller, token, holder, now).await?;
    let levels = role::levels_for(tx, caller.tenant, document.id, &[holder]).await?;
    let own = levels.first().map(|level| level.grants.as_slice()).unwrap_or_default();
    let direct = own.iter().find(|grant| grant.perm_type == PermType::Container).copied();
    let inherited = inherit::inherited(&levels, holder, now);
    let container = PermType::Container;
    let from_above = |perm: Perm| entry(holder, perm.as_str(), container.as_str());
    let before = direct.as_ref().map(told).or_else(|| inherited.map(from_above)).ok_or(Unset::Nothing)?;
    if inherited.is_some() {
        inherit::stop(tx, caller.tenant, &document, holder, now).await?;
    }
    members::remove(tx, caller.tenant, document.id, container, holder).await?;
    let after = if inherited.is_some() { json!({"inherits": false}) } else { Value::Null };
    Ok(Change { object: format!("document:{}", document.token), before, after })
}

/// A grant in the history, with its times where it has any.
fn told(grant: &Grant) -> Value {
    let mut told = entry(grant.holder, grant.perm.as_str(), grant.perm_type.as_str());
    for (name, at) in [("starts", grant.starts), ("ends", grant.ends)] {
        if at != Millis(0)
            && let Some(told) = told.as_object_mut()
        {
            told.insert(name.to_owned(), at.0.into());
        }
    }
    told
}
