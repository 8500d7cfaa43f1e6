//! All facts of a tenant, row by row as they lie, so that little is held however many there are.

use menjin_model::{Fact, TenantNo};

use super::read::{self, Read};
use crate::{StoreError, Tx, args};

/// Each table, in the order of its primary key: no row has to be sorted, or looked up elsewhere.
const TABLES: [(&str, Read); 19] = [
    ("select time_zone from tenant where id = $1", read::time_zone),
    ("select id, parent from department where tenant = $1 order by id", read::department),
    ("select id, frozen, resigned, manager from user where tenant = $1 order by id", read::user),
    ("select user, department from user_department where tenant = $1 order by department, user", read::place),
    ("select id, type, rule from user_group where tenant = $1 order by id", read::group),
    (
        "select user_group, user, starts, ends from group_member where tenant = $1 order by user_group, joined, user",
        read::group_member,
    ),
    (
        "select user_group, department, starts, ends from group_department where tenant = $1 \
         order by user_group, joined, department",
        read::group_department,
    ),
    ("select id, owner, status, visible_to_all from app where tenant = $1 order by id", read::app),
    ("select app, user, role from app_collaborator where tenant = $1 order by app, user", read::app_role),
    (
        "select app, list, kind, member from app_availability where tenant = $1 order by app, list, kind, member",
        read::app_listed,
    ),
    (
        "select id, type, owner_kind, owner, folder, inherits, settings, deleted from document where tenant = $1 \
         order by id",
        read::document,
    ),
    (
        "select document, perm_type, kind, member, perm, starts, ends from document_member where tenant = $1 \
         order by document, perm_type, kind, member",
        read::document_member,
    ),
    ("select id from device where tenant = $1 order by id", read::device),
    ("select id, opening_time from door_rule where tenant = $1 and deleted = 0 order by id", read::door_rule),
    ("select rule, device from door_rule_device where tenant = $1 order by rule, position", read::door_rule_device),
    (
        "select rule, kind, member, starts, ends from door_rule_member where tenant = $1 order by rule, position",
        read::door_rule_member,
    ),
    ("select id from visitor where tenant = $1 and deleted = 0 order by id", read::visitor),
    ("select id, scope_visible_setting from review_group where tenant = $1 order by id", read::review_group),
    (
        "select review_group, kind, member from review_member where tenant = $1 order by review_group, kind, member",
        read::review_member,
    ),
];

/// Shows every fact: one table after another, each in the order of its primary key. So groups come in ascending order, and
/// those in one group by the time they joined; departments in groups come behind all people in groups.
pub async fn load(tx: &mut Tx<'_>, tenant: TenantNo, each: &mut (dyn FnMut(Fact) + Send)) -> Result<(), StoreError> {
    for (sql, read) in TABLES {
        let show = |row: &crate::Row<'_>| {
            each(read(row)?);
            Ok(())
        };
        tx.visit(sql, args![tenant], show).await?;
    }
    Ok(())
}
