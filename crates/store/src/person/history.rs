//! Changes that name a person: of themselves, and of groups, documents, apps and doors they came into or went out of.

use menjin_model::{Millis, TenantNo, UserNo};

use crate::{StoreError, Tx, args, from_row};

/// So many changes are looked through for one page.
const SEARCHED: i64 = 20_000;

/// A change, without what only the store needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct Named {
    pub revision: i64,
    pub at: Millis,
    pub actor: String,
    pub surface: String,
    pub action: String,
    pub object: String,
    pub before: String,
    pub after: String,
}

from_row!(Named { revision, at, actor, surface, action, object, before, after });

/// The latest changes before a revision that name this person, at most `most`, of the last twenty thousand.
pub async fn naming(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    user: UserNo,
    before: i64,
    most: i64,
) -> Result<Vec<Named>, StoreError> {
    // Whoever is named stands in what was before or after by their number, which nothing else has.
    const FIND: &str = "select revision, at, actor, surface, action, object, before, after from change \
        where tenant = $1 and revision < $2 and revision >= $2 - $3 \
          and (object = $4 or before like $5 or after like $5) order by revision desc limit $6";
    let (object, pattern) = (format!("user:{}", user.0), format!("%{}%", user.0));
    let mut found: Vec<Named> = tx.rows(FIND, args![tenant, before, SEARCHED, object, pattern, most]).await?;
    let number = user.0.to_string();
    found.retain(|row| row.object == object || names(&row.before, &number) || names(&row.after, &number));
    Ok(found)
}

/// Whether a text holds this number, and not one that it is a part of.
fn names(text: &str, number: &str) -> bool {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    text.match_indices(number).any(|(at, _)| {
        let (before, after) = (text.get(..at), text.get(at + number.len()..));
        !is_digit(before.and_then(|text| text.chars().next_back()))
            && !is_digit(after.and_then(|text| text.chars().next()))
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_number_within_another_is_not_it() {
        assert!(names(r#"{"users":[1048577,12]}"#, "1048577"));
        assert!(!names(r#"{"users":[10485770]}"#, "1048577"));
        assert!(!names(r#"{"users":[21048577]}"#, "1048577"));
    }
}
