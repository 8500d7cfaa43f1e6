//! `GET /menjin/v1/impact/:id` - who would gain and who would lose what, as a dry run found it.
//!
//! A dry run is any call that changes something, sent with `X-Menjin-Dry-Run: true`; its answer has the beginning of this under
//! `impact`.

use super::{Entity, code};
use crate::codes;
use crate::prelude::*;

codes! {
    /// Nobody asked for an impact of this id, another did, or it is more than an hour old: ask for the dry run anew.
    NOT_FOUND = 404 NOT_FOUND "there is no impact of this id";
}

/// Pages through an impact.
#[derive(Debug)]
pub enum GetImpact {}

impl Endpoint for GetImpact {
    const META: Meta = Meta::get("/menjin/v1/impact/{id}")
        .named("menjin.v1.impact.get")
        .about("Pages through what a dry run found: who would gain and who would lose what")
        .family(&super::OWN)
        .tokens(&[Tenant, User, Administrator])
        .codes(&[code::INVALID, code::UNAUTHORIZED, code::FORBIDDEN, NOT_FOUND, code::INTERNAL, code::UNAVAILABLE])
        .shape(Shape::Plain)
        .doc(super::DOC);
    type Path = Path;
    type Query = Query;
    type Body = ();
    type Data = Impact;
}

/// Which impact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Path {
    /// `impact.id` of the dry run's answer.
    pub id: String,
}

/// Which part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// `page_token` of the part before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most: 50 unless said otherwise, at most 500.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
    /// Which list goes on: who gains and loses what, or for each resource and action how many.
    #[serde(default)]
    pub list: List,
    /// How people are written.
    #[serde(default)]
    pub user_id_type: UserIdType,
}

/// Which of an impact's lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// `items`; `resources` is empty.
    #[default]
    Items,
    /// `resources`; `items` is empty.
    Resources,
}

impl List {
    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Resources => "resources",
        }
    }
}

/// What a change would do to people, apps and visitors, at the moment and in the state it was tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Impact {
    /// Under which the rest can be read for an hour, by whoever asked.
    pub id: String,
    /// The state it was tried on.
    pub revision: String,
    /// The moment it was tried at; RFC 3339, UTC.
    pub time: String,
    /// All of it in numbers.
    pub totals: Totals,
    /// For each resource and action how many gain and lose. A dry run's answer has the first 50; `list=resources` has all.
    pub resources: Vec<Shift>,
    /// Who gains and who loses what: a dry run's answer has the first 50.
    pub items: Vec<Effect>,
    /// Whether the list goes on; in a dry run's answer, whether `items` does.
    pub has_more: bool,
    /// Of its next part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

/// All of it in numbers. One who gains or loses several things counts once for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Totals {
    /// What is gained: subject, action and resource together count once.
    pub gain: u64,
    /// What is lost.
    pub lose: u64,
    /// Subjects that gain or lose something.
    pub subjects: u64,
    /// Resources of which something is gained or lost.
    pub resources: u64,
}

/// One resource and action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Shift {
    /// The resource.
    pub resource: Entity,
    /// The action.
    pub action: String,
    /// How many gain it.
    pub gain: u64,
    /// How many lose it.
    pub lose: u64,
}

/// One subject that gains or loses something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Effect {
    /// `gain` or `lose`.
    pub effect: String,
    /// Who.
    pub subject: Entity,
    /// What can be done, or no more.
    pub action: String,
    /// To what.
    pub resource: Entity,
}
