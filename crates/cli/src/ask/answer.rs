//! What is answered, read leniently: what a newer server adds is kept for `--format json` and not looked at.

use serde::Deserialize;
use serde_json::Value;

use crate::{exit::Failure, style::Lang};

/// An answer with its reason.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    /// Yes or no.
    pub(crate) decision: bool,
    /// Why, in a word.
    pub(crate) reason_code: String,
    /// Why, for people.
    reason: Reason,
    /// The state of the data that it speaks of.
    pub(crate) revision: String,
    /// For a yes: from the subject to the resource.
    pub(crate) path: Vec<Step>,
    /// For a no: what would turn it.
    pub(crate) missing: Vec<Value>,
    /// All of it, as it came.
    pub(crate) whole: Value,
}

/// One answer of many.
#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    /// Yes or no.
    Answered(Box<Answer>),
    /// Why this question could not be answered.
    Refused(String),
}

/// A page of a search.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// What was found.
    pub(crate) results: Vec<Found>,
    /// Where the next page begins, if there is one.
    pub(crate) next: Option<String>,
}

/// A subject, resource or action that was found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Found {
    /// A subject or resource.
    Entity {
        /// `user`, `document`, ..
        r#type: String,
        /// Which one.
        id: String,
    },
    /// An action.
    Action {
        /// Its word.
        name: String,
    },
}

/// A thing on the way from the subject to the resource.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Step {
    /// `user`, `group`, ..
    pub(crate) r#type: String,
    /// Which one.
    #[serde(default)]
    pub(crate) id: String,
    /// What the thing before it is or may here.
    #[serde(default)]
    pub(crate) why: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Reason {
    #[serde(default)]
    zh: String,
    #[serde(default)]
    en: String,
}

#[derive(Deserialize)]
struct Wire {
    decision: bool,
    #[serde(default)]
    context: WireContext,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct WireContext {
    reason_code: String,
    reason: Reason,
    revision: Value,
    path: Vec<Step>,
    missing: Vec<Value>,
    error: Option<Value>,
}

#[derive(Deserialize)]
struct WirePage {
    #[serde(default)]
    page: Option<Next>,
    results: Vec<Found>,
}

#[derive(Default, Deserialize)]
struct Next {
    #[serde(default)]
    next_token: Option<String>,
}

impl Answer {
    /// The sentence that says why.
    pub(crate) fn reason(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh if !self.reason.zh.is_empty() => &self.reason.zh,
            Lang::En | Lang::Zh => &self.reason.en,
        }
    }
}

impl Outcome {
    /// Reads one answer.
    pub(super) fn read(whole: Value) -> Result<Self, Failure> {
        let Wire { decision, context } = Wire::deserialize(&whole).map_err(|error| unreadable(&error))?;
        if let Some(error) = context.error {
            return Ok(Self::Refused(text_of(&error)));
        }
        let WireContext { reason_code, reason, revision, path, missing, error: _ } = context;
        let revision = match revision {
            Value::String(text) => text,
            Value::Null => String::new(),
            other => other.to_string(),
        };
        Ok(Self::Answered(Box::new(Answer { decision, reason_code, reason, revision, path, missing, whole })))
    }
}

impl Page {
    /// Reads a page.
    pub(super) fn read(whole: &Value) -> Result<Self, Failure> {
        let WirePage { page, results } = WirePage::deserialize(whole).map_err(|error| unreadable(&error))?;
        let next = page.unwrap_or_default().next_token.filter(|token| !token.is_empty());
        Ok(Self { results, next })
    }
}

/// What an error answer says to people, whatever it looks like.
pub(super) fn text_of(error: &Value) -> String {
    if let Value::String(text) = error {
        return text.clone();
    }
    let text =
        ["message", "msg", "error_description", "reason", "error"].iter().find_map(|key| match error.get(key)? {
            Value::String(text) => Some(text.clone()),
            inner @ Value::Object(_) => Some(text_of(inner)),
            _ => None,
        });
    let text = text.unwrap_or_else(|| error.to_string());
    match error.get("field").and_then(Value::as_str) {
        Some(field) => format!("{field}: {text}"),
        None => text,
    }
}

pub(super) fn unreadable(error: &serde_json::Error) -> Failure {
    Failure::internal(format!(
        "the answer cannot be read: {error}\nhint: is it the menjin of this version that answers?"
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Outcome, Page, text_of};

    #[test]
    fn a_refused_question_of_a_batch_is_no_no() {
        let refused = json!({"decision": false, "context": {"error": {"status": 400, "message": "no such type", "field": "subject.type"}}});
        assert!(
            matches!(Outcome::read(refused).unwrap(), Outcome::Refused(text) if text == "subject.type: no such type")
        );
        assert!(Outcome::read(json!({"context": {}})).is_err());
    }

    #[test]
    fn the_last_page_has_no_token_or_an_empty_one() {
        for last in [json!({"results": []}), json!({"page": {"next_token": ""}, "results": []})] {
            assert_eq!(Page::read(&last).unwrap().next, None);
        }
    }

    #[test]
    fn errors_are_told_in_whatever_form_they_come() {
        assert_eq!(text_of(&json!("plain")), "plain");
        assert_eq!(text_of(&json!({"error": {"message": "deep"}})), "deep");
        assert_eq!(text_of(&json!({"code": 1, "msg": "platform"})), "platform");
        assert_eq!(text_of(&json!([1])), "[1]");
    }
}
