//! Answers that were given, where they are kept: question, answer, reason, and the state that was asked.

use menjin_model::{Millis, TenantNo};
use serde_json::json;

use crate::{StoreError, Tx, args, from_row};

/// How far a moment is moved up in an id, so that ids order by it and leave room for a million in each.
const ROW_BITS: u32 = 20;

/// An answer that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// When it was given.
    pub at: Millis,
    /// The log id of the request.
    pub log_id: String,
    /// Who asked.
    pub caller: String,
    /// What, as JSON.
    pub question: String,
    /// Yes or no.
    pub answer: bool,
    /// Why, in a word.
    pub reason: String,
    /// The revision of the state that was asked.
    pub revision: i64,
}

/// A row of `decision_log`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema and in `NewDecision`")]
pub struct DecisionRow {
    pub id: i64,
    pub at: Millis,
    pub log_id: String,
    pub caller: String,
    pub question: String,
    pub answer: bool,
    pub reason: String,
    pub revision: i64,
}

from_row!(DecisionRow { id, at, log_id, caller, question, answer, reason, revision });

/// Keeps these, the oldest first: one statement, however many. No row of history is written for it.
pub async fn insert(tx: &mut Tx<'_>, tenant: TenantNo, decisions: &[NewDecision]) -> Result<(), StoreError> {
    const LAST: &str = "select id from decision_log where tenant = $1 order by id desc limit 1";
    const INSERT: &str = "insert into decision_log (tenant, id, at, log_id, caller, question, answer, reason, revision) \
        select $1, cast(value ->> 0 as bigint), cast(value ->> 1 as bigint), value ->> 2, value ->> 3, value ->> 4, \
          cast(value ->> 5 as bigint), value ->> 6, cast(value ->> 7 as bigint) from json_each($2)";
    if decisions.is_empty() {
        return Ok(());
    }
    let mut last: i64 = tx.row(LAST, args![tenant]).await?.unwrap_or(0);
    let mut rows = Vec::with_capacity(decisions.len());
    for decision in decisions {
        let NewDecision { at, log_id, caller, question, answer, reason, revision } = decision;
        // By time, also after all older ones were forgotten.
        last = last.saturating_add(1).max(at.0.saturating_mul(1 << ROW_BITS));
        rows.push(json!([last, at, log_id, caller, question, i64::from(*answer), reason, revision]));
    }
    tx.execute(INSERT, args![tenant, serde_json::Value::from(rows).to_string()]).await.map(drop)
}

/// The newest of those kept before the one with this id, at most `limit`; without an id the newest of all.
pub async fn list(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<DecisionRow>, StoreError> {
    const LIST: &str = "select id, at, log_id, caller, question, answer, reason, revision from decision_log \
                        where tenant = $1 and id < $2 order by id desc limit $3";
    tx.rows(LIST, args![tenant, before.unwrap_or(i64::MAX), limit]).await
}

/// Forgets what was answered before this moment, the oldest first, at most `most`; how many it were.
pub async fn forget_before(tx: &mut Tx<'_>, tenant: TenantNo, moment: Millis, most: i64) -> Result<u64, StoreError> {
    const FORGET: &str = "delete from decision_log where tenant = $1 and id in (\
        select id from decision_log where tenant = $1 and at < $2 order by at limit $3)";
    tx.execute(FORGET, args![tenant, moment, most]).await
}

/// How many decisions since a moment, among the latest `most`, have this text in their question.
pub async fn naming(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    since: Millis,
    text: &str,
    most: i64,
) -> Result<i64, StoreError> {
    // What is there can be replaced: like no other search for a text it means the same to both databases.
    const COUNT: &str = "select count(*) from (\
          select question from decision_log where tenant = $1 and at >= $2 order by at desc limit $4) as latest \
        where replace(question, $3, '') <> question";
    Ok(tx.row(COUNT, args![tenant, since, text, most]).await?.unwrap_or(0))
}
