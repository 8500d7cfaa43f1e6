//! Why a call did not happen: a code of the contract, what the caller is told beside it, what only the log learns.
//!
//! There is no enum of errors between the rules and the codes: the row of the code table already is the error's word,
//! with the sentence that says when (see `docs/decisions/`).

use menjin_api::{Code, access::impact::Impact, code as platform};
use menjin_store::StoreError;
use serde::Serialize;
use serde_json::Value;

/// A refusal, small enough to travel in every `Result`.
#[derive(Debug)]
pub struct Refusal(pub Box<Reason>);

/// What a [`Refusal`] holds.
#[derive(Debug)]
pub struct Reason {
    /// Number, status and text; `None`: our fault, and the call's own internal code is answered.
    pub code: Option<Code>,
    /// Instead of the code's text.
    pub msg: Option<String>,
    /// `error.message`: help for the reader.
    pub message: Option<String>,
    /// `error.field_violations`.
    pub fields: Vec<FieldViolation>,
    /// `error.permission_violations`.
    pub permissions: Vec<PermissionViolation>,
    /// `error.helps`.
    pub helps: Vec<Help>,
    /// `data`, in the few places where a failure carries some.
    pub data: Option<Value>,
    /// What the part would do that a dry run was not refused.
    pub impact: Option<Box<Impact>>,
    /// Headers that go with it.
    pub headers: Vec<(&'static str, String)>,
    /// For the log only.
    pub cause: Option<String>,
    /// Lack of a right: readers of Chinese get the call's own sentence.
    pub denied: bool,
    /// The database could not do it now, nothing was changed, and a later attempt may succeed: 503, where the surface has it.
    pub unavailable: bool,
}

/// One thing that is wrong with the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldViolation {
    /// Dotted path, `[*]` for any index.
    pub field: String,
    /// The value, when there is one to show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What is wrong.
    pub description: String,
}

/// One scope that would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PermissionViolation {
    /// `action_scope_required` or `action_privilege_required`.
    pub r#type: &'static str,
    /// The scope.
    pub subject: String,
}

/// Where to read on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Help {
    /// The page.
    pub url: String,
    /// What is there.
    pub description: String,
}

impl Refusal {
    /// A refusal with this code.
    #[must_use]
    pub fn new(code: Code) -> Self {
        let denied = code.status == menjin_api::Status::FORBIDDEN || code.number == platform::SCOPE_MISSING.number;
        Self(Box::new(Reason {
            code: Some(code),
            msg: None,
            message: None,
            fields: Vec::new(),
            permissions: Vec::new(),
            helps: Vec::new(),
            data: None,
            impact: None,
            headers: Vec::new(),
            cause: None,
            denied,
            unavailable: false,
        }))
    }

    /// Our fault: the call's internal code, and `cause` in the log.
    #[must_use]
    pub fn fault(cause: impl Into<String>) -> Self {
        let mut refusal = Self::new(platform::INTERNAL);
        refusal.0.code = None;
        refusal.0.cause = Some(cause.into());
        refusal
    }

    /// A required field is absent.
    #[must_use]
    pub fn required(field: &str) -> Self {
        Self::field(field, None, format!("{field} is required"))
    }

    /// A value is outside its enum or limits: 99992402 with the field and the reason.
    #[must_use]
    pub fn field(field: &str, value: Option<String>, description: impl Into<String>) -> Self {
        Self::new(platform::FIELD_VALIDATION).with_field(field, value, description)
    }

    /// With this text instead of the code's.
    #[must_use]
    pub fn saying(mut self, msg: impl Into<String>) -> Self {
        self.0.msg = Some(msg.into());
        self
    }

    /// With a sentence of help.
    #[must_use]
    pub fn explained(mut self, message: impl Into<String>) -> Self {
        self.0.message = Some(message.into());
        self
    }

    /// Naming a field and what is wrong with it.
    #[must_use]
    pub fn with_field(mut self, field: &str, value: Option<String>, description: impl Into<String>) -> Self {
        self.0.fields.push(FieldViolation { field: field.to_owned(), value, description: description.into() });
        self
    }

    /// With `data` beside the failure.
    #[must_use]
    pub fn with_data(mut self, data: Value) -> Self {
        self.0.data = Some(data);
        self
    }

    /// With what a dry run found beside the failure.
    #[must_use]
    pub fn with_impact(mut self, impact: Option<Impact>) -> Self {
        self.0.impact = impact.map(Box::new);
        self
    }

    /// With a header.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.headers.push((name, value.into()));
        self
    }

    /// The code's number; 0 when the fault is ours and the call's own code will be used.
    #[must_use]
    pub fn number(&self) -> i64 {
        self.0.code.map_or(0, |code| code.number)
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        let unavailable = matches!(
            error,
            StoreError::Busy
                | StoreError::Full
                | StoreError::Away { .. }
                | StoreError::Stale
                | StoreError::Stopped
                | StoreError::Failed { .. }
        );
        let mut refusal = match error {
            StoreError::Busy => Self::new(platform::RATE_LIMITED)
                .with_header("x-ogw-ratelimit-limit", "1024")
                .with_header("x-ogw-ratelimit-reset", "1")
                .explained("the write queue is full; nothing was changed, try again"),
            StoreError::Full => Self::fault(error.to_string())
                .explained("the disk is full; nothing was changed, the call may be repeated"),
            StoreError::Unknown => Self::fault(error.to_string()).explained(
                "the database failed while this was written; whether it was done is not known, look before repeating",
            ),
            StoreError::Away { .. } => Self::fault(error.to_string())
                .explained("the database is away; nothing was changed, the call may be repeated"),
            StoreError::Stale => Self::fault(error.to_string())
                .explained("this node has lost touch with the database; nothing was changed, the call may be repeated"),
            StoreError::Stopped => Self::fault(error.to_string())
                .explained("the server is stopping after a disk failure; nothing was changed by this call"),
            other => Self::fault(other.to_string()),
        };
        refusal.0.unavailable = unavailable;
        refusal
    }
}
