//! Governance: what administrators do beyond the platform's own calls.

pub mod analysis;
pub mod person;
