//! `GET /menjin/v1/groups/:id/people` - who is in a group, and through what.

use super::Path;
use crate::prelude::*;

/// Lists who is in a group.
#[derive(Debug)]
pub enum GroupPeople {}

impl Endpoint for GroupPeople {
    const META: Meta = Meta::get("/menjin/v1/groups/{id}/people")
        .named("menjin.v1.group.people")
        .about("Lists everybody in a user group and through what, the people it names, or the departments it names")
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

/// Which of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// Everybody, unless said otherwise.
    #[serde(default)]
    pub kind: Who,
    /// A part of the name, or the beginning of the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// `page_token` of the answer before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most: 20 unless said otherwise, at most 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
}

/// Which members are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Who {
    /// Everybody, however they came in.
    #[default]
    Everybody,
    /// People whom the group names, memberships to come and over included.
    Direct,
    /// Departments that it names.
    Departments,
}

impl Who {
    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::Direct => "direct",
            Self::Departments => "departments",
        }
    }

    /// The one that is written so.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Everybody, Self::Direct, Self::Departments].into_iter().find(|who| who.as_str() == word)
    }
}

/// Members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// People or departments.
    pub items: Vec<Member>,
    /// Whether there are more.
    pub has_more: bool,
    /// Of the next part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

/// A person or a department in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Member {
    /// `user` or `department`.
    pub r#type: String,
    /// `user_id` or `department_id`.
    pub id: String,
    /// The name.
    pub name: String,
    /// The group names them itself.
    pub direct: bool,
    /// A rule says so.
    pub by_rule: bool,
    /// Departments through which they are in it.
    pub departments: Vec<Department>,
    /// A frozen person may do nothing.
    pub frozen: bool,
    /// When a direct membership begins; 0: it has.
    pub starts: i64,
    /// When it ends; 0: never.
    pub ends: i64,
}

/// A department through which somebody is in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Department {
    /// `department_id`; `0` is the whole company.
    pub id: String,
    /// The name.
    pub name: String,
}
