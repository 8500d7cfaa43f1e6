//! Controls for development and tests: what no call of the platform does, because only its owner may.

use menjin_api::Status;
use serde::Serialize;

use crate::Refusal;

mod clock;
mod company;
mod directory;
mod limits;
mod user_tokens;

pub use clock::{ClockState, ClockWish, advance, clock, set_clock};
pub use company::{Loaded, load, load_if_empty, reset};
pub use directory::{Directory, directory, first_app, secret, user};
pub use limits::limits;
pub use user_tokens::{UserTokenWish, UserTokens, user_tokens};

/// Why a control did nothing.
#[derive(Debug, Serialize)]
pub struct ControlError {
    /// The HTTP status that fits.
    #[serde(skip)]
    pub status: u16,
    /// What is wrong, and what to do.
    pub error: String,
    /// Which part of the input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl ControlError {
    /// Something that the input names does not exist.
    #[must_use]
    pub fn unknown(field: &'static str, error: impl Into<String>) -> Self {
        Self { status: Status::NOT_FOUND.as_u16(), error: error.into(), field: Some(field.to_owned()) }
    }

    /// The input is wrong.
    #[must_use]
    pub fn bad(field: Option<&str>, error: impl Into<String>) -> Self {
        Self { status: Status::BAD_REQUEST.as_u16(), error: error.into(), field: field.map(str::to_owned) }
    }

    /// Whoever asks may not.
    #[must_use]
    pub fn denied(error: impl Into<String>) -> Self {
        Self { status: Status::FORBIDDEN.as_u16(), error: error.into(), field: None }
    }

    /// The state does not allow it.
    #[must_use]
    pub fn conflict(error: impl Into<String>) -> Self {
        Self { status: Status::CONFLICT.as_u16(), error: error.into(), field: None }
    }
}

impl From<Refusal> for ControlError {
    fn from(refusal: Refusal) -> Self {
        let told = refusal.0.code.map(|code| code.msg.to_owned());
        let error = refusal.0.message.or(refusal.0.cause).or(told).unwrap_or_else(|| "internal error".to_owned());
        let status = refusal.0.code.map_or(Status::INTERNAL_SERVER_ERROR, |code| code.status);
        Self { status: status.as_u16(), error, field: None }
    }
}

impl From<menjin_store::StoreError> for ControlError {
    fn from(error: menjin_store::StoreError) -> Self {
        Refusal::from(error).into()
    }
}
