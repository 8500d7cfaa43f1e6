//! People groups of reviews as lists show them.

use menjin_model::{ReviewGroupNo, TenantNo};

use super::names::pattern;
use crate::{StoreError, Tx, args, from_row};

/// A people group of reviews.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct ListedRow {
    pub id: ReviewGroupNo,
    pub group_id: String,
    pub name: String,
    pub api_import: bool,
    pub scope_visible_setting: i64,
    pub people: i64,
    pub groups: i64,
}

from_row!(ListedRow { id, group_id, name, api_import, scope_visible_setting, people, groups });

macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "select g.id, g.group_id, g.name, g.api_import, g.scope_visible_setting, \
               (select count(*) from review_member as m where m.tenant = $1 and m.review_group = g.id and m.kind = 'user'), \
               (select count(*) from review_member as m where m.tenant = $1 and m.review_group = g.id and m.kind = 'group') \
             from review_group as g where g.tenant = $1 ",
            $rest
        )
    };
}

/// Those whose name or id has this text in it, above the number `after`.
pub async fn list(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    text: &str,
    after: i64,
    most: i64,
) -> Result<Vec<ListedRow>, StoreError> {
    const LIST: &str = listed!(
        "and g.id > $2 and ($3 = '%%' or lower(g.name) like $3 escape '!' or lower(g.group_id) like $3 escape '!') \
         order by g.id limit $4"
    );
    let text = pattern(text);
    tx.rows(LIST, args![tenant, after, text, most]).await
}

/// The one with this id.
pub async fn find(tx: &mut Tx<'_>, tenant: TenantNo, group_id: &str) -> Result<Option<ListedRow>, StoreError> {
    tx.row(listed!("and g.group_id = $2"), args![tenant, group_id]).await
}

/// Who is in it behind a place in their order: kind and number.
pub async fn members(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: ReviewGroupNo,
    (kind, after): (&str, i64),
    most: i64,
) -> Result<Vec<(String, i64)>, StoreError> {
    const LIST: &str = "select kind, member from review_member where tenant = $1 and review_group = $2 \
        and (kind > $3 or kind = $3 and member > $4) order by kind, member limit $5";
    tx.rows(LIST, args![tenant, group, kind, after, most]).await
}
