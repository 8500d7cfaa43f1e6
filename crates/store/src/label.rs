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

/// What may be found by a part of its name or id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sought {
    /// People who are present, by name, `user_id` or e-mail address.
    People,
    /// Departments.
    Departments,
    /// Documents and folders that are not in the bin.
    Documents,
    /// Apps of the tenant.
    Apps,
    /// Door rules.
    Rules,
    /// People groups of reviews.
    ReviewGroups,
}

/// Id and name of the first things whose name or id has `text` in it, at most `limit`. Reads all of the kind.
pub async fn find(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    sought: Sought,
    text: &str,
    limit: i64,
) -> Result<Vec<(String, String)>, StoreError> {
    let find = match sought {
        Sought::People => {
            "select user_id, name from user where tenant = $1 and resigned = 0 and (lower(name) like $2 escape '!' \
               or lower(user_id) like $2 escape '!' or lower(email) like $2 escape '!') order by id limit $3"
        }
        Sought::Departments => {
            "select department_id, name from department where tenant = $1 and (lower(name) like $2 escape '!' \
               or lower(department_id) like $2 escape '!') order by id limit $3"
        }
        Sought::Documents => {
            "select token, title from document where tenant = $1 and deleted = 0 and (lower(title) like $2 escape '!' \
               or lower(token) like $2 escape '!') order by id limit $3"
        }
        Sought::Apps => {
            "select app_id, name from app where tenant = $1 and (lower(name) like $2 escape '!' \
               or lower(app_id) like $2 escape '!') order by id limit $3"
        }
        Sought::Rules => {
            "select rule_id, name from door_rule where tenant = $1 and deleted = 0 and (lower(name) like $2 escape '!' \
               or lower(rule_id) like $2 escape '!') order by id limit $3"
        }
        Sought::ReviewGroups => {
            "select group_id, name from review_group where tenant = $1 and (lower(name) like $2 escape '!' \
               or lower(group_id) like $2 escape '!') order by id limit $3"
        }
    };
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for one in text.to_ascii_lowercase().chars() {
        if matches!(one, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(one);
    }
    pattern.push('%');
    tx.rows(find, args![tenant, pattern, limit]).await
}
