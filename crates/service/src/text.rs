//! What counts as text.

/// Whether nothing can be seen of it: empty, or only blanks and zero-width characters.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| {
        letter.is_whitespace()
            || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{180E}' | '\u{00AD}')
    })
}
