//! Grants: who may do what to a document, an app, a door or a review group, because somebody said so. One shape for all of them.

pub mod code;
pub mod delete;
pub mod list;
pub mod put;

use crate::prelude::*;

/// A thing by its kind and id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Named {
    /// Of a resource `document`, `app`, `door`, `door_rule` or `review_group`; of a holder `user`, `department`, `group`, `app`,
    /// `visitor` or `everyone`.
    pub r#type: String,
    /// A person by `user_id`, a department by either of its ids, the others by the platform's ids; nothing for everyone.
    #[serde(default)]
    pub id: String,
}

/// Whether a grant gives or takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It gives.
    #[default]
    Allow,
    /// It takes, whatever else gives: the black list of an app.
    Deny,
}

impl Effect {
    /// Whether it gives.
    #[must_use]
    pub const fn is_allow(&self) -> bool {
        matches!(self, Self::Allow)
    }
}

/// A grant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Grant {
    /// On what; for a grant on a door, the rule that names the holder.
    pub resource: Named,
    /// Who.
    pub holder: Named,
    /// What people call them.
    #[serde(default)]
    pub name: String,
    /// Of a document `view`, `edit` or `full_access`; of an app `use`, `operate`, `develop` or `administer`; of a door `open`; of a
    /// review group `member`. The owner has `own`.
    pub action: String,
    /// Whether it gives or takes.
    #[serde(default, skip_serializing_if = "Effect::is_allow")]
    pub effect: Effect,
    /// From when on; RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Until when; RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}
