//! Access reviews: whether memberships and grants are still needed, asked of a person, by a day, with an outcome where nobody
//! answers.

pub mod close;
pub mod code;
pub mod create;
pub mod decide;
pub mod get;
pub mod list;

use crate::prelude::*;

/// What becomes of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Decision {
    /// It stays.
    Keep,
    /// It is taken away when the review closes.
    Remove,
}

impl Decision {
    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Remove => "remove",
        }
    }

    /// The one that is written so.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Keep, Self::Remove].into_iter().find(|one| one.as_str() == word)
    }
}

/// What a review is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Scope {
    /// Ordinary groups, by `group_id`: their members.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Documents, by token: their collaborators.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// Apps, by `app_id`: their collaborators.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apps: Vec<String>,
    /// Doors, by device id, or door rules, by rule id: who is in the rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doors: Vec<String>,
}

/// A review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Review {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub scope: Scope,
    /// The sign-in of who answers for it.
    pub owner: String,
    /// Their name.
    pub owner_name: String,
    /// By when; RFC 3339, UTC.
    pub due: String,
    /// What becomes of what nobody decided.
    pub outcome: Decision,
    /// When it was begun; RFC 3339, UTC.
    pub created: String,
    /// When it was closed; RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
    /// How many memberships and grants it is about.
    pub total: i64,
    /// How many of them are to be kept.
    pub keep: i64,
    /// How many are to be removed.
    pub remove: i64,
    /// How many were removed.
    pub removed: i64,
}

/// Which review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Path {
    /// Its id.
    pub id: i64,
}
