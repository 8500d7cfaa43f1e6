//! menjin's own calls, `/menjin/v1`: what administrators do. The console and the command line are made of the same calls.
//!
//! Successes are the fields at top level, refusals `{"error", "code", "field"}` with a fitting status ([`Shape::Plain`](crate::Shape)).

pub mod administrator;
pub mod audit;
pub mod change;
pub mod code;
pub mod document;
pub mod grant;
pub mod group;
pub mod inbox;
pub mod me;
pub mod membership;
pub mod notice;
pub mod person;
pub mod review;
pub mod sign_in;
pub mod token;
pub mod webhook;

use crate::{Family, Input};

/// What the calls share.
pub const FAMILY: Family = Family {
    name: "menjin/v1",
    input: Input::Own(code::INVALID),
    internal: code::INTERNAL,
    numbers_for_strings: false,
};

/// What explains them.
pub const DOC: &str = "https://openid.net/specs/authorization-api-1_0.html";
