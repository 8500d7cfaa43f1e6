//! A company at a glance.

use menjin_model::{AdministratorNo, Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// How many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the tables are")]
pub struct CountsRow {
    pub company: String,
    pub people: i64,
    pub groups: i64,
    pub departments: i64,
    pub documents: i64,
    pub apps: i64,
    pub doors: i64,
    pub review_groups: i64,
    pub open_reviews: i64,
    pub unread: i64,
}

from_row!(CountsRow {
    company,
    people,
    groups,
    departments,
    documents,
    apps,
    doors,
    review_groups,
    open_reviews,
    unread
});

/// Counts everything; what is unread is of one administrator.
pub async fn counts(tx: &mut Tx<'_>, tenant: TenantNo, who: AdministratorNo) -> Result<CountsRow, StoreError> {
    const COUNTS: &str = "select coalesce((select name from tenant where id = $1), ''), \
        coalesce((select users from tally where tenant = $1), 0), \
        coalesce((select groups from tally where tenant = $1), 0), \
        (select count(*) from department where tenant = $1), \
        (select count(*) from document where tenant = $1 and deleted = 0), \
        (select count(*) from app where tenant = $1), \
        (select count(*) from device where tenant = $1), \
        (select count(*) from review_group where tenant = $1), \
        (select count(*) from access_review where tenant = $1 and closed = 0), \
        (select count(*) from inbox where tenant = $1 and administrator = $2 and seen = 0)";
    Ok(tx.row(COUNTS, args![tenant, who]).await?.unwrap_or_else(CountsRow::none))
}

impl CountsRow {
    fn none() -> Self {
        Self {
            company: String::new(),
            people: 0,
            groups: 0,
            departments: 0,
            documents: 0,
            apps: 0,
            doors: 0,
            review_groups: 0,
            open_reviews: 0,
            unread: 0,
        }
    }
}

/// How many changes there were in each of the days from `first` on, by the number of the day.
pub async fn days(tx: &mut Tx<'_>, tenant: TenantNo, first: Millis, day: i64) -> Result<Vec<(i64, i64)>, StoreError> {
    // Revisions go up with time, so the rows wanted are the last ones; a clock that was set back ends the search early.
    const OLDEST: &str = "select revision from change where tenant = $1 and at < $2 order by revision desc limit 1";
    const DAYS: &str = "select (at - $3) / $4, count(*) from change where tenant = $1 and revision > $2 and at >= $3 \
                        group by (at - $3) / $4 order by 1";
    let before: i64 = tx.row(OLDEST, args![tenant, first]).await?.unwrap_or(0);
    tx.rows(DAYS, args![tenant, before, first, day]).await
}

/// Ordinary groups without members: id and name.
pub async fn empty_groups(tx: &mut Tx<'_>, tenant: TenantNo, most: i64) -> Result<Vec<(String, String)>, StoreError> {
    const EMPTY: &str = "select group_id, name from user_group \
        where tenant = $1 and type = 1 and user_count = 0 and department_count = 0 order by id desc limit $2";
    tx.rows(EMPTY, args![tenant, most]).await
}

/// Door rules that are for everyone: id and name.
pub async fn open_doors(tx: &mut Tx<'_>, tenant: TenantNo, most: i64) -> Result<Vec<(String, String)>, StoreError> {
    const OPEN: &str = "select r.rule_id, r.name from door_rule_member as m \
        join door_rule as r on r.tenant = m.tenant and r.id = m.rule \
        where m.tenant = $1 and m.kind = 'everyone' and r.deleted = 0 order by r.id desc limit $2";
    tx.rows(OPEN, args![tenant, most]).await
}

/// The latest changes: revision, moment, action, object.
pub async fn latest(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    most: i64,
) -> Result<Vec<(i64, Millis, String, String)>, StoreError> {
    const LATEST: &str =
        "select revision, at, action, object from change where tenant = $1 order by revision desc limit $2";
    tx.rows(LATEST, args![tenant, most]).await
}
