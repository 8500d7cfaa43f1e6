//! Decisions on the wire: [OpenID AuthZEN 1.0](https://openid.net/specs/authorization-api-1_0.html), with the reason in `context`.
//!
//! Requests borrow from the bytes they came in, as they are asked by the ten thousand. What a request leaves out is `None`
//! here, and unknown keys are passed over, as the standard wants; what must be there is a rule of the service.

pub mod answer;
pub mod code;
pub mod decisions;
pub mod evaluation;
pub mod evaluations;
pub mod impact;
pub mod members;
pub mod search;
pub mod text;

use crate::{Family, Input};

pub use answer::{Answer, Entity, Failure, Need, Reason, Said, Step};
pub use evaluation::{Action, Context, Evaluation, Subject};
pub use evaluations::{Evaluations, Options, Semantic};
pub use search::{Page, PageOf, Search};
pub use text::{Moment, Text};

/// What an app needs to ask.
pub const SCOPE: &str = "menjin:decision:read";

/// What the calls of the standard share.
pub const FAMILY: Family = Family {
    name: "access/v1",
    input: Input::Own(code::INVALID),
    internal: code::INTERNAL,
    numbers_for_strings: false,
};

/// What menjin's own calls beside them share.
pub const OWN: Family = Family {
    name: "menjin/v1",
    input: Input::Own(code::INVALID),
    internal: code::INTERNAL,
    numbers_for_strings: false,
};

/// The standard.
pub const DOC: &str = "https://openid.net/specs/authorization-api-1_0.html";
