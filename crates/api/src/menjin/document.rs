//! Documents, as administrators look at them.

pub mod get;
pub mod list;

use super::grant::Named;
use crate::prelude::*;

/// A document or folder in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Document {
    /// Its token.
    pub token: String,
    /// `docx`, `sheet`, `folder`, …
    pub r#type: String,
    /// Its title.
    pub title: String,
    /// Whose it is: a person by `user_id`, or an app.
    pub owner: Named,
    /// What the owner is called.
    pub owner_name: String,
    /// The folder it lies in; nothing in the owner's root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
    /// What everybody of the company who has the link may: nothing, `view` or `edit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// How many collaborators of its own it has.
    pub collaborators: i64,
    /// When it was last changed; RFC 3339, UTC.
    pub update_time: String,
}
