//! What names, descriptions and ids must look like.

use menjin_api::menjin::change::{DESCRIPTION_MAX, NAME_MAX, code};

use crate::{Refusal, text};

/// Checks a name.
pub(super) fn name(name: &str) -> Result<(), Refusal> {
    let wrong = if text::is_blank(name) {
        code::NAME_EMPTY
    } else if name.chars().count() > NAME_MAX {
        code::NAME_TOO_LONG
    } else if name.contains(['<', '>', '\'', '"', '&']) {
        code::NAME_CHARACTERS
    } else {
        return Ok(());
    };
    Err(Refusal::new(wrong).with_field("name", Some(name.to_owned()), ""))
}

/// Checks a description.
pub(super) fn description(description: &str) -> Result<(), Refusal> {
    if description.chars().count() > DESCRIPTION_MAX {
        return Err(Refusal::new(code::DESCRIPTION_TOO_LONG).with_field("description", None, ""));
    }
    Ok(())
}

/// Checks an id that somebody chose: it must not be a word of an address either.
pub(super) fn group_id(id: &str) -> Result<(), Refusal> {
    const WORDS: [&str; 14] = [
        "simplelist",
        "member_belong",
        "batch_get",
        "batch_update",
        "batch_delete",
        "suggested_names",
        "deleted",
        "deletions",
        "new",
        "batch",
        "batch-delete",
        "find",
        "export",
        "list",
    ];
    let good = (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        && !WORDS.contains(&id);
    if good { Ok(()) } else { Err(Refusal::new(code::ID_INVALID).with_field("group_id", Some(id.to_owned()), "")) }
}

/// Checks the key of a template.
pub(super) fn key(key: &str) -> Result<(), Refusal> {
    let good = (1..=32).contains(&key.len())
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && key.starts_with(|first: char| first.is_ascii_lowercase());
    if good { Ok(()) } else { Err(Refusal::new(code::TEMPLATE_KEY).with_field("key", Some(key.to_owned()), "")) }
}

#[cfg(test)]
mod tests {
    use super::{description, group_id, key, name};

    #[test]
    fn limits_count_characters_and_forbidden_ones_are_found_wherever_they_stand() {
        let number = |checked: Result<(), crate::Refusal>| checked.err().map_or(0, |refusal| refusal.number());
        let hundred = "组".repeat(100);
        for (text, code) in [
            ("值班组", 0),
            (hundred.as_str(), 0),
            ("", 400_250),
            (" \u{3000}", 400_250),
            ("a<b", 400_252),
            ("a>b", 400_252),
            ("a'b", 400_252),
            ("a\"b", 400_252),
            ("R&D", 400_252),
        ] {
            assert_eq!(number(name(text)), code, "{text}");
        }
        assert_eq!(number(name(&format!("{hundred}组"))), 400_251);
        assert_eq!((number(description(&"x".repeat(500))), number(description(&"x".repeat(501)))), (0, 400_253));
        assert_eq!(
            (number(group_id("a-b_9")), number(group_id("deleted")), number(group_id("a b"))),
            (0, 400_256, 400_256)
        );
        assert_eq!((number(key("ops_2")), number(key("2ops")), number(key("Ops"))), (0, 400_266, 400_266));
    }
}
