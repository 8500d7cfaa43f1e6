//! Sets of scopes: what an app was enabled for, what a person granted.

use serde::{Deserialize, Serialize};

/// A set of scope names; `*` is every scope.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scopes(Vec<String>);

impl Scopes {
    /// The set of these names; sorted, each once.
    #[must_use]
    pub fn new(mut names: Vec<String>) -> Self {
        names.sort_unstable();
        names.dedup();
        Self(names)
    }

    /// Reads the JSON list that is stored.
    #[must_use]
    pub fn from_json(json: &str) -> Self {
        Self::new(serde_json::from_str(json).unwrap_or_default())
    }

    /// The JSON list that is stored.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::Value::from(self.0.clone()).to_string()
    }

    /// Whether this scope is held.
    #[must_use]
    pub fn has(&self, scope: &str) -> bool {
        self.0.iter().any(|held| held == "*" || held == scope)
    }

    /// Whether any one of these is held, or none is asked for.
    #[must_use]
    pub fn has_any(&self, wanted: &[&str]) -> bool {
        wanted.is_empty() || wanted.iter().any(|scope| self.has(scope))
    }

    /// The names, sorted.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.0
    }

    /// Both sets together.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::new(self.0.iter().chain(&other.0).cloned().collect())
    }
}
