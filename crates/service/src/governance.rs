//! Governance: what administrators do with groups and access, by `/menjin/v1` and the console alike.

pub mod analysis;
pub mod department;
pub mod impact;
pub mod person;
