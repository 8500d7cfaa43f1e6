//! Pages of people, in the order they came.

use menjin_model::{DepartmentNo, TenantNo, UserNo};

use crate::{StoreError, Tx, args};

/// Which people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// In small letters; a part of name, mail address, id or employee number. Empty: whoever.
    pub text: String,
    /// In one of these departments; `None`: wherever.
    pub departments: Option<Vec<DepartmentNo>>,
    /// Who have left, instead of who have not.
    pub resigned: bool,
    /// Frozen or not; `None`: either.
    pub frozen: Option<bool>,
}

/// `$1` is the tenant, `$2` where to go on, `$3` resigned, `$4` frozen or -1, `$5` a pattern or nothing, `$6` and `$7` whether it
/// goes by departments and which, `$8` how many.
macro_rules! people {
    ($tail:literal) => {
        concat!(
            "select u.id from user as u where u.tenant = $1 and u.resigned = $3 and ($4 < 0 or u.frozen = $4) \
             and ($5 = '' or lower(u.name) like $5 escape '!' or lower(coalesce(u.email, '')) like $5 escape '!' \
                  or lower(u.user_id) like $5 escape '!' or lower(coalesce(u.employee_no, '')) like $5 escape '!') \
             and ($6 = 0 or exists (select 1 from user_department as p where p.tenant = $1 and p.user = u.id \
                                    and p.department in (select value from json_each($7)))) ",
            $tail
        )
    };
}

/// Those behind one, in order, at most `most`.
pub async fn behind(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    wanted: &Wanted,
    after: UserNo,
    most: i64,
) -> Result<Vec<UserNo>, StoreError> {
    const LIST: &str = people!("and u.id > $2 order by u.id limit $8");
    list(tx, LIST, tenant, wanted, after, most).await
}

/// Those before one, from the nearest back, at most `most`.
pub async fn before(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    wanted: &Wanted,
    before: UserNo,
    most: i64,
) -> Result<Vec<UserNo>, StoreError> {
    const LIST: &str = people!("and u.id < $2 order by u.id desc limit $8");
    list(tx, LIST, tenant, wanted, before, most).await
}

async fn list(
    tx: &mut Tx<'_>,
    sql: &'static str,
    tenant: TenantNo,
    wanted: &Wanted,
    from: UserNo,
    most: i64,
) -> Result<Vec<UserNo>, StoreError> {
    let frozen = wanted.frozen.map_or(-1, i64::from);
    let by_department = wanted.departments.is_some();
    let departments: &[DepartmentNo] = wanted.departments.as_deref().unwrap_or_default();
    let pattern = pattern(&wanted.text);
    let rows: Vec<(UserNo,)> =
        tx.rows(sql, args![tenant, from, wanted.resigned, frozen, pattern, by_department, departments, most]).await?;
    Ok(rows.into_iter().map(|(user,)| user).collect())
}

/// A text anywhere within another; what has a meaning in patterns stands for itself.
fn pattern(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn what_patterns_mean_stands_for_itself() {
        assert_eq!(pattern(""), "");
        assert_eq!(pattern("张"), "%张%");
        assert_eq!(pattern("50%_!"), "%50!%!_!!%");
    }
}
