//! From the shared dialect to PostgreSQL's: two words, and nothing else.
//!
//! - `user` is a reserved word here, and where it may stand unquoted it silently means the name of the role; so it is quoted
//!   wherever it stands by itself.
//! - `json_each($1)` becomes `list_each($1)`, a function of our schema for each kind of list (see the migration): the planner
//!   puts its body in its place, which is `unnest($1)` for numbers and texts. Which one is meant follows from the type of the
//!   argument.
//!
//! Done once for each text, when it is prepared. Texts in quotes are left alone. On the way the parameters are counted, as
//! PostgreSQL would take a parameter that nobody gave for a text.

use crate::StoreError;

/// A statement as PostgreSQL reads it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Translated {
    pub(super) text: String,
    /// `$1` to this.
    pub(super) parameters: usize,
    /// Whether rows may be changed by it.
    pub(super) writes: bool,
}

/// Translates a statement.
pub(super) fn translate(sql: &str) -> Result<Translated, StoreError> {
    let mut text = String::with_capacity(sql.len() + 16);
    let mut seen = 0_u64;
    let mut writes = false;
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' => quoted(rest, first),
            '?' => return Err(PARAMETER),
            '$' => {
                let length = 1 + leading(&rest[1..], |c| c.is_ascii_digit());
                seen |= bit(&rest[1..length])?;
                length
            }
            c if is_word(c) => leading(rest, is_word),
            c => c.len_utf8(),
        };
        let (token, behind) = rest.split_at(length);
        match token {
            "user" => text.push_str("\"user\""),
            "json_each" => text.push_str("list_each"),
            token => {
                writes |= matches!(token, "insert" | "update" | "delete");
                text.push_str(token);
            }
        }
        rest = behind;
    }
    let parameters = seen.count_ones();
    // All from the lowest bit on, without a gap.
    if seen.trailing_ones() != parameters {
        return Err(PARAMETER);
    }
    Ok(Translated { text, parameters: parameters as usize, writes })
}

const PARAMETER: StoreError = StoreError::Misuse("a parameter is not one of $1, $2 .. without gaps");

fn bit(number: &str) -> Result<u64, StoreError> {
    let number: u32 = number.parse().map_err(|_| PARAMETER)?;
    number.checked_sub(1).and_then(|place| 1_u64.checked_shl(place)).ok_or(PARAMETER)
}

/// How long the quoted text is that `text` begins with; a quote within it is doubled and so ends it and begins another.
fn quoted(text: &str, quote: char) -> usize {
    text[1..].find(quote).map_or(text.len(), |end| end + 2)
}

fn leading(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(sql: &str) -> String {
        translate(sql).unwrap().text
    }

    #[test]
    fn quotes_the_word_user_and_renames_json_each() {
        assert_eq!(
            text("select u.user, user_id, 'user', 'it''s user' from json_each($1) as user"),
            "select u.\"user\", user_id, 'user', 'it''s user' from list_each($1) as \"user\""
        );
        assert_eq!(text("insert into user (\"user\") values ('user"), "insert into \"user\" (\"user\") values ('user");
    }

    #[test]
    fn counts_parameters_and_refuses_gaps() {
        let parameters = |sql| translate(sql).map(|translated| translated.parameters).ok();
        assert_eq!(parameters("select $2, $1, $2"), Some(2));
        assert_eq!(parameters("select '$3'"), Some(0));
        for wrong in ["select $2", "select $0", "select ?", "select $", "select $1, $65"] {
            assert_eq!(parameters(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn knows_what_changes_rows() {
        let writes = |sql| translate(sql).unwrap().writes;
        assert!(writes("with gone as (delete from a returning b) select * from gone"));
        assert!(!writes("select updated, 'delete' from a"));
    }
}
