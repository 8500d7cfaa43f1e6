//! Access reviews, and the memberships and grants that each is about.

use menjin_model::{AdministratorNo, Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `access_review`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct ReviewRow {
    pub id: i64,
    pub name: String,
    pub scope: String,
    pub owner: AdministratorNo,
    pub due: Millis,
    pub reminded: Millis,
    pub outcome: String,
    pub created: Millis,
    pub closed: Millis,
}

from_row!(ReviewRow { id, name, scope, owner, due, reminded, outcome, created, closed });

/// One.
pub async fn find(tx: &mut Tx<'_>, tenant: TenantNo, id: i64) -> Result<Option<ReviewRow>, StoreError> {
    const FIND: &str = "select id, name, scope, owner, due, reminded, outcome, created, closed from access_review \
                        where tenant = $1 and id = $2";
    tx.row(FIND, args![tenant, id]).await
}

/// All of a tenant, or only the open ones, the newest first, before `before`.
pub async fn list(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    open: bool,
    before: i64,
    limit: i64,
) -> Result<Vec<ReviewRow>, StoreError> {
    const LIST: &str = "select id, name, scope, owner, due, reminded, outcome, created, closed from access_review \
        where tenant = $1 and id < $2 and ($3 = 0 or closed = 0) order by id desc limit $4";
    tx.rows(LIST, args![tenant, before, i64::from(open), limit]).await
}

/// Every open one of every tenant: tenant, number.
pub async fn open(tx: &mut Tx<'_>) -> Result<Vec<(TenantNo, i64)>, StoreError> {
    const OPEN: &str = "select tenant, id from access_review where closed = 0 order by tenant, due";
    tx.rows(OPEN, args![]).await
}

/// Adds one with its items, and says its number.
pub async fn insert(tx: &mut Tx<'_>, tenant: TenantNo, new: &ReviewRow, items: &[String]) -> Result<i64, StoreError> {
    const INSERT: &str = "insert into access_review (tenant, id, name, scope, owner, due, reminded, outcome, created, closed) \
                          values ($1, $2, $3, $4, $5, $6, 0, $7, $8, 0)";
    const ITEMS: &str = "insert into access_review_item (tenant, review, position, item, decision, decider, at, note, applied) \
        select $1, $2, 1 + row.key, row.value ->> 0, '', 0, 0, '', 0 from json_each($3) as row";
    let id = tx.new_id().await?;
    let ReviewRow { name, scope, owner, due, outcome, created, .. } = new;
    tx.execute(INSERT, args![tenant, id, name, scope, *owner, *due, outcome, *created]).await?;
    if !items.is_empty() {
        let rows: Vec<[&String; 1]> = items.iter().map(|item| [item]).collect();
        let rows = serde_json::to_string(&rows).map_err(|_| StoreError::Misuse("a list is not JSON"))?;
        tx.execute(ITEMS, args![tenant, id, rows]).await?;
    }
    Ok(id)
}

/// A row of `access_review_item`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct ItemRow {
    pub position: i64,
    pub item: String,
    pub decision: String,
    pub decider: AdministratorNo,
    pub at: Millis,
    pub note: String,
    pub applied: Millis,
}

from_row!(ItemRow { position, item, decision, decider, at, note, applied });

/// The items behind a position, perhaps only those with this decision (`open`: with none), at most `limit`.
pub async fn items(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    review: i64,
    decision: Option<&str>,
    after: i64,
    limit: i64,
) -> Result<Vec<ItemRow>, StoreError> {
    const LIST: &str = "select position, item, decision, decider, at, note, applied from access_review_item \
        where tenant = $1 and review = $2 and position > $3 and ($4 = 'all' or decision = $4) order by position limit $5";
    tx.rows(LIST, args![tenant, review, after, decision.unwrap_or("all"), limit]).await
}

