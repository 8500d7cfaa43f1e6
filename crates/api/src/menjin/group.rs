//! `/menjin/v1/groups`: every user group at a glance, and one looked at closely. What changes groups stands beside it.
//!
//! Moments are milliseconds since 1970 (UTC), 0 where there is none.

pub mod access;
pub mod batch_get;
pub mod cache;
pub mod code;
pub mod get;
pub mod history;
pub mod list;
pub mod people;
pub mod views;

use crate::prelude::*;

/// Which group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Path {
    /// Its id.
    pub id: String,
}

/// A part of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Part {
    /// `page_token` of the answer before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most: 20 unless said otherwise, at most 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
}

/// A user group at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Group {
    /// Its id.
    pub group_id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// 1 is an ordinary one, 2 a dynamic one.
    pub r#type: i64,
    /// The same in words: 普通用户组 or 动态用户组.
    pub type_text: String,
    /// People named in it now; of a dynamic group, those whom its rule means.
    pub member_user_count: i64,
    /// Departments named in it now.
    pub member_department_count: i64,
    /// Everybody in it, also through departments and by rule, frozen people too.
    pub people: i64,
    /// Of these, how many are frozen: they may do nothing.
    pub frozen: i64,
    /// Memberships that end within seven days.
    pub ending: i64,
    /// What it opens, counted.
    pub opens: Opens,
    /// How much there is to lose by it.
    pub risk: Risk,
    /// Audited changes of the group in each of the last twelve weeks, the oldest first.
    pub activity: Vec<i64>,
    /// When it was last changed, members included.
    pub updated: i64,
    /// When it was made.
    pub created: i64,
    /// How many whole days ago that was.
    pub age_days: i64,
}

/// What a group opens, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
#[expect(missing_docs, reason = "named as they are")]
pub struct Opens {
    pub documents: i64,
    pub apps: i64,
    pub doors: i64,
    pub review_groups: i64,
    /// All of them.
    pub total: i64,
}

/// A risk, from facts alone, with what it was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Risk {
    /// High from 4 points on, medium from 2, low from 1.
    pub level: Level,
    /// The sum of the points.
    pub points: i64,
    /// Why.
    pub inputs: Vec<Input>,
}

/// How high a risk or how busy a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
#[expect(missing_docs, reason = "named as they are")]
pub enum Level {
    None,
    Low,
    Medium,
    High,
}

impl Level {
    /// All, from the least to the most.
    pub const ALL: [Self; 4] = [Self::None, Self::Low, Self::Medium, Self::High];

    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The one that is written so.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == word)
    }
}

/// One reason for a risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Input {
    /// What it is.
    pub kind: Kind,
    /// How many points it counts.
    pub points: i64,
    /// How many doors, documents, apps, people or memberships.
    pub count: i64,
    /// The first few of them, where they are things with names.
    pub things: Vec<Thing>,
}

/// Kinds of reasons for a risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Kind {
    /// It opens a door at any hour of any day: 3 points.
    AlwaysOpen,
    /// It manages documents (`full_access`): 2 points.
    Manages,
    /// It administers apps: 2 points.
    Administers,
    /// Many people have sensitive access by it: 1 point.
    Many,
    /// Four fifths of its people have some of the same access by another group: taking them out of it takes nothing. 1 point.
    Overlap,
    /// Frozen people are still in it: 1 point.
    Frozen,
    /// Memberships without an end among others that end: 1 point.
    Endless,
}

impl Kind {
    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AlwaysOpen => "always_open",
            Self::Manages => "manages",
            Self::Administers => "administers",
            Self::Many => "many",
            Self::Overlap => "overlap",
            Self::Frozen => "frozen",
            Self::Endless => "endless",
        }
    }
}

/// Something with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Thing {
    /// `document`, `folder`, `app`, `door`, `group` or `review_group`.
    pub r#type: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Something that a group opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Opened {
    /// `document`, `folder`, `app`, `door` or `review_group`.
    pub r#type: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What may be done: `view`, `edit`, `full_access`, `use`, `open` or `member`.
    pub action: String,
    /// For doors, when: in words, by the rule that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// For folders, how many documents below them take over who may what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<i64>,
    /// When the grant begins; 0: it has.
    pub starts: i64,
    /// When the grant ends; 0: never.
    pub ends: i64,
    /// How many people may do this, in this group; absent where there are too many to decide about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<i64>,
    /// How many of them still might without anything that names this group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people_otherwise: Option<i64>,
}

/// When a door opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Hours {
    /// The rule.
    pub rule_id: String,
    /// Its name.
    pub rule_name: String,
    /// When, in Chinese: 工作日 8:00–22:00.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// At any hour of any day.
    pub always: bool,
}

/// Somebody looked at a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct View {
    /// Who, as the audit names them.
    pub actor: String,
    /// Their name; empty where nobody knows it any more.
    pub name: String,
    /// Through what: `console` or `menjin/v1`.
    pub surface: String,
    /// When.
    pub at: i64,
}
