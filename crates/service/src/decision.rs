//! Decisions: may this subject do this to that, why, who can, what can. The one home of the rules of asking; what is allowed is
//! the engine's to say.
//!
//! A question is read (`asked`), its state of the data and its moment are found (`when`), its ids become numbers (`resolve`),
//! the engine decides, and numbers become ids again (`show`) with a sentence (`sentence`) beside them.

pub mod answer;
pub mod asked;
mod book;
mod check;
pub mod impact;
mod list;
mod local;
pub mod log;
mod members;
mod resolve;
mod search;
mod sentence;
mod show;
mod slice;
mod trial;
pub(crate) mod when;

use menjin_api::access::code;
pub use menjin_api::access::evaluations::Semantic;

use crate::Refusal;

pub use answer::{Answered, Failed, Why};
pub use check::{check, check_all};
pub use impact::Impacts;
pub use list::list;
pub use local::local;
pub use members::members;
pub use menjin_engine::ReasonCode;
pub use search::{count_subjects, search_actions, search_resources, search_subjects};
pub use trial::check_after;

pub(crate) use slice::allows;

/// The refusal for a question that is wrong in this field.
fn wrong(field: impl AsRef<str>, reason: impl Into<String>) -> Refusal {
    Refusal::new(code::INVALID).with_field(field.as_ref(), None, reason)
}
