//! Percent-encoded pairs: queries and forms.

use std::borrow::Cow;

use percent_encoding::percent_decode;

/// A decoded pair.
pub(crate) type Pair = (String, String);

/// How many pairs are read; more is nobody's honest call.
const PAIRS_MAX: usize = 1000;

/// The pairs of `k=v&k=v`, decoded: `+` is a space. `Err` names what is not UTF-8 after decoding, or too much.
pub(crate) fn parse(text: &[u8]) -> Result<Vec<Pair>, String> {
    let mut pairs = Vec::new();
    for piece in text.split(|byte| *byte == b'&').filter(|piece| !piece.is_empty()) {
        if pairs.len() == PAIRS_MAX {
            return Err(format!("more than {PAIRS_MAX} parameters"));
        }
        let (key, value) = match piece.iter().position(|byte| *byte == b'=') {
            Some(at) => (piece.get(..at).unwrap_or_default(), piece.get(at + 1..).unwrap_or_default()),
            None => (piece, &[][..]),
        };
        pairs.push((decode(key)?, decode(value)?));
    }
    Ok(pairs)
}

fn decode(text: &[u8]) -> Result<String, String> {
    let spaced: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    let decoded: Cow<'_, [u8]> = percent_decode(&spaced).into();
    String::from_utf8(decoded.into_owned()).map_err(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn pairs_are_split_before_they_are_decoded() {
        let pairs = parse(b"a=1%262&b=x+y&&c&d=%E4%B8%AD&e==").unwrap();
        let expected = [("a", "1&2"), ("b", "x y"), ("c", ""), ("d", "中"), ("e", "=")];
        assert_eq!(pairs, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_and_stray_percents_kept() {
        assert!(parse(b"a=%ff").is_err());
        assert_eq!(parse(b"a=100%").unwrap(), [("a".to_owned(), "100%".to_owned())]);
    }

    proptest::proptest! {
        #[test]
        fn what_was_encoded_comes_back(pairs in proptest::collection::vec((".{1,6}", ".{0,6}"), 0..6)) {
            let encoded = |text: &str| percent_encoding::percent_encode(text.as_bytes(), percent_encoding::NON_ALPHANUMERIC).to_string();
            let text: Vec<_> = pairs.iter().map(|(key, value)| format!("{}={}", encoded(key), encoded(value))).collect();
            proptest::prop_assert_eq!(parse(text.join("&").as_bytes()), Ok(pairs));
        }

        #[test]
        fn bytes_of_any_kind_are_read_or_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..100)) {
            let _ = parse(&bytes);
        }
    }
}
