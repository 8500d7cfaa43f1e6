//! What a question is answered with, as it is written: it must not cost more to write than to decide.

use std::sync::Arc;

use menjin_engine::ReasonCode;
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// Yes or no.
    pub decision: bool,
    /// What is said beside it.
    pub context: Said,
}

/// What is said beside a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Said {
    /// Of which state of the data it is, and no more.
    Bare(Bare),
    /// Why.
    Why(Box<Why>),
    /// The question could not be understood.
    Failed {
        /// Why not.
        error: Failed,
    },
}

/// A state of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bare {
    /// After which write.
    #[serde(serialize_with = "as_text")]
    pub revision: i64,
}

/// Why a decision is as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// In a word.
    pub code: ReasonCode,
    /// In a sentence.
    pub sentence: Sentence,
    /// Of which state of the data.
    pub revision: i64,
    /// What it rests on, or lacks.
    pub ground: Ground,
}

/// A sentence in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// What a decision rests on, or lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// A yes: from the subject to the resource.
    Path(Vec<Station>),
    /// A no: what together would turn it.
    Missing(Vec<Need>),
}

/// One station of a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Station {
    /// What it is.
    #[serde(flatten)]
    pub thing: Shown,
    /// What leads to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
}

/// A thing as the wire names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// What kind.
    pub r#type: &'static str,
    /// Which.
    #[serde(serialize_with = "shared")]
    pub id: Arc<str>,
}

/// Something in the way of a yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Need {
    /// `fact`, `absence` or `moment`.
    pub need: &'static str,
    /// Where the link begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Shown>,
    /// Where it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Shown>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
    /// The moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}

/// What is wrong with one of many questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failed {
    /// As an HTTP status.
    pub status: u16,
    /// What.
    pub message: String,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl Answered {
    /// A no because the question could not be understood.
    #[must_use]
    pub fn failed(refusal: &crate::Refusal) -> Self {
        let reason = &refusal.0;
        let status = reason.code.map_or(500, |code| code.status.as_u16());
        let (message, field) = match reason.fields.first() {
            Some(wrong) => (format!("{} {}", wrong.field, wrong.description), Some(wrong.field.clone())),
            None => (reason.message.clone().unwrap_or_else(|| "internal error".to_owned()), None),
        };
        Self { decision: false, context: Said::Failed { error: Failed { status, message, field } } }
    }
}

impl Serialize for Why {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Text(i64);
        impl Serialize for Text {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                as_text(&self.0, serializer)
            }
        }
        let mut why = serializer.serialize_struct("Why", 4)?;
        why.serialize_field("reason_code", self.code.as_str())?;
        why.serialize_field("reason", &self.sentence)?;
        why.serialize_field("revision", &Text(self.revision))?;
        match &self.ground {
            Ground::Path(path) => why.serialize_field("path", path)?,
            Ground::Missing(missing) => why.serialize_field("missing", missing)?,
        }
        why.end()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn as_text<S: Serializer>(number: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    // Without the machinery of formatting: each of ten thousand answers has one.
    let mut digits = [b'0'; 20];
    let (mut rest, mut first) = (number.unsigned_abs(), digits.len());
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        first -= 1;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    serializer.serialize_str(digits.get(first..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or("0"))
}

fn shared<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

#[cfg(test)]
mod tests {
    use super::{Answered, Bare, Said};

    #[test]
    fn a_revision_is_written_as_text() {
        for revision in [0, 7, 10, 1234, i64::MAX] {
            let answered = Answered { decision: true, context: Said::Bare(Bare { revision }) };
            let wanted = format!(r#"{{"decision":true,"context":{{"revision":"{revision}"}}}}"#);
            assert_eq!(serde_json::to_string(&answered).unwrap(), wanted);
        }
    }
}
