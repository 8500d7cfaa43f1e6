//! `docs/reasons.md`, made from the words.

use std::fmt::Write as _;

use super::ReasonCode;

const HEAD: &str = "# Reasons

Made from the words in `crates/engine` by `cargo xtask made`; a test keeps it true.

Every decision carries one of these words as `context.reason_code`, and says it in English and Chinese as `context.reason`.
Words are only ever added. How to ask, and what else stands in the answer: [decisions](decisions-guide.md).
";

/// The page.
#[must_use]
pub fn page() -> String {
    let mut page = String::from(HEAD);
    // Writing to a text does not fail.
    let _ = write!(page, "\nThis is version {} of the list.\n", ReasonCode::VERSION);
    for (answer, title) in [("Yes: ", "Yes"), ("No: ", "No")] {
        let _ = write!(page, "\n## {title}\n\n| word | since | when | text | for example |\n|---|---|---|---|---|\n");
        for code in ReasonCode::ALL {
            let Some(meaning) = code.meaning().strip_prefix(answer) else { continue };
            let (word, since, en, zh, example) = (code.as_str(), code.since(), code.en(), code.zh(), code.example());
            let _ = writeln!(page, "| `{word}` | {since} | {meaning} | {en}<br>{zh} | {example} |");
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf};

    use super::{ReasonCode, page};

    #[test]
    fn the_kept_page_is_what_the_words_make() {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/reasons.md");
        let kept = fs::read_to_string(path).unwrap_or_default();
        assert!(kept == page(), "docs/reasons.md is not what the code makes; run `cargo xtask made`");
    }

    #[test]
    fn every_word_is_told_once() {
        let page = page();
        for code in ReasonCode::ALL {
            assert_eq!(page.matches(&format!("| `{}` |", code.as_str())).count(), 1, "{code:?}");
        }
    }

    #[test]
    fn no_word_is_newer_than_the_list() {
        for code in ReasonCode::ALL {
            assert!((1..=ReasonCode::VERSION).contains(&code.since()), "{code:?}");
        }
    }
}
