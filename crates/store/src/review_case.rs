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
