//! Members of groups with their names, a page at a time, as administrators look for them.

use menjin_model::{DepartmentNo, GroupNo, Millis, TenantNo, UserNo};

use super::member::Position;
use crate::{StoreError, Tx, args, from_row};

/// A person or a department that a group names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct Named {
    pub number: i64,
    pub joined: i64,
    pub starts: Millis,
    pub ends: Millis,
    pub id: String,
    pub name: String,
}

from_row!(Named { number, joined, starts, ends, id, name });

/// What is looked for: a part of the name, or the beginning of the id, both in the form of `like` with `!` as escape.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "said above")]
pub struct Like {
    pub part: String,
    pub beginning: String,
}

impl Like {
    /// For this text; an empty one is found everywhere.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut escaped = String::with_capacity(text.len());
        for char in text.to_ascii_lowercase().chars() {
            if matches!(char, '%' | '_' | '!') {
                escaped.push('!');
            }
            escaped.push(char);
        }
        Self { part: format!("%{escaped}%"), beginning: format!("{escaped}%") }
    }
}

/// The people whom a group names, begun or not, behind `after` in the order of joining, at most `limit`.
pub async fn people(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    like: &Like,
    after: Position,
    limit: i64,
) -> Result<Vec<Named>, StoreError> {
    const LIST: &str = "select m.user, m.joined, m.starts, m.ends, u.user_id, u.name \
        from group_member as m cross join user as u \
        where m.tenant = $1 and m.user_group = $2 and (m.joined, m.user) > ($3, $4) and u.tenant = $1 and u.id = m.user \
          and (lower(u.name) like $5 escape '!' or lower(u.user_id) like $6 escape '!') \
        order by m.joined, m.user limit $7";
    tx.rows(LIST, args![tenant, group, after.0, after.1, like.part, like.beginning, limit]).await
}

/// The departments likewise.
pub async fn departments(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    group: GroupNo,
    like: &Like,
    after: Position,
    limit: i64,
) -> Result<Vec<Named>, StoreError> {
    const LIST: &str = "select m.department, m.joined, m.starts, m.ends, d.department_id, d.name \
        from group_department as m cross join department as d \
        where m.tenant = $1 and m.user_group = $2 and (m.joined, m.department) > ($3, $4) \
          and d.tenant = $1 and d.id = m.department \
          and (lower(d.name) like $5 escape '!' or lower(d.department_id) like $6 escape '!') \
        order by m.joined, m.department limit $7";
    tx.rows(LIST, args![tenant, group, after.0, after.1, like.part, like.beginning, limit]).await
}

/// Those of these people who are called so: number, id, name.
pub async fn called(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    users: &[UserNo],
    like: &Like,
) -> Result<Vec<(UserNo, String, String)>, StoreError> {
    const LIST: &str = "select u.id, u.user_id, u.name from json_each($2) as wanted cross join user as u \
        where u.tenant = $1 and u.id = wanted.value \
          and (lower(u.name) like $3 escape '!' or lower(u.user_id) like $4 escape '!') order by u.id";
    tx.rows(LIST, args![tenant, users, like.part, like.beginning]).await
}

/// How departments are written and called: number, id, name.
pub async fn departments_called(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    departments: &[DepartmentNo],
) -> Result<Vec<(DepartmentNo, String, String)>, StoreError> {
    const LIST: &str = "select d.id, d.department_id, d.name from json_each($2) as wanted cross join department as d \
        where d.tenant = $1 and d.id = wanted.value";
    tx.rows(LIST, args![tenant, departments]).await
}

#[cfg(test)]
mod tests {
    use super::Like;

    #[test]
    fn what_stands_for_anything_is_looked_for_as_it_is() {
        let like = Like::of("50%_A!");
        assert_eq!((like.part.as_str(), like.beginning.as_str()), ("%50!%!_a!!%", "50!%!_a!!%"));
    }
}
