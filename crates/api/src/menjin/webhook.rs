//! Webhooks: addresses that are called when something happens. How they are called stands in [`notice`](super::notice).

pub mod create;
pub mod delete;
pub mod deliveries;
pub mod list;
pub mod test;
pub mod update;

use crate::prelude::*;

/// A webhook; its secret is shown once, when it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Webhook {
    /// Its id.
    pub id: i64,
    /// What is called.
    pub url: String,
    /// The kinds of notices it gets; `*` is every kind.
    pub kinds: Vec<String>,
    /// Whether it is called.
    pub enabled: bool,
    /// When it was made; RFC 3339, UTC.
    pub created: String,
}

/// Which webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Path {
    /// Its id.
    pub id: i64,
}
