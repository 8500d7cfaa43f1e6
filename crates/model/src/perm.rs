//! What a person may do: roles on documents and on apps.

use serde::{Deserialize, Serialize};

/// A role on a document, weaker before stronger: each may do all that the ones before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Perm {
    /// Read.
    View,
    /// Read and change.
    Edit,
    /// Manage: also change the sharing settings.
    FullAccess,
}

impl Perm {
    /// The word the platform uses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Edit => "edit",
            Self::FullAccess => "full_access",
        }
    }

    /// Reads the platform's word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::View, Self::Edit, Self::FullAccess].into_iter().find(|perm| perm.as_str() == word)
    }
}

/// A role on an app. The owner is not one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CollaboratorRole {
    /// May change collaborators.
    Administrator,
    /// May read them.
    Developer,
    /// May read them.
    Operator,
}

impl CollaboratorRole {
    /// The word the platform uses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Developer => "developer",
            Self::Operator => "operator",
        }
    }

    /// Reads the platform's word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Administrator, Self::Developer, Self::Operator].into_iter().find(|role| role.as_str() == word)
    }
}
