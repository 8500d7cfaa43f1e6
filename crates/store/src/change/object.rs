//! The history of one object, as people read it.

use menjin_model::{Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of the history of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct ObjectRow {
    pub revision: i64,
    pub at: Millis,
    pub actor: String,
    pub surface: String,
    pub log_id: String,
    pub action: String,
    pub before: String,
    pub after: String,
}

from_row!(ObjectRow { revision, at, actor, surface, log_id, action, before, after });

/// What was done to an object before this revision, the latest first, at most `limit`.
pub async fn list(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    object: &str,
    before: i64,
    limit: i64,
) -> Result<Vec<ObjectRow>, StoreError> {
    const LIST: &str = "select revision, at, actor, surface, log_id, action, before, after from change \
                        where tenant = $1 and object = $2 and revision < $3 order by revision desc limit $4";
    tx.rows(LIST, args![tenant, object, before, limit]).await
}

/// How often an object was changed since a moment.
pub async fn count_since(tx: &mut Tx<'_>, tenant: TenantNo, object: &str, since: Millis) -> Result<i64, StoreError> {
    const COUNT: &str = "select count(*) from change where tenant = $1 and object = $2 and at >= $3";
    Ok(tx.row(COUNT, args![tenant, object, since]).await?.unwrap_or(0))
}
