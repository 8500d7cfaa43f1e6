//! `POST /access/v1/evaluations` - many questions in one call.
//!
//! <https://openid.net/specs/authorization-api-1_0.html#name-access-evaluations-api>

use super::evaluation::{Action, Context, Evaluation, Subject};
use super::text::Text;
use crate::prelude::*;

/// How many questions one call may hold.
pub const MOST: usize = 10_000;

/// Where it is and who may ask.
pub const META: Meta = Meta::post("/access/v1/evaluations")
    .named("access.v1.evaluations")
    .about("Decides many questions, each for itself; what they share stands at the top")
    .family(&super::FAMILY)
    .tokens(&[Tenant])
    .scopes(&[super::SCOPE])
    .codes(super::code::ALL)
    .shape(Shape::Plain)
    .doc(super::DOC);

/// Questions, and what they leave out. Without any this is a single question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Evaluations<'a> {
    /// Of those that name none.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject<'a>>,
    /// Of those that name none.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action<'a>>,
    /// Of those that name none.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<Subject<'a>>,
    /// Of those that name none.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context<'a>>,
    /// At most 10,000.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub evaluations: Option<Vec<Evaluation<'a>>>,
    /// How to go about it.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Options<'a>>,
}

/// How to go about many questions; more may stand there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Options<'a> {
    /// `execute_all`, `deny_on_first_deny` or `permit_on_first_permit`.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub evaluations_semantic: Option<Text<'a>>,
}

/// Which questions are answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Semantic {
    /// All.
    #[default]
    ExecuteAll,
    /// Up to the first no, or failure.
    DenyOnFirstDeny,
    /// Up to the first yes.
    PermitOnFirstPermit,
}

impl Semantic {
    /// Reads the standard's word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "execute_all" => Self::ExecuteAll,
            "deny_on_first_deny" => Self::DenyOnFirstDeny,
            "permit_on_first_permit" => Self::PermitOnFirstPermit,
            _ => return None,
        })
    }

    /// Whether this answer is the last one.
    #[must_use]
    pub fn ends_with(self, decision: bool) -> bool {
        match self {
            Self::ExecuteAll => false,
            Self::DenyOnFirstDeny => !decision,
            Self::PermitOnFirstPermit => decision,
        }
    }
}

/// The answers, in the order of the questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// One for each question that was asked.
    pub evaluations: Vec<super::Answer>,
}
