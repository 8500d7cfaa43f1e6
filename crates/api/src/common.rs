//! Words and shapes that several families share.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How people are written in path, query, body and answer of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UserIdType {
    /// `ou_…`, of the calling app.
    #[default]
    OpenId,
    /// `on_…`, equal in all apps of one developer.
    UnionId,
    /// The tenant's own id; needs `contact:user.employee_id:readonly`.
    UserId,
}

impl UserIdType {
    /// The platform's word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpenId => "open_id",
            Self::UnionId => "union_id",
            Self::UserId => "user_id",
        }
    }

    /// Reads the platform's word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::OpenId, Self::UnionId, Self::UserId].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How departments are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DepartmentIdType {
    /// `od-…`, the same for every app.
    #[default]
    OpenDepartmentId,
    /// The tenant's own id.
    DepartmentId,
}

/// `{}`: a success that has nothing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Empty {}
