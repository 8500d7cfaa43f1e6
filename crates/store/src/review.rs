//! People groups of performance reviews.

use menjin_model::{AppNo, Change, Fact, Party, ReviewGroupNo, TenantNo, UserNo};

use crate::fact::{note, read};
use crate::{Row, StoreError, Tx, Value, args, from_row};

/// A row of `review_group`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct ReviewGroupRow {
    pub id: ReviewGroupNo,
    pub api_import: bool,
    pub scope_visible_setting: i64,
}

from_row!(ReviewGroupRow { id, api_import, scope_visible_setting });

/// The group with this id.
pub async fn find(tx: &mut Tx<'_>, tenant: TenantNo, group_id: &str) -> Result<Option<ReviewGroupRow>, StoreError> {
    const FIND: &str =
        "select id, api_import, scope_visible_setting from review_group where tenant = $1 and group_id = $2";
    tx.row(FIND, args![tenant, group_id]).await
}

/// Says who may see the group's people.
pub async fn set_visible(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: ReviewGroupNo,
    setting: i64,
) -> Result<(), StoreError> {
    const UPDATE: &str = "update review_group set scope_visible_setting = $3 where tenant = $1 and id = $2";
    const BEFORE: &str = "select id, scope_visible_setting from review_group where tenant = $1 and id = $2";
    let before = note::before(tx, BEFORE, args![tenant, group], read::review_group).await?;
    tx.execute(UPDATE, args![tenant, group, setting]).await?;
    if let Some(before) = before {
        note::became(tx, before, Fact::ReviewGroup { id: group, hidden: read::hidden(setting) });
    }
    Ok(())
}

/// The group's people, by number; user groups in it are not among them.
pub async fn people(tx: &mut Tx<'_>, tenant: TenantNo, group: ReviewGroupNo) -> Result<Vec<UserNo>, StoreError> {
    const LIST: &str = "select member from review_member \
                        where tenant = $1 and review_group = $2 and kind = 'user' order by member";
    tx.rows(LIST, args![tenant, group]).await
}

/// Takes these people, who are in it, out of the group.
pub async fn remove(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: ReviewGroupNo,
    people: &[UserNo],
) -> Result<(), StoreError> {
    const DELETE: &str = "delete from review_member where tenant = $1 and review_group = $2 and kind = 'user' \
                          and member in (select value from json_each($3))";
    let gone = tx.execute(DELETE, args![tenant, group, people]).await?;
    went(tx, group, people, gone)
}

/// Takes all people out of the group, which are these; user groups in it stay.
pub async fn clear(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: ReviewGroupNo,
    people: &[UserNo],
) -> Result<(), StoreError> {
    const DELETE: &str = "delete from review_member where tenant = $1 and review_group = $2 and kind = 'user'";
    let gone = tx.execute(DELETE, args![tenant, group]).await?;
    went(tx, group, people, gone)
}

/// Notes that these went. There may be ten thousand, so they are not asked for again, but counted.
fn went(tx: &mut Tx<'_>, group: ReviewGroupNo, people: &[UserNo], gone: u64) -> Result<(), StoreError> {
    if gone != people.len() as u64 {
        return Err(StoreError::Misuse("others than those who are in a review group are taken out of it"));
    }
    tx.note_all(people.iter().map(|user| Change::Went(Fact::ReviewMember { group, member: Party::User(*user) })));
    Ok(())
}

/// Puts these people, who are not in it, into the group; fastest in ascending order.
pub async fn add(tx: &mut Tx<'_>, tenant: TenantNo, group: ReviewGroupNo, people: &[UserNo]) -> Result<(), StoreError> {
    const INSERT: &str = "insert into review_member (tenant, review_group, kind, member) \
                          select $1, $2, 'user', value from json_each($3)";
    tx.execute(INSERT, args![tenant, group, people]).await?;
    tx.note_all(people.iter().map(|user| Change::Came(Fact::ReviewMember { group, member: Party::User(*user) })));
    Ok(())
}

/// Shows ids of people between two of them, and whose they are: the first `limit`, in no particular order.
#[derive(Debug, Clone, Copy)]
pub struct Span<'a> {
    /// The least.
    pub from: &'a str,
    /// The greatest.
    pub to: &'a str,
    /// How many.
    pub limit: i64,
}

impl Span<'_> {
    /// The open_ids that one app sees, wherever they lie: they are random, so ends would leave nothing out, and an index in
    /// their order holds those of all apps. How many there were.
    pub async fn open_ids(
        self,
        tx: &mut Tx<'_>,
        tenant: TenantNo,
        app: AppNo,
        visit: impl FnMut(&str, UserNo),
    ) -> Result<i64, StoreError> {
        const LIST: &str = "select open_id, user from open_id where tenant = $1 and app = $2 limit $3";
        self.show(tx, LIST, args![tenant, app, self.limit], visit).await
    }

    /// The union_ids; how many there were.
    pub async fn union_ids(
        self,
        tx: &mut Tx<'_>,
        tenant: TenantNo,
        visit: impl FnMut(&str, UserNo),
    ) -> Result<i64, StoreError> {
        const LIST: &str = "select union_id, id from user where tenant = $1 and union_id between $2 and $3 limit $4";
        self.show(tx, LIST, args![tenant, self.from, self.to, self.limit], visit).await
    }

    /// The user_ids of people who are present; how many there were.
    pub async fn user_ids(
        self,
        tx: &mut Tx<'_>,
        tenant: TenantNo,
        visit: impl FnMut(&str, UserNo),
    ) -> Result<i64, StoreError> {
        const LIST: &str = "select user_id, id from user \
                            where tenant = $1 and user_id between $2 and $3 and resigned = 0 limit $4";
        self.show(tx, LIST, args![tenant, self.from, self.to, self.limit], visit).await
    }

    async fn show(
        self,
        tx: &mut Tx<'_>,
        list: &'static str,
        args: &[Value<'_>],
        mut visit: impl FnMut(&str, UserNo),
    ) -> Result<i64, StoreError> {
        let mut shown = 0;
        let each = |row: &Row<'_>| {
            visit(row.text(0)?, row.take(1)?);
            shown += 1;
            Ok(())
        };
        tx.visit(list, args, each).await?;
        Ok(shown)
    }
}

/// Everybody who has left, by number.
pub async fn gone(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<UserNo>, StoreError> {
    const LIST: &str = "select id from user where tenant = $1 and resigned = 1 order by id";
    tx.rows(LIST, args![tenant]).await
}
