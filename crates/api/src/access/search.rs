//! `POST /access/v1/search/subject`, `…/resource`, `…/action` - who can, what can, which actions.
//!
//! <https://openid.net/specs/authorization-api-1_0.html#name-search-apis>

use super::answer::Entity;
use super::evaluation::{Action, Context, Subject};
use super::text::Text;
use crate::prelude::*;

/// How many results an answer holds unless the question says otherwise.
pub const USUAL: usize = 1000;
/// How many it holds at most.
pub const MOST: usize = 100_000;

const META: Meta = Meta::post("")
    .family(&super::FAMILY)
    .tokens(&[Tenant])
    .scopes(&[super::SCOPE])
    .codes(super::code::ALL)
    .shape(Shape::Plain)
    .doc(super::DOC);

/// Who can.
pub const SUBJECT: Meta = META
    .at("/access/v1/search/subject")
    .named("access.v1.search.subject")
    .about("Lists who may do something to a resource");
/// What can.
pub const RESOURCE: Meta = META
    .at("/access/v1/search/resource")
    .named("access.v1.search.resource")
    .about("Lists to what a subject may do something");
/// Which actions.
pub const ACTION: Meta = META
    .at("/access/v1/search/action")
    .named("access.v1.search.action")
    .about("Lists what a subject may do to a resource");

/// A question with one part left open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Search<'a> {
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
    /// Which part of a long answer.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Page<'a>>,
}

/// Which part of a long answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Page<'a> {
    /// `next_token` of the answer before; the rest of the question must be the same.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Text<'a>>,
    /// How many results at most: 1,000 unless said otherwise, and never more than 100,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
}

/// Which part an answer is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct PageOf {
    /// The token of the next part; empty when there is none.
    pub next_token: String,
    /// How many results this part has.
    pub count: usize,
}

/// Of which state of the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Of {
    /// The revision.
    pub revision: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Found<T> {
    /// Which part this is.
    pub page: PageOf,
    /// Of which state of the data.
    pub context: Of,
    /// What was found.
    pub results: Vec<T>,
}

/// Subjects or resources.
pub type Entities = Found<Entity>;
/// Actions.
pub type Actions = Found<Named>;

/// An action by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Named {
    /// The name.
    pub name: String,
}
