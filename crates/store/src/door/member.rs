//! Who stands in door rules: people, departments, everyone, visitors, and menjin's own user groups.

use menjin_model::{AppNo, Fact, Millis, RuleNo, Span, TenantNo, UserNo, VisitorNo};

use crate::fact::{note, read};
use crate::{StoreError, Tx, args, from_row};

/// Which of the wire's two lists of a rule is meant. User groups are in neither and always stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// People, departments, everyone.
    Users,
    /// Visitors.
    Visitors,
}

impl Part {
    const fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Users => &["user", "department", "everyone"],
            Self::Visitors => &["visitor"],
        }
    }

    /// Whether members of this kind belong to it.
    #[must_use]
    pub fn holds(self, kind: &str) -> bool {
        self.kinds().contains(&kind)
    }
}

/// A row of `door_rule_member` without its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct Member {
    pub kind: String,
    pub member: i64,
    pub starts: Millis,
    pub ends: Millis,
}

from_row!(Member { kind, member, starts, ends });

impl Member {
    fn fact(&self, rule: RuleNo) -> Option<Fact> {
        let span = Span { starts: self.starts, ends: self.ends };
        Some(Fact::DoorRuleMember { rule, member: read::party_of(&self.kind, self.member)?, span })
    }
}

/// Everybody in a rule, in order.
pub async fn of_rule(tx: &mut Tx<'_>, tenant: TenantNo, rule: RuleNo) -> Result<Vec<Member>, StoreError> {
    const LIST: &str = "select kind, member, starts, ends from door_rule_member \
                        where tenant = $1 and rule = $2 order by position";
    tx.rows(LIST, args![tenant, rule]).await
}

/// Makes these the only members of one part of a rule, behind what stays: two statements, however many.
pub async fn replace(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rule: RuleNo,
    part: Part,
    members: &[Member],
) -> Result<(), StoreError> {
    const DELETE: &str = "delete from door_rule_member where tenant = $1 and rule = $2 \
                          and kind in (select value from json_each($3)) returning rule, kind, member, starts, ends";
    const INSERT: &str = "insert into door_rule_member (tenant, rule, position, kind, member, starts, ends) \
        select $1, $2, 1 + row.key + \
          coalesce((select max(position) from door_rule_member where tenant = $1 and rule = $2), 0), \
        row.value ->> 0, cast(row.value ->> 1 as bigint), cast(row.value ->> 2 as bigint), \
        cast(row.value ->> 3 as bigint) from json_each($3) as row";
    let before = read::facts(tx, DELETE, args![tenant, rule, part.kinds()], read::door_rule_member).await?;
    let rows: Vec<_> = members.iter().map(|one| (&one.kind, one.member, one.starts, one.ends)).collect();
    let rows = serde_json::to_string(&rows).map_err(|_| StoreError::Misuse("a list is not JSON"))?;
    tx.execute(INSERT, args![tenant, rule, rows]).await?;
    let after = members.iter().filter_map(|one| one.fact(rule)).collect();
    note::replaced(tx, before, after);
    Ok(())
}

/// How many members of the kinds of one part a rule has.
pub async fn count(tx: &mut Tx<'_>, tenant: TenantNo, rule: RuleNo, kind: &str) -> Result<i64, StoreError> {
    const COUNT: &str = "select count(*) from door_rule_member \
                         where tenant = $1 and rule = $2 and (kind = 'visitor') = ($3 = 'visitor')";
    Ok(tx.row::<(i64,)>(COUNT, args![tenant, rule, kind]).await?.map_or(0, |(count,)| count))
}

/// The member of this kind and number, if it stands in the rule.
pub async fn find(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rule: RuleNo,
    (kind, member): (&str, i64),
) -> Result<Option<Member>, StoreError> {
    const FIND: &str = "select kind, member, starts, ends from door_rule_member \
                        where tenant = $1 and rule = $2 and kind = $3 and member = $4";
    tx.row(FIND, args![tenant, rule, kind, member]).await
}

