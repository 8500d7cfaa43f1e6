//! What a question is answered with.

use crate::prelude::*;

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    /// Yes or no.
    pub decision: bool,
    /// Why, and of which state of the data.
    pub context: Said,
}

/// What is said beside a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// Why, in one of the words of `docs/reasons.md`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// Why, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The state of the data this was decided by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// Of a yes: from the subject to the resource, by facts which alone give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Vec<Step>>,
    /// Of a no: what together would turn it; empty when nothing but another question would.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<Need>>,
    /// Instead of all that: this one of many questions could not be understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Failure>,
}

/// A sentence in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Reason {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// One station of a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Step {
    /// What kind of thing; beside those of the request there is `door_rule`, and `everyone`.
    pub r#type: String,
    /// Its id; people are written like the subject of the question.
    pub id: String,
    /// What leads here from the station before: `member`, a role, `inherited`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Something in the way of a yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Need {
    /// `fact`: this link is not there, or says less. `absence`: this link is there, and forbids. `moment`: another time.
    pub need: String,
    /// Where the link begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Entity>,
    /// Where it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Entity>,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The moment, RFC 3339, by the clock of the tenant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}

/// A thing by its kind and id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Entity {
    /// What kind.
    pub r#type: String,
    /// Which.
    pub id: String,
}

/// What is wrong with one of many questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Failure {
    /// As an HTTP status.
    pub status: u16,
    /// What.
    pub message: String,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}
