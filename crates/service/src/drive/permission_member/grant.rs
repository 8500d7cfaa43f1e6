//! Adding collaborators, one or several: what create and batch create share.

use std::collections::HashSet;

use menjin_api::{Code, drive::permission_member::code};
use menjin_model::{DocumentNo, Millis, Perm, TenantNo, UserNo};
use menjin_store::{
    StoreError, Tx,
    document::DocumentRow,
    document_member::{self as members, Grant, Holder, PermType},
};

use super::{named, owner};
use crate::{Caller, range};

/// How many collaborators of all kinds a document may have (help centre).
const MEMBERS_MAX: i64 = 500;
/// How many of these may be departments and groups (help centre).
pub(crate) const LISTS_MAX: i64 = 200;

/// Who is to get which role; nobody, when the id names nobody.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) holder: Option<Holder>,
    pub(crate) perm: Perm,
    pub(crate) perm_type: PermType,
}

/// Who has it now.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Granted {
    pub(crate) holder: Holder,
    /// The role before, if there was one.
    pub(crate) before: Option<Perm>,
    /// Whether anything is different now.
    pub(crate) changed: bool,
}

/// Gives each its role, in order, each by itself; a constant number of statements. A role that is not in force yet, or no
/// more, counts as none; one given here has no end.
pub(crate) async fn grant(
    tx: &mut Tx<'_>,
    caller: &Caller,
    document: &DocumentRow,
    wanted: &[Wanted],
    now: Millis,
) -> Result<Vec<Result<Granted, Code>>, StoreError> {
    let tenant = caller.tenant;
    let found: Vec<Option<Holder>> = wanted.iter().map(|wanted| wanted.holder).collect();
    let seen: HashSet<UserNo> = range::seen_users(tx, caller, &named::users(&found)).await?.into_iter().collect();
    let holders: Vec<Holder> = found.into_iter().flatten().collect();
    let held = members::of_holders(tx, tenant, &[document.id], &holders).await?;
    let (ones, lists) = members::count(tx, tenant, document.id, now).await?;
    let mut room = Room { held, ones, lists, now };

    let mut outcomes = Vec::with_capacity(wanted.len());
    let mut rows = Vec::new();
    for wanted in wanted {
        let outcome = match wanted.holder {
            None => Err(code::INVALID_PARAMETER),
            Some(Holder::User(user)) if !seen.contains(&user) => Err(code::INVALID_OPERATION),
            Some(holder) if owner(document) == Some(holder) => Err(code::INVALID_OPERATION),
            Some(holder) => room.admit(holder, wanted),
        };
        if let Ok(Granted { holder, changed: true, before }) = outcome {
            let Wanted { perm, perm_type, .. } = *wanted;
            let added = match before.and_then(|_| room.find(holder, perm_type)) {
                Some(grant) => grant.added,
                None => tx.new_id().await?,
            };
            let (starts, ends) = (Millis(0), Millis(0));
            rows.push(Grant { document: document.id, perm_type, holder, perm, added, starts, ends });
        }
        outcomes.push(outcome);
    }
    members::put(tx, tenant, &rows).await?;
    Ok(outcomes)
}

/// Whether one more of this kind fits on the document.
pub(super) async fn has_room(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    document: DocumentNo,
    holder: Holder,
    now: Millis,
) -> Result<bool, StoreError> {
    let (ones, lists) = members::count(tx, tenant, document, now).await?;
    Ok(ones + lists < MEMBERS_MAX && (holder.is_one() || lists < LISTS_MAX))
}

/// Who is there already, and how many.
#[derive(Debug)]
struct Room {
    held: Vec<Grant>,
    ones: i64,
    lists: i64,
    now: Millis,
}

impl Room {
    /// The role in force of this holder.
    fn find(&self, holder: Holder, perm_type: PermType) -> Option<&Grant> {
        let mine = |grant: &&Grant| grant.holder == holder && grant.perm_type == perm_type && grant.is_live(self.now);
        self.held.iter().find(mine)
    }

    fn admit(&mut self, holder: Holder, wanted: &Wanted) -> Result<Granted, Code> {
        if let Some(grant) = self.find(holder, wanted.perm_type) {
            if grant.perm > wanted.perm {
                return Err(code::INVALID_OPERATION);
            }
            let changed = grant.perm != wanted.perm || grant.ends != Millis(0);
            return Ok(Granted { holder, before: Some(grant.perm), changed });
        }
        if !self.held.iter().any(|grant| grant.holder == holder && !grant.is_over(self.now)) {
            let of_kind = if holder.is_one() { &mut self.ones } else { &mut self.lists };
            *of_kind += 1;
            if self.lists > LISTS_MAX || self.ones + self.lists > MEMBERS_MAX {
                let of_kind = if holder.is_one() { &mut self.ones } else { &mut self.lists };
                *of_kind -= 1;
                return Err(code::INVALID_OPERATION);
            }
        }
        Ok(Granted { holder, before: None, changed: true })
    }
}
