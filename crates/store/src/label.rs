//! What people call things, by the ids that answers show: people by `user_id`, departments by `department_id`.

use menjin_model::TenantNo;

use crate::{StoreError, Tx, args};

/// Things of each kind by their ids, as the wire names the kinds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the kinds are")]
pub struct Wanted<'a> {
    pub users: Vec<&'a str>,
    pub departments: Vec<&'a str>,
    pub groups: Vec<&'a str>,
    pub documents: Vec<&'a str>,
    pub apps: Vec<&'a str>,
    pub doors: Vec<&'a str>,
    pub rules: Vec<&'a str>,
    pub review_groups: Vec<&'a str>,
    pub visitors: Vec<&'a str>,
}

/// Kind, id and name of those that there are: one statement, however many.
pub async fn names(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    wanted: &Wanted<'_>,
) -> Result<Vec<(String, String, String)>, StoreError> {
    const NAMES: &str = "\
        select 'user', u.user_id, u.name from json_each($2) as w cross join user as u \
          where u.tenant = $1 and u.user_id = w.value and u.resigned = 0 \
        union all select 'department', d.department_id, d.name from json_each($3) as w cross join department as d \
          where d.tenant = $1 and d.department_id = w.value \
        union all select 'department', '0', t.name from json_each($3) as w cross join tenant as t \
          where t.id = $1 and w.value = '0' \
        union all select 'group', g.group_id, g.name from json_each($4) as w cross join user_group as g \
          where g.tenant = $1 and g.group_id = w.value \
        union all select 'document', d.token, d.title from json_each($5) as w cross join document as d \
          where d.tenant = $1 and d.token = w.value \
        union all select 'app', a.app_id, a.name from json_each($6) as w cross join app as a \
          where a.app_id = w.value and a.tenant = $1 \
        union all select 'door', d.device_id, d.name from json_each($7) as w cross join device as d \
          where d.tenant = $1 and d.device_id = w.value \
        union all select 'door_rule', r.rule_id, r.name from json_each($8) as w cross join door_rule as r \
          where r.tenant = $1 and r.rule_id = w.value and r.deleted = 0 \
        union all select 'review_group', r.group_id, r.name from json_each($9) as w cross join review_group as r \
          where r.tenant = $1 and r.group_id = w.value \
        union all select 'visitor', v.visitor_id, v.name from json_each($10) as w cross join visitor as v \
          where v.tenant = $1 and v.visitor_id = w.value and v.deleted = 0";
    let Wanted { users, departments, groups, documents, apps, doors, rules, review_groups, visitors } = wanted;
    let values =
        args![tenant, *users, *departments, *groups, *documents, *apps, *doors, *rules, *review_groups, *visitors];
    tx.rows(NAMES, values).await
}
