//! A list of the base with the delta over it.

use std::iter::Peekable;

/// Goes through both in the order of their keys; where both have one, the delta holds, and `None` there is: gone.
pub(super) enum Merged<B: Iterator, D: Iterator> {
    /// Nothing lies over the base.
    Base(B),
    /// Something does. It is rare and large, so it lies apart: small lists are handed on more quickly.
    Both(Box<(Peekable<B>, Peekable<D>)>),
}

/// The base with the delta over it, if there is any.
pub(super) fn merged<K, V, B, D>(base: B, delta: Option<D>) -> Merged<B, D>
where
    B: Iterator<Item = (K, V)>,
    D: Iterator<Item = (K, Option<V>)>,
{
    match delta {
        None => Merged::Base(base),
        Some(delta) => Merged::Both(Box::new((base.peekable(), delta.peekable()))),
    }
}

impl<K, V, B, D> Iterator for Merged<B, D>
where
    K: Ord,
    B: Iterator<Item = (K, V)>,
    D: Iterator<Item = (K, Option<V>)>,
{
    type Item = (K, V);

    #[inline]
    fn next(&mut self) -> Option<(K, V)> {
        match self {
            Self::Base(base) => base.next(),
            Self::Both(both) => next(&mut both.0, &mut both.1),
        }
    }
}

fn next<K: Ord, V>(
    base: &mut Peekable<impl Iterator<Item = (K, V)>>,
    delta: &mut Peekable<impl Iterator<Item = (K, Option<V>)>>,
) -> Option<(K, V)> {
    loop {
        let Some((changed, _)) = delta.peek() else { return base.next() };
        if base.peek().is_some_and(|(key, _)| key < changed) {
            return base.next();
        }
        if base.peek().is_some_and(|(key, _)| key == changed) {
            base.next();
        }
        if let (key, Some(value)) = delta.next()? {
            return Some((key, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::merged;

    fn all(base: &[(u8, char)], delta: &[(u8, Option<char>)]) -> String {
        let delta = (!delta.is_empty()).then(|| delta.iter().copied());
        merged(base.iter().copied(), delta).map(|(_, value)| value).collect()
    }

    #[test]
    fn the_delta_adds_replaces_and_takes_away() {
        assert_eq!(all(&[(1, 'a'), (3, 'c')], &[]), "ac");
        assert_eq!(all(&[(1, 'a'), (3, 'c')], &[(2, Some('b')), (4, Some('d'))]), "abcd");
        assert_eq!(all(&[(1, 'a'), (3, 'c')], &[(1, None), (3, Some('C'))]), "C");
        assert_eq!(all(&[(2, 'b')], &[(1, None), (2, None), (3, None)]), "");
    }
}
