//! Templates of groups: a name, a description, and what members are given. `development`, `design` and `marketing` are built
//! in. These have no grants, as grants name documents, doors and apps of the company: a company gives them some by a template of
//! its own with the same key. Until then `permissions` has the names of what is usual, for whoever writes that template.

pub mod create;
pub mod delete;
pub mod list;
pub mod update;

use super::Grant;
use crate::prelude::*;

/// How many templates a company may have.
pub const TEMPLATES_MAX: usize = 200;

/// Which template.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TemplatePath {
    /// Its key.
    pub key: String,
}

/// A template.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Template {
    /// 1 to 32 small letters, digits and `_`; generated ids of groups begin with it.
    pub key: String,
    /// The name that groups get unless they bring their own.
    pub name: String,
    /// The description likewise.
    pub description: String,
    /// What members are given.
    pub grants: Vec<Grant>,
    /// Built in, and not overridden by the company.
    pub built_in: bool,
    /// What is usually given, by name: of those that are built in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<String>,
}
