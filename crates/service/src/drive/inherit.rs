//! What a document has from above, and how it stops.

use std::collections::{BTreeMap, HashMap};

use menjin_model::{Millis, Perm, TenantNo};
use menjin_store::{
    StoreError, Tx, document,
    document::DocumentRow,
    document_member::{self, Grant, Holder, PermType},
};

use super::role::{self, Level};

/// The collaborators that the first of `levels` has from the others and whose time is not over: the owner of a folder is
/// one, an app that a folder only names is none. One holder may come several times.
fn from_above(levels: &[Level], now: Millis) -> Vec<Grant> {
    let Some((lowest, above)) = levels.split_first() else {
        return Vec::new();
    };
    let mut grants = Vec::new();
    for level in above {
        let owner = level.owner.map(|holder| Grant {
            document: level.document,
            perm_type: PermType::Container,
            holder,
            perm: Perm::FullAccess,
            added: 0,
            starts: Millis(0),
            ends: Millis(0),
        });
        let counts = |grant: &&Grant| {
            !grant.is_over(now)
                && grant.perm_type == PermType::Container
                && !(level.is_folder && matches!(grant.holder, Holder::App(_)))
        };
        grants.extend(owner.into_iter().chain(level.grants.iter().filter(counts).copied()));
    }
    grants.retain(|grant| lowest.owner != Some(grant.holder));
    grants
}

/// The role that a document has from above for this very holder at this moment.
pub(super) fn inherited(levels: &[Level], holder: Holder, now: Millis) -> Option<Perm> {
    let mine = from_above(levels, now).into_iter().filter(|grant| grant.holder == holder && grant.is_live(now));
    mine.map(|grant| grant.perm).max()
}

/// Stops inheriting: who had a role from above gets it on the document itself, but for `except`; the settings in force stay.
pub(super) async fn stop(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    document: &DocumentRow,
    except: Holder,
    now: Millis,
) -> Result<(), StoreError> {
    let levels = role::levels(tx, tenant, document.id).await?;
    let own = levels.first().map(|level| level.grants.as_slice()).unwrap_or_default();
    let own: HashMap<Holder, &Grant> = own
        .iter()
        .filter(|grant| grant.perm_type == PermType::Container && !grant.is_over(now))
        .map(|grant| (grant.holder, grant))
        .collect();
    let mut best: BTreeMap<Holder, Grant> = BTreeMap::new();
    for grant in from_above(&levels, now).into_iter().filter(|grant| grant.holder != except) {
        let held = best.entry(grant.holder).or_insert(grant);
        if is_better(&grant, held) {
            *held = grant;
        }
    }
    best.retain(|holder, grant| own.get(holder).is_none_or(|held| is_better(grant, held)));
    let mut best: Vec<Grant> = best.into_values().collect();
    best.sort_by_key(|grant| grant.added);
    for grant in &mut best {
        grant.document = document.id;
        grant.added = tx.new_id().await?;
    }
    document_member::put(tx, tenant, &best).await?;
    document::detach(tx, tenant, document.id, &role::settings(&levels).to_json(), now).await
}

/// Of two grants to one holder, whether the first is worth more: the higher role, then the longer time.
fn is_better(one: &Grant, other: &Grant) -> bool {
    let worth = |grant: &Grant| {
        let ends = if grant.ends == Millis(0) { i64::MAX } else { grant.ends.0 };
        (grant.perm, ends, std::cmp::Reverse(grant.starts))
    };
    worth(one) > worth(other)
}
