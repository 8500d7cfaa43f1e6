//! `POST /access/v1/evaluation` - may this subject do this to that?
//!
//! <https://openid.net/specs/authorization-api-1_0.html#name-access-evaluation-api>

use super::text::{Moment, Text};
use crate::prelude::*;

/// Where it is and who may ask.
pub const META: Meta = Meta::post("/access/v1/evaluation")
    .named("access.v1.evaluation")
    .about("Decides whether a subject may do something to a resource, and says why")
    .family(&super::FAMILY)
    .tokens(&[Tenant])
    .scopes(&[super::SCOPE])
    .codes(super::code::ALL)
    .shape(Shape::Plain)
    .doc(super::DOC);

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Evaluation<'a> {
    /// Who.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject<'a>>,
    /// Does what.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action<'a>>,
    /// To what.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<Subject<'a>>,
    /// When, and by which state of the data.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context<'a>>,
}

/// A subject, or a resource, which has the same form. `properties` are taken and passed over: menjin has its own facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Subject<'a> {
    /// Of a subject `user`, `department`, `group`, `app` or `visitor`; of a resource `document`, `app`, `door`, `group` or
    /// `review_group`.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Text<'a>>,
    /// A user by `open_id` of the calling app, `union_id` or `user_id`; the others by the platform's ids. Left out in what a
    /// search asks for.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Text<'a>>,
}

/// An action.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Action<'a> {
    /// One of the resource's.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text<'a>>,
}

/// What menjin reads of a context; more may stand there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Context<'a> {
    /// The moment asked about, RFC 3339 with an offset; now, if left out.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Text<'a>>,
    /// The state of the data asked about: a revision, or a moment (RFC 3339), which then is the moment asked about too.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Moment<'a>>,
    /// A revision that the answer must not be behind.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Moment<'a>>,
    /// `false`: the decision alone, without reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<bool>,
}
