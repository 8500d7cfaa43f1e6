//! Governance: what administrators do with groups and access. One implementation under the console, the command line and `/menjin/v1`.

pub mod analysis;
pub mod app;
pub mod audit;
pub mod change;
pub mod department;
pub mod document;
pub mod door;
pub mod grant;
pub mod group;
pub mod impact;
pub mod inbox;
pub mod notice;
pub mod person;
pub mod review;
pub mod review_group;
pub mod risk;
pub mod search;
pub mod things;
pub mod webhook;
