//! Things by a part of their name or the beginning of their id, for the search over everything.
//!
//! Each search looks at a bounded number of rows, the newest first.

use menjin_model::TenantNo;

use crate::{StoreError, Tx, args, group::listing::Like};

/// So many rows of a kind are looked at.
const LOOKED_AT: i64 = 200_000;

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named as they are")]
pub enum Kind {
    Group,
    Person,
    Department,
    Document,
    App,
    Door,
}

/// What was found of a kind: id and name, at most `limit`.
pub async fn find(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    kind: Kind,
    like: &Like,
    limit: i64,
) -> Result<Vec<(String, String)>, StoreError> {
    let find = match kind {
        Kind::Group => {
            "select group_id, name from user_group where tenant = $1 and $5 > 0 \
               and (lower(name) like $2 escape '!' or lower(group_id) like $3 escape '!') order by id desc limit $4"
        }
        Kind::Person => {
            "select user_id, name from (select id, user_id, name, email from user \
                 where tenant = $1 and resigned = 0 order by id desc limit $5) as looked \
             where lower(name) like $2 escape '!' or lower(user_id) like $3 escape '!' or lower(email) like $3 escape '!' \
             order by id desc limit $4"
        }
        Kind::Department => {
            "select department_id, name from (select id, department_id, name from department \
                 where tenant = $1 order by id desc limit $5) as looked \
             where lower(name) like $2 escape '!' or lower(department_id) like $3 escape '!' order by id desc limit $4"
        }
        Kind::Document => {
            "select token, title from (select id, token, title from document \
                 where tenant = $1 and deleted = 0 order by id desc limit $5) as looked \
             where lower(title) like $2 escape '!' or lower(token) like $3 escape '!' order by id desc limit $4"
        }
        Kind::App => {
            "select app_id, name from (select id, app_id, name from app \
                 where tenant = $1 order by id desc limit $5) as looked \
             where lower(name) like $2 escape '!' or lower(app_id) like $3 escape '!' order by id desc limit $4"
        }
        Kind::Door => {
            "select device_id, name from (select id, device_id, name from device \
                 where tenant = $1 order by id desc limit $5) as looked \
             where lower(name) like $2 escape '!' or lower(device_id) like $3 escape '!' order by id desc limit $4"
        }
    };
    tx.rows(find, args![tenant, like.part, like.beginning, limit, LOOKED_AT]).await
}
