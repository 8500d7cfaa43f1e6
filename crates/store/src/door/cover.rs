//! Whom door rules cover at a moment: their people, and all in their departments and ordinary user groups.
//!
//! Rules that cover everyone are told apart first, so that nobody lists a company a thousand times; dynamic groups keep no
//! members, so their rules are handed out to be tried.

use menjin_model::{Millis, RuleNo, TenantNo, UserNo};

use crate::{StoreError, Tx, args};

/// Those of `rules` that cover the whole company: by saying so, or through the root department.
pub async fn everyone(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rules: &[RuleNo],
    now: Millis,
) -> Result<Vec<RuleNo>, StoreError> {
    const FIND: &str = "select m.rule from json_each($2) as wanted \
          join door_rule_member as m on m.tenant = $1 and m.rule = wanted.value \
          where (m.kind = 'everyone' or m.kind = 'department' and m.member = 0) \
            and m.starts <= $3 and (m.ends = 0 or m.ends > $3) \
        union select m.rule from json_each($2) as wanted \
          join door_rule_member as m on m.tenant = $1 and m.rule = wanted.value \
          join group_department as g on g.tenant = $1 and g.user_group = m.member \
          where m.kind = 'group' and m.starts <= $3 and (m.ends = 0 or m.ends > $3) \
            and g.department = 0 and g.starts <= $3 and (g.ends = 0 or g.ends > $3)";
    tx.rows(FIND, args![tenant, rules, now]).await
}

/// The dynamic groups in `rules`: rule, the group's own rule as JSON.
pub async fn dynamic(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rules: &[RuleNo],
    now: Millis,
) -> Result<Vec<(RuleNo, String)>, StoreError> {
    const FIND: &str = "select m.rule, g.rule from json_each($2) as wanted \
        join door_rule_member as m on m.tenant = $1 and m.rule = wanted.value \
        join user_group as g on g.tenant = $1 and g.id = m.member \
        where m.kind = 'group' and g.type = 2 and m.starts <= $3 and (m.ends = 0 or m.ends > $3)";
    tx.rows(FIND, args![tenant, rules, now]).await
}

/// With `$1` tenant, `$2` rules, `$3` now: who of the company is in which rule, each once.
macro_rules! covered {
    ($select:literal) => {
        concat!(
            "with recursive \
               live (rule, kind, member) as materialized (\
                 select m.rule, m.kind, m.member from json_each($2) as wanted \
                 join door_rule_member as m on m.tenant = $1 and m.rule = wanted.value \
                 where m.starts <= $3 and (m.ends = 0 or m.ends > $3)), \
               held (rule, department) as (\
                 select rule, member from live where kind = 'department' \
                 union select l.rule, g.department from live as l \
                   join group_department as g on g.tenant = $1 and g.user_group = l.member \
                   where l.kind = 'group' and g.starts <= $3 and (g.ends = 0 or g.ends > $3) \
                 union select h.rule, d.id from held as h join department as d on d.tenant = $1 and d.parent = h.department), \
               covered (rule, user) as (\
                 select rule, member from live where kind = 'user' \
                 union select l.rule, m.user from live as l \
                   join group_member as m on m.tenant = $1 and m.user_group = l.member \
                   where l.kind = 'group' and m.starts <= $3 and (m.ends = 0 or m.ends > $3) \
                 union select h.rule, ud.user from held as h \
                   join user_department as ud on ud.tenant = $1 and ud.department = h.department) ",
            $select
        )
    };
}

/// How many people each of `rules` covers, dynamic groups apart; a rule that covers nobody is left out.
pub async fn counts(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rules: &[RuleNo],
    now: Millis,
) -> Result<Vec<(RuleNo, i64)>, StoreError> {
    const COUNT: &str = covered!(
        "select c.rule, count(*) from covered as c join user as u on u.tenant = $1 and u.id = c.user \
         where u.resigned = 0 group by c.rule"
    );
    tx.rows(COUNT, args![tenant, rules, now]).await
}

/// Whom each of `rules` covers, dynamic groups apart.
pub async fn people(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rules: &[RuleNo],
    now: Millis,
) -> Result<Vec<(RuleNo, UserNo)>, StoreError> {
    const LIST: &str = covered!(
        "select c.rule, c.user from covered as c join user as u on u.tenant = $1 and u.id = c.user where u.resigned = 0"
    );
    tx.rows(LIST, args![tenant, rules, now]).await
}
