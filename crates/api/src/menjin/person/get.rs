//! `GET /menjin/v1/people/:user_id` - one person: departments, groups, access in short, risk and recommendations.

use super::{
    super::{
        code as own,
        membership::{analysis::Analysis, code},
    },
    list::Person,
};
use crate::prelude::*;

/// Tells of one person.
#[derive(Debug)]
pub enum GetPerson {}

impl Endpoint for GetPerson {
    const META: Meta = Meta::get("/menjin/v1/people/{user_id}")
        .named("menjin.v1.people.get")
        .about(
            "Tells of one person: departments, groups and the ways into them, access in short, risk, recommendations",
        )
        .family(&super::super::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            own::INTERNAL,
            own::UNAVAILABLE,
            code::PERSON_UNKNOWN,
        ])
        .shape(Shape::Plain)
        .doc(super::super::DOC);
    type Path = Path;
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// Who.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Path {
    /// Their `user_id` or `union_id`.
    pub user_id: String,
}

/// How.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// Analyses anew, though nothing has changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh: Option<bool>,
}

/// One person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// Who they are.
    pub person: Person,
    /// How much they may, by kind of thing.
    pub access: AccessCounts,
    /// What they belong to, and what is wrong with it; absent for who has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analysis: Option<Analysis>,
}

/// How much somebody may, by kind of thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccessCounts {
    /// Documents and folders they may read.
    pub documents: u64,
    /// Apps they may use or work on.
    pub apps: u64,
    /// Doors that open to them within a week.
    pub doors: u64,
}
