//! The form of what is written about a department: everything that can be said without looking at others.

use menjin_api::{
    Code,
    contact::department::{I18nName, Order, code},
};

use crate::{Refusal, text};

/// How long a name may be (ours).
const NAME_MAX: usize = 255;
/// How many kinds of employees may be named (ours).
const TYPES_MAX: usize = 100;
/// The largest place: what a JSON number holds exactly, as events tell it as a number.
const ORDER_MAX: i64 = (1 << 53) - 1;
/// Words of the address that a custom id would hide behind.
const RESERVED: [&str; 3] = ["batch", "parent", "search"];

/// A name that can be seen, without a separator; `empty` and `invalid` are the page's codes.
pub(super) fn check_name(name: &str, empty: Code, invalid: Code) -> Result<(), Refusal> {
    if text::is_blank(name) {
        return Err(empty.into());
    }
    if name.contains('/') {
        return Err(code::NAME_HAS_SEPARATOR.into());
    }
    check_length("name", name, invalid)
}

/// Names in other languages; empty ones count as absent.
pub(super) fn check_i18n(names: Option<&I18nName>, invalid: Code) -> Result<(), Refusal> {
    for name in names.iter().flat_map(|names| names.names()).flatten() {
        if name.contains('/') {
            return Err(code::NAME_HAS_SEPARATOR.into());
        }
        check_length("i18n_name", name, invalid)?;
    }
    Ok(())
}

fn check_length(field: &str, name: &str, invalid: Code) -> Result<(), Refusal> {
    if name.chars().count() > NAME_MAX {
        return Err(Refusal::new(invalid).with_field(field, None, format!("the max len is {NAME_MAX}")));
    }
    Ok(())
}

/// The place that is given; an empty text is none.
pub(super) fn order(order: Option<&Order>, invalid: Code) -> Result<Option<i64>, Refusal> {
    let Some(Order(text)) = order.filter(|order| !order.0.is_empty()) else {
        return Ok(None);
    };
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse::<i64>().ok().filter(|number| digits && *number <= ORDER_MAX);
    let wrong = || Refusal::new(invalid).with_field("order", Some(text.clone()), "must be a non-negative integer");
    number.map(Some).ok_or_else(wrong)
}

/// Kinds of employees: 1 and above, as there may be custom ones.
pub(super) fn check_types(types: Option<&Vec<i64>>) -> Result<(), Refusal> {
    let wrong = types.is_some_and(|types| types.len() > TYPES_MAX || types.iter().any(|kind| *kind < 1));
    if wrong { Err(code::EMPLOYEE_TYPE_INVALID.into()) } else { Ok(()) }
}

/// What any id of a department looks like: a letter or digit, then letters, digits, `_`, `-`, `@`, `.`; at most 64.
pub(super) fn is_id(id: &str) -> bool {
    id.len() <= 64
        && id.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-@.".contains(&byte))
}

/// What a custom id looks like: never like a generated one, the root, or a word of the address.
pub(super) fn is_custom_id(id: &str) -> bool {
    is_id(id) && !id.starts_with("od-") && !["0", "1"].contains(&id) && !RESERVED.contains(&id)
}

#[cfg(test)]
mod tests {
    use menjin_api::contact::department::{Order, code};

    use super::{is_custom_id, order};

    #[test]
    fn a_custom_id_cannot_be_taken_for_another_kind_of_id() {
        for right in ["a", "D096", "2", "a_b-c@d.e", &"x".repeat(64)] {
            assert!(is_custom_id(right), "{right:?}");
        }
        for wrong in ["", "0", "1", "od-1", "_a", "a b", "部", "parent", &"x".repeat(65)] {
            assert!(!is_custom_id(wrong), "{wrong:?}");
        }
    }

    #[test]
    fn an_order_is_a_non_negative_integer() {
        let read = |text: &str| order(Some(&Order(text.to_owned())), code::PARAMETER_INVALID).ok();
        assert_eq!(read("0"), Some(Some(0)));
        assert_eq!(read("9007199254740991"), Some(Some(9_007_199_254_740_991)));
        assert_eq!(read(""), Some(None));
        for wrong in ["-1", "+1", "1.5", "x", "9007199254740992", "99999999999999999999"] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}
