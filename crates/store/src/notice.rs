//! Who is to be told of what.

use menjin_model::{Millis, TenantNo, UserNo};
use serde_json::Value;

use crate::{StoreError, Tx, args, from_row};

/// Puts one notice for one person into the outbox.
pub async fn insert(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    kind: &str,
    user: UserNo,
    body: &Value,
    at: Millis,
) -> Result<(), StoreError> {
    const INSERT: &str = "insert into notice (tenant, id, kind, user, body, at) values ($1, $2, $3, $4, $5, $6)";
    let id = tx.new_id().await?;
    tx.execute(INSERT, args![tenant, id, kind, user, body.to_string(), at]).await.map(drop)
}

/// A row of `notice`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct NoticeRow {
    pub id: i64,
    pub kind: String,
    pub user: UserNo,
    pub body: String,
    pub at: Millis,
}

from_row!(NoticeRow { id, kind, user, body, at });

/// The newest before `before`, at most `limit`; perhaps only of one person.
pub async fn list(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    user: Option<UserNo>,
    before: i64,
    limit: i64,
) -> Result<Vec<NoticeRow>, StoreError> {
    const LIST: &str = "select id, kind, user, body, at from notice \
        where tenant = $1 and id < $2 and ($3 < 0 or user = $3) order by id desc limit $4";
    tx.rows(LIST, args![tenant, before, user.unwrap_or(UserNo(-1)), limit]).await
}
