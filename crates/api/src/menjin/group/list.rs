//! `GET /menjin/v1/groups` - every group of the company, filtered and sorted.

use super::{Group, Level};
use crate::prelude::*;

/// Lists groups.
#[derive(Debug)]
pub enum ListGroups {}

impl Endpoint for ListGroups {
    const META: Meta = Meta::get("/menjin/v1/groups")
        .named("menjin.v1.group.list")
        .about(
            "Lists user groups with what they open, how risky and how busy they are; filtered and sorted by anything",
        )
        .family(&super::super::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(super::code::ALL)
        .shape(Shape::Plain)
        .doc(super::super::DOC);
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// Which groups, in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// 1: ordinary ones; 2: dynamic ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<i64>,
    /// A part of the name or the description, in capitals or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// At least so many people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members_min: Option<i64>,
    /// At most so many people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members_max: Option<i64>,
    /// Of this risk alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<Level>,
    /// By what they are sorted; the last change unless said otherwise.
    #[serde(default)]
    pub sort: Sort,
    /// In which direction; unless said otherwise names, ids and types go up, everything else down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// `page_token` of the answer before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most: 20 unless said otherwise, at most 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
}

/// By what groups are sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
#[expect(missing_docs, reason = "named as the columns are")]
pub enum Sort {
    Name,
    Id,
    Type,
    /// Everybody in them.
    Members,
    /// All that they open.
    Opens,
    /// By points.
    Risk,
    /// The changes of twelve weeks.
    Activity,
    #[default]
    Updated,
}

impl Sort {
    /// All, as the columns stand.
    pub const ALL: [Self; 8] =
        [Self::Name, Self::Id, Self::Type, Self::Members, Self::Opens, Self::Risk, Self::Activity, Self::Updated];

    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Id => "id",
            Self::Type => "type",
            Self::Members => "members",
            Self::Opens => "opens",
            Self::Risk => "risk",
            Self::Activity => "activity",
            Self::Updated => "updated",
        }
    }

    /// The one that is written so.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }

    /// The direction in which people read it first.
    #[must_use]
    pub const fn usual(self) -> Order {
        match self {
            Self::Name | Self::Id | Self::Type => Order::Asc,
            _ => Order::Desc,
        }
    }
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Order {
    /// The least first.
    Asc,
    /// The greatest first.
    Desc,
}

impl Order {
    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asc => "asc",
            Self::Desc => "desc",
        }
    }

    /// The one that is written so.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Asc, Self::Desc].into_iter().find(|order| order.as_str() == word)
    }
}

/// Groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The groups.
    pub items: Vec<Group>,
    /// How many there are in all that the filters let through.
    pub total: i64,
    /// Whether there are more.
    pub has_more: bool,
    /// Of the next part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}
