//! What the history tells of all groups of a tenant at once.

use menjin_model::{GroupNo, Millis, TenantNo};

use crate::{StoreError, Tx, args};

/// How often each group was changed in each stretch of `length` from `first` on: group, number of the stretch, changes. What was
/// done to an earlier group of the same id does not count.
pub async fn changes(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    first: Millis,
    length: i64,
) -> Result<Vec<(GroupNo, i64, i64)>, StoreError> {
    const CHANGES: &str = "select g.id, (c.at - $2) / $3, count(*) from user_group as g cross join change as c \
        where g.tenant = $1 and c.tenant = $1 and c.object = 'group:' || g.group_id and c.at >= $2 and c.at >= g.created \
        group by g.id, (c.at - $2) / $3";
    tx.rows(CHANGES, args![tenant, first, length]).await
}

/// When each group that ever was changed was changed last.
pub async fn latest(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<(GroupNo, Millis)>, StoreError> {
    const LATEST: &str = "select g.id, coalesce((select c.at from change as c \
          where c.tenant = $1 and c.object = 'group:' || g.group_id order by c.revision desc limit 1), 0) \
        from user_group as g where g.tenant = $1";
    tx.rows(LATEST, args![tenant]).await
}
