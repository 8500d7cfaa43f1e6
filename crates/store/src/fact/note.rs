//! Noting what statements do to facts, where a statement answers rows instead of being told them.

use std::collections::BTreeMap;

use menjin_model::{AppNo, Change, DocumentNo, Fact, GroupNo, Key, ReviewGroupNo, RuleNo};

use super::read::{Read, facts};
use crate::{StoreError, Tx, Value};

/// Runs a statement that deletes rows of facts and answers them in the columns that `read` reads; which they were.
pub(crate) async fn went(
    tx: &mut Tx<'_>,
    sql: &'static str,
    args: &[Value<'_>],
    read: Read,
) -> Result<Vec<Key>, StoreError> {
    let gone = facts(tx, sql, args, read).await?;
    let keys = gone.iter().map(Fact::key).collect();
    tx.note_all(gone.into_iter().map(Change::Went));
    Ok(keys)
}

/// The fact that is about to change, if anybody wants to know what becomes of it.
pub(crate) async fn before(
    tx: &mut Tx<'_>,
    sql: &'static str,
    args: &[Value<'_>],
    read: Read,
) -> Result<Option<Fact>, StoreError> {
    if tx.noted_tenant().is_none() {
        return Ok(None);
    }
    Ok(facts(tx, sql, args, read).await?.pop())
}

/// Notes that a fact says something else, if it does.
pub(crate) fn became(tx: &mut Tx<'_>, before: Fact, after: Fact) {
    if before != after {
        tx.note(Change::Became { before, after });
    }
}

/// Notes that some facts took the place of others.
pub(crate) fn replaced(tx: &mut Tx<'_>, before: Vec<Fact>, after: Vec<Fact>) {
    let mut before: BTreeMap<Key, Fact> = before.into_iter().map(|fact| (fact.key(), fact)).collect();
    let mut came = Vec::new();
    for fact in after {
        match before.remove(&fact.key()) {
            Some(old) => became(tx, old, fact),
            None => came.push(fact),
        }
    }
    tx.note_all(before.into_values().map(Change::Went).chain(came.into_iter().map(Change::Came)));
}

/// The internal ids of what these rows belong to: groups, apps, documents, door rules, review groups.
pub(crate) fn owners(keys: &[Key]) -> Vec<i64> {
    let owner = |key: &Key| match *key {
        Key::GroupMember(GroupNo(owner), _)
        | Key::AppRole(AppNo(owner), _)
        | Key::AppListed(AppNo(owner), ..)
        | Key::DocumentMember(DocumentNo(owner), ..)
        | Key::DoorRuleDevice(RuleNo(owner), _)
        | Key::DoorRuleMember(RuleNo(owner), _)
        | Key::ReviewMember(ReviewGroupNo(owner), _) => Some(owner),
        _ => None,
    };
    keys.iter().filter_map(owner).collect()
}