/// How many items there are, are to be kept, are to be removed, and were removed.
pub async fn counts(tx: &mut Tx<'_>, tenant: TenantNo, review: i64) -> Result<(i64, i64, i64, i64), StoreError> {
    const COUNTS: &str = "select count(*), count(case when decision = 'keep' then 1 end), \
        count(case when decision = 'remove' then 1 end), count(case when applied > 0 then 1 end) \
        from access_review_item where tenant = $1 and review = $2";
    Ok(tx.row(COUNTS, args![tenant, review]).await?.unwrap_or_default())
}

/// Keeps what was decided of one; `false` when there is no such item, or it was removed already.
pub async fn decide(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    review: i64,
    (position, decision, note): (i64, &str, &str),
    (decider, at): (AdministratorNo, Millis),
) -> Result<bool, StoreError> {
    const DECIDE: &str = "update access_review_item set decision = $4, note = $5, decider = $6, at = $7 \
                          where tenant = $1 and review = $2 and position = $3 and applied = 0";
    Ok(tx.execute(DECIDE, args![tenant, review, position, decision, note, decider, at]).await? == 1)
}

/// Notes that an item was removed, or (0) that it was not, and why.
pub async fn applied(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    review: i64,
    position: i64,
    at: Millis,
    note: Option<&str>,
) -> Result<(), StoreError> {
    const APPLIED: &str = "update access_review_item set applied = $4, note = case when $5 = '' then note else $5 end \
                           where tenant = $1 and review = $2 and position = $3";
    tx.execute(APPLIED, args![tenant, review, position, at, note.unwrap_or_default()]).await.map(drop)
}

/// Decides for those whom nobody decided.
pub async fn settle(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    review: i64,
    outcome: &str,
    at: Millis,
) -> Result<u64, StoreError> {
    const SETTLE: &str = "update access_review_item set decision = $3, at = $4 \
                          where tenant = $1 and review = $2 and decision = ''";
    tx.execute(SETTLE, args![tenant, review, outcome, at]).await
}

/// Closes one; `false` when somebody else has.
pub async fn close(tx: &mut Tx<'_>, tenant: TenantNo, review: i64, at: Millis) -> Result<bool, StoreError> {
    const CLOSE: &str = "update access_review set closed = $3 where tenant = $1 and id = $2 and closed = 0";
    Ok(tx.execute(CLOSE, args![tenant, review, at]).await? == 1)
}

/// Notes that its owner was reminded; `false` when that was noted already, or it is closed.
pub async fn remind(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    review: i64,
    before: Millis,
    at: Millis,
) -> Result<bool, StoreError> {
    const REMIND: &str =
        "update access_review set reminded = $4 where tenant = $1 and id = $2 and reminded < $3 and closed = 0";
    Ok(tx.execute(REMIND, args![tenant, review, before, at]).await? == 1)
}

/// Ordinary groups to choose from: id and name.
pub async fn groups(tx: &mut Tx<'_>, tenant: TenantNo, most: i64) -> Result<Vec<(String, String)>, StoreError> {
    const LIST: &str = "select group_id, name from user_group where tenant = $1 and type = 1 order by name limit $2";
    tx.rows(LIST, args![tenant, most]).await
}

/// Documents to choose from: token and title.
pub async fn documents(tx: &mut Tx<'_>, tenant: TenantNo, most: i64) -> Result<Vec<(String, String)>, StoreError> {
    const LIST: &str = "select token, title from document where tenant = $1 and deleted = 0 order by id desc limit $2";
    tx.rows(LIST, args![tenant, most]).await
}

/// Apps to choose from: id and name.
pub async fn apps(tx: &mut Tx<'_>, tenant: TenantNo, most: i64) -> Result<Vec<(String, String)>, StoreError> {
    const LIST: &str = "select app_id, name from app where tenant = $1 order by id limit $2";
    tx.rows(LIST, args![tenant, most]).await
}

/// Doors to choose from: id and name.
pub async fn doors(tx: &mut Tx<'_>, tenant: TenantNo, most: i64) -> Result<Vec<(String, String)>, StoreError> {
    const LIST: &str = "select device_id, name from device where tenant = $1 order by id limit $2";
    tx.rows(LIST, args![tenant, most]).await
}
