//! Text of a request: borrowed from its bytes wherever it stands there as it is meant.

use std::{borrow::Cow, fmt};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, de};

/// A string. Unlike a plain `Cow` it borrows inside an `Option` too.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Text<'a>(pub Cow<'a, str>);

impl Text<'_> {
    /// As it is read.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyText;

        impl<'de> de::Visitor<'de> for AnyText {
            type Value = Cow<'de, str>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(text))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text.to_owned()))
            }

            fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text))
            }
        }

        deserializer.deserialize_str(AnyText).map(Self)
    }
}

impl JsonSchema for Text<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

/// A revision, as a string of digits or as a number; or a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Moment<'a> {
    /// A number.
    Number(i64),
    /// A string.
    Text(Text<'a>),
    /// Neither: whoever reads it can say under which name it stood.
    #[schemars(skip)]
    Other,
}

impl<'de: 'a, 'a> Deserialize<'de> for Moment<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> de::Visitor<'de> for Either {
            type Value = Moment<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a whole number")
            }

            fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Moment::Number(number))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
                Ok(number.try_into().map_or(Moment::Other, Moment::Number))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
                Ok(Moment::Other)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
                Ok(Moment::Other)
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                while items.next_element::<de::IgnoredAny>()?.is_some() {}
                Ok(Moment::Other)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
                while fields.next_entry::<de::IgnoredAny, de::IgnoredAny>()?.is_some() {}
                Ok(Moment::Other)
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Moment::Text(text.into()))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Moment::Text(text.to_owned().into()))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Moment, Text};

    #[test]
    fn text_is_borrowed_unless_it_was_escaped() {
        let plain: Option<Text<'_>> = serde_json::from_str(r#""lisi""#).unwrap();
        assert!(matches!(plain, Some(Text(Cow::Borrowed("lisi")))));
        let escaped: Option<Text<'_>> = serde_json::from_str(r#""l\u0069si""#).unwrap();
        assert!(matches!(&escaped, Some(Text(Cow::Owned(text))) if text == "lisi"));
    }

    #[test]
    fn a_revision_may_be_text_or_number() {
        assert_eq!(serde_json::from_str::<Moment<'_>>("7").unwrap(), Moment::Number(7));
        assert_eq!(serde_json::from_str::<Moment<'_>>(r#""7""#).unwrap(), Moment::Text("7".into()));
        for other in ["true", "18446744073709551615", "1.5", "[1]", "{}"] {
            assert_eq!(serde_json::from_str::<Moment<'_>>(other).unwrap(), Moment::Other, "{other}");
        }
    }
}
