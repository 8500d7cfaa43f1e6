//! What is asked, as AuthZEN writes it.

use serde::Serialize;

use super::Wrong;

/// The longest id that is sent.
pub(super) const ID_MAX: usize = 256;

/// A subject or resource; without an id, all of its type are searched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Entity {
    /// `user`, `document`, ..
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    /// Which one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
}

/// May this subject do this to that? Or with one of the three left open: who, what, or which actions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Question {
    /// Who.
    pub(crate) subject: Entity,
    /// What is to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) action: Option<Action>,
    /// To what.
    pub(crate) resource: Entity,
    /// When, and of which state of the data.
    #[serde(skip_serializing_if = "Context::is_empty")]
    pub(crate) context: Context,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Action {
    /// Its word.
    pub(crate) name: &'static str,
}

/// When, and of which state of the data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Context {
    /// The moment asked about; absent: now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<String>,
    /// The state asked about, a revision or a moment; absent: the present one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<String>,
}

impl Context {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl std::fmt::Display for Entity {
    /// As it is given on the command line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind, self.id.as_deref().unwrap_or("*"))
    }
}

/// A moment with an offset, as it was written.
pub(crate) fn moment(text: &str) -> Result<String, Wrong> {
    match text.parse::<jiff::Timestamp>() {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err(Wrong::new(
            format!("{text:?} is no moment"),
            "write date, time and offset: 2026-11-28T10:00:00+08:00, or 2026-11-28T02:00:00Z",
        )),
    }
}

/// A revision from an earlier answer, or a moment.
pub(crate) fn as_of(text: &str) -> Result<String, Wrong> {
    if !text.is_empty() && text.len() <= 19 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(text.to_owned());
    }
    moment(text).map_err(|_| {
        Wrong::new(
            format!("{text:?} is neither a revision nor a moment"),
            "give the revision of an earlier answer, or a moment such as 2026-03-31T18:00:00+08:00",
        )
    })
}
