//! `POST /menjin/v1/memberships/analyze` - what people belong to, and what is wrong with it.

use super::{
    super::code as own,
    analysis::{Analysis, Report},
    code,
};
use crate::prelude::*;

/// How many people can be named.
pub const NAMED_MAX: usize = 1000;
/// How many are analysed at once.
pub const PEOPLE_MAX: usize = 10_000;

/// Looks into what people belong to.
#[derive(Debug)]
pub enum AnalyzeMemberships {}

impl Endpoint for AnalyzeMemberships {
    const META: Meta = Meta::post("/menjin/v1/memberships/analyze")
        .named("menjin.v1.membership.analyze")
        .about("Analyses what people belong to: groups, risk, overlaps, missing access, recommendations, and a report")
        .family(&super::super::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            own::INTERNAL,
            own::UNAVAILABLE,
            code::CHOICE,
            code::TOO_MANY_NAMED,
            code::TOO_MANY,
            code::DEPARTMENT_UNKNOWN,
        ])
        .shape(Shape::Plain)
        .doc(super::super::DOC);
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Data;
}

/// Whom: people, one department, or everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// `user_id`s or `union_id`s, at most 1,000; one that is named twice counts once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_ids: Option<Vec<String>>,
    /// Everybody in this department or below it, by `department_id` or `open_department_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_id: Option<String>,
    /// Everybody, of whom there may be 10,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub everybody: Option<bool>,
    /// Does it anew, though nothing has changed since it was last done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh: Option<bool>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// All together.
    pub report: Report,
    /// Each for itself, in the order they were named.
    pub items: Vec<Item>,
}

/// What was found of one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// As they were named.
    pub user_id: String,
    /// Whether it could be done.
    pub success: bool,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analysis: Option<Analysis>,
    /// Why it could not be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Failure>,
}

/// Why somebody could not be analysed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// The number.
    pub code: i64,
    /// In English.
    pub message: String,
    /// In Chinese.
    pub message_zh: String,
}
