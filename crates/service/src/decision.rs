//! Decisions: may this subject do this to that, why, who can, what can. The one home of the rules of asking; what is allowed is
//! the engine's to say.
//!
//! A question is read ([`asked`]), its state of the data and its moment are found ([`when`]), its ids become numbers ([`resolve`]),
//! the engine decides, and numbers become ids again ([`show`]) with a sentence ([`sentence`]) beside them.

pub mod answer;
pub mod asked;
mod check;
mod list;
pub mod log;
mod members;
mod resolve;
mod search;
mod sentence;
mod show;
mod slice;
mod when;

use menjin_api::{Code, access::code};
use menjin_store::StoreError;

use crate::Refusal;

pub use answer::{Answered, Failed, Why};
pub use check::{check, check_all};
pub use list::list;
pub use members::members;
pub use search::{search_actions, search_resources, search_subjects};

/// The refusal for a question that is wrong in this field.
fn wrong(field: impl AsRef<str>, reason: impl Into<String>) -> Refusal {
    Refusal::new(code::INVALID).with_field(field.as_ref(), None, reason)
}

/// The refusal for what the database did not do: those whom it may serve again later are told so.
fn trouble(error: StoreError) -> Refusal {
    let code: Option<Code> = match &error {
        StoreError::Busy
        | StoreError::Full
        | StoreError::Away { .. }
        | StoreError::Stale
        | StoreError::Stopped
        | StoreError::Failed { .. } => Some(code::UNAVAILABLE),
        _ => None,
    };
    let mut refusal = Refusal::from(error);
    refusal.0.code = code;
    refusal.0.headers.clear();
    if code.is_some() {
        refusal = refusal.with_header("retry-after", "1");
    }
    refusal
}
