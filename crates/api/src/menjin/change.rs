//! Making, changing and ending user groups: templates, batches, safe deletion, undoing.

pub mod batch_delete;
pub mod batch_update;
pub mod code;
pub mod create;
pub mod delete;
pub mod deleted;
pub mod deletion_check;
pub mod deletions;
pub mod member;
pub mod restore;
pub mod suggested_names;
pub mod template;

use crate::prelude::*;

/// How many characters a name may have.
pub const NAME_MAX: usize = 100;
/// How many characters a description may have.
pub const DESCRIPTION_MAX: usize = 500;
/// How many items a batch may have.
pub const BATCH_MAX: usize = 500;
/// How many grants a template or a new group may have.
pub const GRANTS_MAX: usize = 100;
/// How many members may be added at once.
pub const MEMBERS_MAX: usize = 500;

/// Which group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GroupPath {
    /// Its id.
    pub id: String,
}

/// A thing that can be opened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Resource {
    /// `document`, `app`, `door` or `review_group`.
    pub r#type: String,
    /// The token of a document, `cli_…` of an app, the id of the door rule (only rules open doors), the id of a people group.
    pub id: String,
}

/// What members of a group get.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Grant {
    /// Of what.
    pub resource: Resource,
    /// `view`, `edit` or `full_access` of a document; `use` of an app; `open` of a door; `member` of a people group.
    pub action: String,
}

/// A person or a department in a group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Member {
    /// A person, by `user_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// A department, by `department_id`; `0` is the whole company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// From when on, RFC 3339; absent: at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Until when, RFC 3339; absent: for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// A sentence in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Sentence {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A name and a description.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Texts {
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// Why one item of a batch did not happen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Failure {
    /// The number of the code.
    pub code: i64,
    /// What is wrong.
    pub error: Sentence,
    /// The field it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Names that are free, when the name is taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<String>,
    /// What stands there now, when somebody else was first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Texts>,
}
