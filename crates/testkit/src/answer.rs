//! An answer as a test compares it.

use std::fmt;

use http::{HeaderMap, StatusCode};
use serde_json::Value;

/// A whole answer. Its `Display` is what snapshots hold: status line and body.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
}

impl Answer {
    /// The body as JSON; null when it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// `code` of the envelope; -1 when there is none.
    #[must_use]
    pub fn code(&self) -> i64 {
        self.json().get("code").and_then(Value::as_i64).unwrap_or(-1)
    }

    /// `msg` of the envelope.
    #[must_use]
    pub fn msg(&self) -> String {
        self.json().get("msg").and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// `data` of the envelope, or a part of it: `data("/group/id")`.
    #[must_use]
    pub fn data(&self, pointer: &str) -> Value {
        self.json().get("data").and_then(|data| data.pointer(pointer)).cloned().unwrap_or_default()
    }

    /// The same as text, for ids.
    #[must_use]
    pub fn text_at(&self, pointer: &str) -> String {
        self.data(pointer).as_str().unwrap_or_default().to_owned()
    }

    /// This answer, which must be a success.
    ///
    /// # Panics
    /// When it is none.
    #[expect(
        clippy::return_self_not_must_use,
        clippy::must_use_candidate,
        reason = "often the check is all that is wanted"
    )]
    pub fn ok(self) -> Self {
        assert_eq!(self.code(), 0, "not a success: {self}");
        self
    }

    /// A header as text; empty when absent.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.status, self.text)
    }
}