/// Puts one member behind the others of a rule, or gives one who is there other times.
pub async fn put(tx: &mut Tx<'_>, tenant: TenantNo, rule: RuleNo, one: &Member) -> Result<(), StoreError> {
    const UPDATE: &str = "update door_rule_member set starts = $5, ends = $6 \
                          where tenant = $1 and rule = $2 and kind = $3 and member = $4";
    const INSERT: &str = "insert into door_rule_member (tenant, rule, position, kind, member, starts, ends) \
        values ($1, $2, 1 + coalesce((select max(position) from door_rule_member where tenant = $1 and rule = $2), 0), \
          $3, $4, $5, $6)";
    let before = find(tx, tenant, rule, (&one.kind, one.member)).await?;
    let sql = if before.is_some() { UPDATE } else { INSERT };
    let Member { kind, member, starts, ends } = one;
    tx.execute(sql, args![tenant, rule, kind, member, starts, ends]).await?;
    let facts = |one: Option<&Member>| one.and_then(|one| one.fact(rule)).into_iter().collect();
    note::replaced(tx, facts(before.as_ref()), facts(Some(one)));
    Ok(())
}

/// Takes one member out of a rule; who it was.
pub async fn take(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rule: RuleNo,
    (kind, member): (&str, i64),
) -> Result<Option<Member>, StoreError> {
    const DELETE: &str = "delete from door_rule_member where tenant = $1 and rule = $2 and kind = $3 and member = $4";
    let before = find(tx, tenant, rule, (kind, member)).await?;
    if before.is_some() {
        tx.execute(DELETE, args![tenant, rule, kind, member]).await?;
        note::replaced(tx, before.as_ref().and_then(|one| one.fact(rule)).into_iter().collect(), Vec::new());
    }
    Ok(before)
}

/// Everybody in these rules who is not gone by `now`, in order: rule, kind, number. Groups are left out.
pub async fn shown(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rules: &[RuleNo],
    now: Millis,
) -> Result<Vec<(RuleNo, String, i64)>, StoreError> {
    const LIST: &str = "select m.rule, m.kind, m.member from json_each($2) as wanted \
                        join door_rule_member as m on m.tenant = $1 and m.rule = wanted.value \
                        where m.kind <> 'group' and (m.ends = 0 or m.ends > $3) order by m.rule, m.position";
    tx.rows(LIST, args![tenant, rules, now]).await
}

/// An employee as a rule shows them.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who.
    pub user: UserNo,
    /// As the calling app writes them; `None` when it never met them.
    pub open_id: Option<String>,
    /// The same for all apps.
    pub union_id: String,
    /// The tenant's own id.
    pub user_id: String,
    /// Their name.
    pub name: String,
    /// Their number.
    pub mobile: Option<String>,
    /// The `open_department_id` of their main department.
    pub department: Option<String>,
}

from_row!(Person { user, open_id, union_id, user_id, name, mobile, department });

/// Those of these people who are present.
pub async fn people(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    users: &[UserNo],
) -> Result<Vec<Person>, StoreError> {
    const LIST: &str = "select u.id, o.open_id, u.union_id, u.user_id, u.name, u.mobile, \
          (select case ud.department when 0 then '0' else d.open_department_id end from user_department as ud \
             left join department as d on d.tenant = $1 and d.id = ud.department \
             where ud.tenant = $1 and ud.user = u.id \
             order by ud.is_primary desc, ud.department_order desc, ud.department limit 1) \
        from json_each($3) as wanted join user as u on u.tenant = $1 and u.id = wanted.value \
        left join open_id as o on o.tenant = $1 and o.app = $2 and o.user = u.id where u.resigned = 0";
    tx.rows(LIST, args![tenant, app, users]).await
}

/// The open_department_id and name of these departments; the root is called like the company.
pub async fn departments(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    departments: &[i64],
) -> Result<Vec<(i64, String, String)>, StoreError> {
    const LIST: &str = "select d.id, d.open_department_id, d.name from json_each($2) as wanted \
                        join department as d on d.tenant = $1 and d.id = wanted.value \
                        union all select 0, '0', t.name from json_each($2) as wanted \
                        join tenant as t on t.id = $1 where wanted.value = 0";
    tx.rows(LIST, args![tenant, departments]).await
}

/// The id, name and phone number of those of these visitors who live.
pub async fn visitors(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    visitors: &[VisitorNo],
) -> Result<Vec<(VisitorNo, String, String, String)>, StoreError> {
    const LIST: &str = "select v.id, v.visitor_id, v.name, v.phone from json_each($2) as wanted \
                        join visitor as v on v.tenant = $1 and v.id = wanted.value where v.deleted = 0";
    tx.rows(LIST, args![tenant, visitors]).await
}
