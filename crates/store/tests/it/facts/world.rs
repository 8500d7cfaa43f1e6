//! A company with a few rows in every table of facts, put there as an import does.

use menjin_model::{Fact, TenantNo};
use menjin_store::{Db, StoreError, args};

use crate::help::Answer;

/// `$1` is the tenant. People 1 to 6; departments 11 above 12 above 13, and 14; groups 21 to 23, an empty one, 26, and dynamic ones, 24 and 25;
/// apps 1031 and 1032; documents 41 (a folder) to 44; doors 51 and 52; rules 61 to 64, of which 63 is deleted; visitors 71
/// and 72, of whom the last is; review groups 81 and 82.
const ROWS: [&str; 28] = [
    "insert into tenant (id, tenant_key, name, time_zone, created) values ($1, 'key' || $1, 'n', 'Asia/Shanghai', 1)",
    "insert into department (tenant, id, department_id, open_department_id, parent, name, position, leader, leaders, \
       profile, created) select $1, value, 'd' || value, 'od' || value, case value when 12 then 11 when 13 then 12 else 0 end, \
       'n' || value, value, 0, '[]', '{}', 1 from json_each($2)",
    "insert into user (tenant, id, user_id, union_id, name, leader, employee_type, frozen, resigned, manager, profile, \
       created) select $1, value, 'u' || value, 'on' || value, 'n', 0, 1, case value when 4 then 1 else 0 end, \
       case value when 5 then 1 else 0 end, case value when 6 then 1 else 0 end, '{}', 1 from json_each($2)",
    "insert into user_department (tenant, department, user, user_order, department_order, is_primary) values \
       ($1, 13, 1, 1, 1, 1), ($1, 14, 1, 1, 1, 0), ($1, 12, 2, 1, 1, 1), ($1, 0, 3, 1, 1, 1), ($1, 14, 4, 1, 1, 1)",
    "insert into user_group (tenant, id, group_id, name, description, type, rule, user_count, department_count, created, \
       updated) select $1, value, 'g' || value, 'n' || value, '', 1, 'null', case value when 21 then 3 else 1 end, \
       case value when 22 then 2 else 0 end, 1, 1 from json_each($2)",
    "insert into user_group (tenant, id, group_id, name, description, type, rule, user_count, department_count, created, \
       updated) values ($1, 24, 'g24', 'n24', '', 2, '{\"all\":[{\"field\":\"department\",\"in\":[11]}]}', 0, 0, 1, 1)",
    "insert into user_group (tenant, id, group_id, name, description, type, rule, user_count, department_count, created, \
       updated) values ($1, 25, 'g25', 'n25', '', 2, 'nonsense', 0, 0, 1, 1)",
    "insert into group_member (tenant, user_group, joined, user, starts, ends) values ($1, 21, 9, 1, 0, 0), \
       ($1, 21, 8, 2, 100, 0), ($1, 21, 8, 3, 0, 200), ($1, 22, 8, 1, 0, 0), ($1, 23, 8, 2, 0, 0)",
    "insert into group_department (tenant, user_group, joined, department, starts, ends) values ($1, 22, 9, 12, 0, 0), \
       ($1, 22, 9, 14, 5, 50)",
    "insert into app (id, app_id, tenant, secret, name, description, kind, status, scopes, contact_range, visible_to_all, \
       owner, bot_open_id, redirect_urls, ip_allow_list, created) select value + 1000 * $1, 'cli' || value || '-' || $1, $1, $3, 'n', '', \
       'custom', value - 31, '[]', 'all', value - 31, 1, 'ou' || value || '-' || $1, '[]', '[]', 1 from json_each($2)",
    "insert into app_collaborator (tenant, app, user, role, added) values ($1, 1031, 2, 'developer', 1), \
       ($1, 1031, 3, 'operator', 2), ($1, 1032, 2, 'administrator', 3)",
    "insert into app_availability (tenant, app, list, kind, member) values ($1, 1031, 'white', 'user', 1), \
       ($1, 1031, 'white', 'user', 2), ($1, 1031, 'white', 'department', 12), ($1, 1031, 'white', 'group', 22)",
    "insert into app_availability (tenant, app, list, kind, member) values ($1, 1031, 'black', 'user', 2), \
       ($1, 1032, 'black', 'group', 21), ($1, 1032, 'black', 'department', 13)",
    "insert into document (tenant, id, token, type, title, owner_kind, owner, folder, inherits, settings, deleted, created, \
       updated) values ($1, 41, 't41', 'folder', '', 'user', 3, 0, 1, '{\"link_share_entity\":\"tenant_readable\"}', 0, 1, 1)",
    "insert into document (tenant, id, token, type, title, owner_kind, owner, folder, inherits, settings, deleted, created, \
       updated) values ($1, 42, 't42', 'folder', '', 'app', 1031, 41, 1, '{}', 7, 1, 1), \
       ($1, 43, 't43', 'docx', '', 'user', 1, 42, 1, '{\"comment_entity\":\"anyone_can_edit\"}', 0, 1, 1), \
       ($1, 44, 't44', 'wiki', '', 'user', 2, 42, 0, 'nonsense', 0, 1, 1)",
    "insert into document_member (tenant, document, perm_type, kind, member, perm, added, starts, ends) values \
       ($1, 41, 'container', 'department', 11, 'edit', 1, 0, 0), ($1, 41, 'container', 'group', 21, 'view', 1, 0, 90), \
       ($1, 42, 'container', 'user', 6, 'full_access', 1, 0, 0), ($1, 43, 'container', 'app', 1032, 'view', 1, 0, 0), \
       ($1, 44, 'container', 'group', 22, 'view', 1, 0, 0), ($1, 44, 'single_page', 'group', 22, 'edit', 1, 0, 0), \
       ($1, 44, 'container', 'user', 1, 'edit', 1, 10, 20)",
    "insert into device (tenant, id, device_id, name, sn, property) values ($1, 51, 'x51', 'n', '', 'null'), \
       ($1, 52, 'x52', 'n', '', 'null')",
    "insert into door_rule (tenant, id, rule_id, name, remind_face, is_temp, opening_time, deleted, created) values \
       ($1, 61, 'r61', 'n61', 0, 0, 'null', 0, 1), ($1, 63, 'r63', 'n63', 0, 0, 'null', 1, 1)",
    "insert into door_rule (tenant, id, rule_id, name, remind_face, is_temp, opening_time, deleted, created) values \
       ($1, 62, 'r62', 'n62', 0, 0, '{\"valid_day\":{\"start_day\":1,\"end_day\":9},\"weekdays\":[1,7],\
         \"day_times\":[{\"start_hhmm\":930,\"end_hhmm\":1800}]}', 0, 1)",
    "insert into door_rule (tenant, id, rule_id, name, remind_face, is_temp, opening_time, deleted, created) values \
       ($1, 64, 'r64', 'n64', 0, 0, 'nonsense', 0, 1)",
    "insert into door_rule_device (tenant, rule, position, device) values ($1, 61, 1, 51), ($1, 61, 2, 52), ($1, 62, 1, 52)",
    "insert into door_rule_member (tenant, rule, position, kind, member, starts, ends) values ($1, 61, 1, 'user', 1, 0, 0), \
       ($1, 61, 2, 'department', 13, 0, 0), ($1, 61, 3, 'group', 22, 0, 0), ($1, 61, 4, 'visitor', 71, 5, 6)",
    "insert into door_rule_member (tenant, rule, position, kind, member, starts, ends) values \
       ($1, 62, 1, 'everyone', 0, 0, 0), ($1, 62, 2, 'group', 24, 0, 0), ($1, 64, 1, 'user', 2, 0, 0)",
    "insert into visitor (tenant, id, visitor_id, name, phone, deleted) values ($1, 71, 'v71', 'n', '', 0), \
       ($1, 72, 'v72', 'n', '', 1)",
    "insert into review_group (tenant, id, group_id, name, api_import, scope_visible_setting) values \
       ($1, 81, 'p81', 'n', 1, 1), ($1, 82, 'p82', 'n', 1, 0)",
    "insert into review_member (tenant, review_group, kind, member) values ($1, 81, 'user', 1), ($1, 81, 'user', 2), \
       ($1, 81, 'group', 22), ($1, 82, 'group', 24)",
    "insert into contact_range (tenant, app, kind, member) values ($1, 1031, 'department', 12), ($1, 1031, 'group', 22)",
    "insert into user_group (tenant, id, group_id, name, description, type, rule, user_count, department_count, created, \
       updated) values ($1, 26, 'g26', 'n26', '', 1, 'null', 0, 0, 1, 1)",
];

/// Makes it.
pub(crate) async fn fill(db: &Db, tenant: TenantNo) {
    let filled: Answer<()> = db
        .exclusive(move |tx| {
            Box::pin(async move {
                for row in ROWS {
                    let numbers: &[i64] = match row {
                        row if row.starts_with("insert into department") => &[11, 12, 13, 14],
                        row if row.starts_with("insert into user ") => &[1, 2, 3, 4, 5, 6],
                        row if row.starts_with("insert into app ") => &[31, 32],
                        _ => &[21, 22, 23],
                    };
                    let all = args![tenant, numbers, b"secret"];
                    let given = if row.contains("$3") { 3 } else { 1 + usize::from(row.contains("$2")) };
                    tx.execute(row, &all[..given]).await?;
                }
                Ok::<_, StoreError>(())
            })
        })
        .await;
    filled.unwrap();
}

/// How many kinds of facts there are.
pub(crate) fn kinds<'f>(facts: impl Iterator<Item = &'f Fact>) -> usize {
    let kinds: std::collections::BTreeSet<String> =
        facts.map(|fact| format!("{fact:?}").split(' ').next().unwrap_or_default().to_owned()).collect();
    kinds.len()
}
