//! Governance: what administrators do with groups and access, by `/menjin/v1` and the console alike.

pub mod change;
pub mod impact;
pub mod notice;
