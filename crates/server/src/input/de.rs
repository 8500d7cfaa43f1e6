//! Pairs of text into types: the last of a key counts for a scalar, all of them for a list; booleans in any case.

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor,
    value::{Error, StringDeserializer},
};
use serde::{de::Error as _, forward_to_deserialize_any};

use crate::pairs::Pair;

/// Reads `T` from pairs; unknown keys are ignored.
pub(crate) fn from_pairs<T: DeserializeOwned>(pairs: &[Pair]) -> Result<T, Error> {
    T::deserialize(Pairs(pairs))
}

struct Pairs<'a>(&'a [Pair]);

impl<'de> Deserializer<'de> for Pairs<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut keys: Vec<&str> = Vec::with_capacity(self.0.len());
        for (key, _) in self.0 {
            if !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
        visitor.visit_map(Keys { pairs: self.0, rest: keys.into_iter(), key: "" })
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit_struct newtype_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Keys<'a> {
    pairs: &'a [Pair],
    rest: std::vec::IntoIter<&'a str>,
    key: &'a str,
}

impl<'de> MapAccess<'de> for Keys<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(key) = self.rest.next() else {
            return Ok(None);
        };
        self.key = key;
        seed.deserialize(StringDeserializer::new(key.to_owned())).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let values = self.pairs.iter().filter(|(key, _)| key == self.key).map(|(_, value)| value.as_str()).collect();
        seed.deserialize(Values(values))
    }
}

struct Values<'a>(Vec<&'a str>);

impl<'a> Values<'a> {
    fn last(&self) -> &'a str {
        self.0.last().copied().unwrap_or_default()
    }

    fn parse<T: std::str::FromStr>(&self) -> Result<T, Error> {
        self.last().parse().map_err(|_| Error::custom(format!("not of the right type: {}", self.last())))
    }
}

/// `true`, `False`, `1`: what the SDKs write for a boolean.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text {
        "1" => Some(true),
        "0" => Some(false),
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.parse()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Values<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.last())
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(boolean(self.last()).ok_or_else(|| Error::custom("not a boolean"))?)
    }

    numbers! {
        deserialize_i32 visit_i32;
        deserialize_i64 visit_i64;
        deserialize_u32 visit_u32;
        deserialize_u64 visit_u64;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Each(self.0.into_iter()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        StringDeserializer::new(self.last().to_owned()).deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 u8 u16 f32 f64 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier
        ignored_any
    }
}

struct Each<'a>(std::vec::IntoIter<&'a str>);

impl<'de> SeqAccess<'de> for Each<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|value| seed.deserialize(Values(vec![value]))).transpose()
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::from_pairs;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Query {
        size: Option<i64>,
        #[serde(default)]
        notify: bool,
        #[serde(default)]
        ids: Vec<String>,
    }

    fn read(pairs: &[(&str, &str)]) -> Result<Query, String> {
        let pairs: Vec<_> = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        from_pairs(&pairs).map_err(|error| error.to_string())
    }

    #[test]
    fn the_last_of_a_scalar_counts_and_all_of_a_list() {
        let query =
            read(&[("size", "1"), ("ids", "a"), ("notify", "True"), ("size", "2"), ("ids", "b"), ("other", "")]);
        assert_eq!(query, Ok(Query { size: Some(2), notify: true, ids: vec!["a".to_owned(), "b".to_owned()] }));
    }

    #[test]
    fn a_value_of_the_wrong_type_is_an_error() {
        assert!(read(&[("size", "abc")]).is_err());
        assert!(read(&[("notify", "yes")]).is_err());
        assert!(read(&[]).is_ok());
    }
}
