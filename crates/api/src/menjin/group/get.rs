//! `GET /menjin/v1/groups/:id` - one group, looked at closely.

use super::{Group, Level, Opened, Path, View};
use crate::prelude::*;

/// Tells of a group.
#[derive(Debug)]
pub enum GetGroup {}

impl Endpoint for GetGroup {
    const META: Meta = Meta::get("/menjin/v1/groups/{id}")
        .named("menjin.v1.group.get")
        .about("Tells everything of a user group: members, what it opens, risk, activity, who has looked; looking is noted")
        .family(&super::super::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(super::code::ALL)
        .shape(Shape::Plain)
        .doc(super::super::DOC);
    type Path = Path;
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// How fresh.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// Nothing that is remembered will do.
    #[serde(default)]
    pub refresh: bool,
}

/// A group, looked at closely.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The group.
    pub group: Group,
    /// How busy it is.
    pub activity: Activity,
    /// What it opens.
    pub access: Vec<Opened>,
    /// Who has looked, the latest first; at most 50.
    pub views: Vec<View>,
    /// When what is answered here was found out. It is remembered for five minutes, and never after a change.
    pub cached_at: i64,
    /// Whether it was remembered.
    pub cached: bool,
}

/// How busy a group is, by its last 30 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Activity {
    /// High from 20 changes and decisions on, medium from 5, low from 1.
    pub level: Level,
    /// Audited changes of it.
    pub changes: i64,
    /// Logged decisions that name it, among the latest 20,000; 0 where no decisions are logged.
    pub decisions: i64,
}
