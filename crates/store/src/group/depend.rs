//! What depends on a group: everything that names it.

use menjin_model::{GroupNo, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A thing that names a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependant {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the group has there.
    pub detail: String,
    /// How many others have a place there.
    pub others: i64,
}

from_row!(Dependant { id, name, detail, others });

/// Documents that are not in the bin: token, title, role, other collaborators.
pub async fn documents(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo) -> Result<Vec<Dependant>, StoreError> {
    const LIST: &str = "select d.token, d.title, m.perm, \
          (select count(*) from document_member as o where o.tenant = $1 and o.document = d.id) - 1 \
        from document_member as m cross join document as d \
        where m.tenant = $1 and m.kind = 'group' and m.member = $2 and d.tenant = $1 and d.id = m.document \
          and d.deleted = 0 order by d.title, d.token";
    tx.rows(LIST, args![tenant, group]).await
}

/// Apps in whose availability it is: `cli_…`, name, list, others in the same list; one that everybody sees needs nobody.
pub async fn apps(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo) -> Result<Vec<Dependant>, StoreError> {
    const LIST: &str = "select a.app_id, a.name, m.list, a.visible_to_all + \
          (select count(*) from app_availability as o where o.tenant = $1 and o.app = a.id and o.list = m.list) - 1 \
        from app_availability as m cross join app as a \
        where m.tenant = $1 and m.kind = 'group' and m.member = $2 and a.id = m.app order by a.name, a.app_id";
    tx.rows(LIST, args![tenant, group]).await
}

/// Apps whose contact range has it: `cli_…`, name, others in the range.
pub async fn ranges(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo) -> Result<Vec<Dependant>, StoreError> {
    const LIST: &str = "select a.app_id, a.name, '', \
          (select count(*) from contact_range as o where o.tenant = $1 and o.app = a.id) - 1 \
        from contact_range as m cross join app as a \
        where m.tenant = $1 and m.kind = 'group' and m.member = $2 and a.id = m.app order by a.name, a.app_id";
    tx.rows(LIST, args![tenant, group]).await
}

/// Door rules: id, name, how many doors, others in the rule.
pub async fn rules(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo) -> Result<Vec<Dependant>, StoreError> {
    const LIST: &str = "select r.rule_id, r.name, \
          cast((select count(*) from door_rule_device as v where v.tenant = $1 and v.rule = r.id) as text), \
          (select count(*) from door_rule_member as o where o.tenant = $1 and o.rule = r.id) - 1 \
        from door_rule_member as m cross join door_rule as r \
        where m.tenant = $1 and m.kind = 'group' and m.member = $2 and r.tenant = $1 and r.id = m.rule \
          and r.deleted = 0 order by r.name, r.rule_id";
    tx.rows(LIST, args![tenant, group]).await
}

/// People groups: id, name, others in it.
pub async fn reviews(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo) -> Result<Vec<Dependant>, StoreError> {
    const LIST: &str = "select r.group_id, r.name, '', \
          (select count(*) from review_member as o where o.tenant = $1 and o.review_group = r.id) - 1 \
        from review_member as m cross join review_group as r \
        where m.tenant = $1 and m.kind = 'group' and m.member = $2 and r.tenant = $1 and r.id = m.review_group \
        order by r.name, r.group_id";
    tx.rows(LIST, args![tenant, group]).await
}

/// The first people in it, begun or not: user_id and name.
pub async fn people(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    limit: i64,
) -> Result<Vec<(String, String)>, StoreError> {
    const LIST: &str = "select u.user_id, u.name from group_member as m cross join user as u \
        where m.tenant = $1 and m.user_group = $2 and u.tenant = $1 and u.id = m.user \
        order by m.joined, m.user limit $3";
    tx.rows(LIST, args![tenant, group, limit]).await
}

/// The departments in it, begun or not: department_id and name; the root is called like the company.
pub async fn departments(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
) -> Result<Vec<(String, String)>, StoreError> {
    const LIST: &str = "select coalesce(d.department_id, '0'), coalesce(d.name, t.name) from group_department as m \
        cross join tenant as t left join department as d on d.tenant = $1 and d.id = m.department \
        where m.tenant = $1 and m.user_group = $2 and t.id = $1 order by m.joined, m.department limit 500";
    tx.rows(LIST, args![tenant, group]).await
}
