//! Who has looked at a group: the newest are kept. No history is written of it.

use menjin_model::{GroupNo, Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// How many are kept for a group.
pub const KEPT: i64 = 50;

/// A row of `group_view`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct ViewRow {
    pub actor: String,
    pub surface: String,
    pub at: Millis,
}

from_row!(ViewRow { actor, surface, at });

/// The views of a group, the latest first.
pub async fn list(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo) -> Result<Vec<ViewRow>, StoreError> {
    const LIST: &str = "select actor, surface, at from group_view where tenant = $1 and user_group = $2 \
                        order by id desc limit $3";
    tx.rows(LIST, args![tenant, group, KEPT]).await
}

/// Those of `groups` that this actor has looked at since a moment.
pub async fn seen_since(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    groups: &[GroupNo],
    actor: &str,
    since: Millis,
) -> Result<Vec<GroupNo>, StoreError> {
    const SEEN: &str = "select distinct user_group from group_view \
        where tenant = $1 and user_group in (select value from json_each($2)) and actor = $3 and at > $4";
    tx.rows(SEEN, args![tenant, groups, actor, since]).await
}

/// Notes a view, and forgets what is older than the newest.
pub async fn insert(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo, view: &ViewRow) -> Result<(), StoreError> {
    // Numbered within the group: nothing is written beside it, so that the usual ids could come twice.
    const INSERT: &str = "insert into group_view (tenant, user_group, id, actor, surface, at) \
        select $1, $2, coalesce((select max(id) from group_view where tenant = $1 and user_group = $2), 0) + 1, $3, $4, $5";
    const TRIM: &str = "delete from group_view where tenant = $1 and user_group = $2 and id <= \
        (select max(id) from group_view where tenant = $1 and user_group = $2) - $3";
    let ViewRow { actor, surface, at } = view;
    tx.execute(INSERT, args![tenant, group, actor, surface, *at]).await?;
    tx.execute(TRIM, args![tenant, group, KEPT]).await?;
    Ok(())
}
