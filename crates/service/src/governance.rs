//! Governance: what administrators do beside the platform's own calls. One file or folder for each part.

pub mod audit;
pub mod inbox;
pub mod notice;
pub mod review;
pub mod webhook;
