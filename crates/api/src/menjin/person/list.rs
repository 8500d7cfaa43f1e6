//! `GET /menjin/v1/people` - the people of the company, by text, department and status.

use super::super::{
    code as own,
    membership::{
        analysis::{Level, Thing},
        code,
    },
};
use crate::prelude::*;

/// How many a page holds, unless said otherwise.
pub const PAGE_USUAL: u64 = 50;
/// How many it holds at most.
pub const PAGE_MAX: u64 = 100;
/// How long a text to look for may be, in characters.
pub const QUERY_MAX: usize = 100;

/// Lists people.
#[derive(Debug)]
pub enum ListPeople {}

impl Endpoint for ListPeople {
    const META: Meta = Meta::get("/menjin/v1/people")
        .named("menjin.v1.people.list")
        .about("Lists people, by text, department and status, in the order they came")
        .family(&super::super::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            own::INTERNAL,
            own::UNAVAILABLE,
            code::PAGE_TOKEN,
            code::PAGE_SIZE,
            code::QUERY_TOO_LONG,
            code::DEPARTMENT_UNKNOWN,
        ])
        .shape(Shape::Plain)
        .doc(super::super::DOC);
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// Which people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// A part of name, mail address, `user_id` or employee number, in whichever case; at most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// In this department or below it, by `department_id` or `open_department_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_id: Option<String>,
    /// Which.
    #[serde(default)]
    pub status: Status,
    /// `page_token` or `previous_token` of another page of the same list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most: 50 unless said otherwise, at most 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
}

/// Which people by how they stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Those of the company, frozen or not.
    #[default]
    Present,
    /// Those who are not frozen.
    Active,
    /// Those who are frozen: they may nothing.
    Frozen,
    /// Those who have left.
    Resigned,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Present, Self::Active, Self::Frozen, Self::Resigned];

    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Active => "active",
            Self::Frozen => "frozen",
            Self::Resigned => "resigned",
        }
    }
}

/// A page of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The people.
    pub items: Vec<Person>,
    /// Whether more come behind them.
    pub has_more: bool,
    /// Of the page behind them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// Of the page before them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_token: Option<String>,
}

/// Somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Their `user_id`.
    pub user_id: String,
    /// Their `union_id`.
    pub union_id: String,
    /// Their name.
    pub name: String,
    /// Their mail address; empty when there is none.
    pub email: String,
    /// What they do; empty when nobody says.
    pub job_title: String,
    /// How they stand: `active`, `frozen` or `resigned`.
    pub status: Status,
    /// Their departments.
    pub departments: Vec<Thing>,
    /// How many groups they are in.
    pub group_count: u64,
    /// How much there is to look at.
    pub risk: Level,
}
