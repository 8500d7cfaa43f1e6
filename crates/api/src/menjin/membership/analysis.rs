//! What an analysis says of one person, and of many together.

use crate::prelude::*;

/// Something with an id and a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Thing {
    /// `group`, `department`, `document`, `app`, `door`, `review_group` or `user`.
    pub r#type: String,
    /// Its id on the wire.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What is known of one person's belonging.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Analysis {
    /// Their `user_id`.
    pub user_id: String,
    /// Their `union_id`.
    pub union_id: String,
    /// Their name.
    pub name: String,
    /// How many groups they are in.
    pub group_count: u64,
    /// All of them: as a member, through a department, by a rule.
    pub groups: Vec<Belonging>,
    /// The groups by type.
    pub types: Vec<TypeShare>,
    /// How much there is to look at.
    pub risk: Risk,
    /// Pairs of their groups that grant the same access.
    pub overlaps: Vec<Overlap>,
    /// What most of their peers may and they may not.
    pub missing: Vec<Missing>,
    /// What could be done.
    pub recommendations: Vec<Recommendation>,
    /// The state of the data it rests on.
    pub revision: String,
    /// When it was made; RFC 3339, UTC.
    pub analyzed_at: String,
    /// It was made for an earlier call, and nothing has changed since.
    pub cached: bool,
}

/// A group that somebody is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Belonging {
    /// Its id.
    pub group_id: String,
    /// Its name.
    pub name: String,
    /// 1 ordinary, 2 dynamic.
    pub r#type: i64,
    /// All ways into it.
    pub through: Vec<Through>,
    /// How many documents, apps, doors and review groups it opens.
    pub opens: u64,
}

/// A way into a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Through {
    /// What kind of way.
    pub way: Way,
    /// The department, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<Thing>,
}

/// What kind of way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// As a member.
    Direct,
    /// A department of theirs, or one above it, is a member.
    Department,
    /// The rule of a dynamic group holds for them.
    Rule,
}

/// How many groups are of a type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TypeShare {
    /// 1 ordinary, 2 dynamic.
    pub r#type: i64,
    /// How many.
    pub count: u64,
    /// Of all, in percent, to two decimals.
    pub percent: f64,
}

/// How much there is to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Nothing out of the ordinary.
    #[default]
    Low,
    /// Worth a look.
    Medium,
    /// To be looked at.
    High,
}

impl Level {
    /// From the least to the most.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A level, and what made it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Risk {
    /// The level.
    pub level: Level,
    /// What the number of groups alone makes it: more than 5 medium, more than 10 high.
    pub by_count: Level,
    /// Everything that counted. Each that raises lifts the level by one, up to high.
    pub inputs: Vec<RiskInput>,
}

/// Something that counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RiskInput {
    /// What it is.
    pub kind: RiskKind,
    /// How many there are.
    pub count: u64,
    /// It lifts the level.
    pub raises: bool,
    /// Which they are; the first 20.
    pub things: Vec<Thing>,
}

/// What counts for a risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RiskKind {
    /// The number of groups.
    Groups,
    /// Doors that a group opens at any hour.
    DoorsAnyHour,
    /// Documents that a group lets them manage.
    FullAccess,
    /// Apps that they develop or administer.
    AppRoles,
}

/// Something that can be done to a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Access {
    /// To what.
    pub resource: Thing,
    /// What: `view`, `edit`, `full_access`, `use`, `open`, `member`…
    pub action: String,
}

/// Two groups of one person that grant the same access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Overlap {
    /// The two groups.
    pub groups: Vec<Thing>,
    /// What both grant; the first 20.
    pub shared: Vec<Access>,
    /// How much that is.
    pub shared_count: u64,
    /// The group that grants nothing which the other does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covered: Option<Thing>,
}

/// What most peers may and this person may not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Missing {
    /// What.
    pub access: Access,
    /// The department that makes them peers.
    pub department: Thing,
    /// How many peers were asked about.
    pub peers: u64,
    /// How many of them may.
    pub have: u64,
    /// The same in percent, to two decimals.
    pub percent: f64,
    /// The group through which most of them may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<Thing>,
}

/// Something that could be done, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recommendation {
    /// What it is about.
    pub kind: Advises,
    /// In English.
    pub message: String,
    /// In Chinese.
    pub message_zh: String,
    /// What it rests on.
    pub evidence: Vec<Access>,
    /// The change that would follow it; its impact can be seen by a dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// What a recommendation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Advises {
    /// The person is in no group.
    NoGroups,
    /// The person is in more than ten.
    TooManyGroups,
    /// Two groups grant the same.
    Overlap,
    /// Peers may what they may not.
    MissingAccess,
}

/// A change of one membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Which way.
    pub action: Turn,
    /// The group.
    pub group: Thing,
}

/// Into a group, or out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// `POST …/member/add`.
    Add,
    /// `POST …/member/remove`.
    Remove,
}

impl Turn {
    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Remove => "remove",
        }
    }
}

/// All people of an analysis together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// How many were asked about.
    pub people: u64,
    /// How many could be analysed.
    pub succeeded: u64,
    /// How many could not.
    pub failed: u64,
    /// Groups per person: the mean, to two decimals.
    pub mean: f64,
    /// The most.
    pub maximum: u64,
    /// The fewest.
    pub minimum: u64,
    /// How many different groups they are in.
    pub distinct_groups: u64,
    /// All their memberships by the type of group.
    pub types: Vec<TypeShare>,
    /// How many people are in how many groups, every number from none to the most.
    pub distribution: Vec<Bin>,
    /// How many people are at which risk.
    pub risks: Vec<RiskShare>,
    /// What could be done in the company.
    pub advice: Vec<Advice>,
}

/// How many people are in so many groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bin {
    /// So many groups.
    pub groups: u64,
    /// So many people.
    pub people: u64,
}

/// How many people are at a risk.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RiskShare {
    /// The level.
    pub level: Level,
    /// How many people.
    pub people: u64,
    /// Of all, in percent, to two decimals.
    pub percent: f64,
}

/// Something that could be done in the company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Advice {
    /// What it is about.
    pub kind: AdviceKind,
    /// In English.
    pub message: String,
    /// In Chinese.
    pub message_zh: String,
}

/// What an advice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AdviceKind {
    /// More than five groups a person.
    MeanHigh,
    /// Fewer than two.
    MeanLow,
    /// Somebody is at high risk.
    HighRisk,
}
